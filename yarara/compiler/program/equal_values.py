"""Values of which mypy knows a class because they were equal to something: `if found == 1:`, `found in ("a", "b")`, `case 1 | 2:`.

mypy then takes an `object` for an `int`. But 1.0 is equal to 1 too, and an object of a class may be equal to whatever its `__eq__` says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mypy.nodes import AssignmentExpr, CallExpr, ComparisonExpr, Expression, MatchStmt, MemberExpr, NameExpr, Node, OpExpr, StrExpr, TupleExpr, Var
from mypy.patterns import AsPattern, OrPattern, ValuePattern

from yarara.compiler.program import types
from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.program.types import BOOL, FLOAT, INT, NONE, Class, Dynamic, Type
from yarara.compiler.walk import contains, walk

EQUALITY = {"==", "!=", "in", "not in"}
NUMBERS = (INT, FLOAT, BOOL)
TAKING_ANYTHING = {"print", "str", "repr", "format", "ascii", "type", "append", "add"}
"""Functions and methods to which such a value may be given as it is. (An f-string is a call of `format`.)"""
SHOWING = {"print", "str", "repr", "format", "ascii"}
"""Those of them that want its text."""
EQUAL_TO_OWN_KIND = ("builtins.str", "builtins.bytes")
"""Built-in types with literals whose values are equal to none of another built-in type."""


@dataclass
class _Readings:
    """Where the program reads values, and what it does with them there."""

    compared: set[Var | str] = field(default_factory=set)
    as_they_are: set[Expression] = field(default_factory=set)
    shown: set[Expression] = field(default_factory=set)


class EqualValues:
    """The variables, and the names of attributes, that the program compares in these ways."""

    def __init__(self, typed: TypedProgram) -> None:
        self._typed = typed

    @cached_property
    def _readings(self) -> _Readings:
        found = _Readings()
        for name in self._typed.application:
            for statement in self._typed.modules[name].defs:
                walk(statement, lambda node: self._enter(node, found))
        return found

    def only_equal(self, e: Expression, kind: Dynamic, wanted: Type) -> bool:
        """Whether a value of type `kind` that mypy takes for one of type `wanted` here may be no such value, but be equal to one."""
        inner = wanted.inner if isinstance(wanted, types.Optional) else wanted
        kinds = inner.alternatives if isinstance(inner, Dynamic) else (inner,)
        if kind.unknown or not kinds or not all(map(_has_literals, kinds)):
            return False
        if kind.alternatives and not any(_may_equal(other, one) for other in kind.alternatives if other not in kinds for one in kinds):
            return False
        key = _key(e)
        return key is not None and key in self._readings.compared

    def goes_as_it_is(self, e: Expression) -> bool:
        """Whether this reading of such a value asks nothing of its class."""
        return e in self._readings.as_they_are

    def is_shown(self, e: Expression) -> bool:
        """Whether this reading of a value only wants its text."""
        return e in self._readings.shown

    def _enter(self, node: Node, found: _Readings) -> bool:
        named: list[Expression] = []
        if isinstance(node, ComparisonExpr) and not EQUALITY.isdisjoint(node.operators):
            named = node.operands
            found.as_they_are.update(node.operands)
        elif isinstance(node, MatchStmt) and any(contains(pattern, ValuePattern) for pattern in node.patterns):
            named = [node.subject]
            found.as_they_are.add(node.subject)
        elif isinstance(node, AsPattern) and node.name is not None and isinstance(node.pattern, (OrPattern, ValuePattern)):
            named = [node.name]
        elif isinstance(node, CallExpr) and isinstance(node.callee, (MemberExpr, NameExpr)) and node.callee.name in TAKING_ANYTHING:
            found.as_they_are.update(node.args)
            if node.callee.name in SHOWING:
                found.shown.update(node.args)
        elif isinstance(node, OpExpr) and node.op == "%" and isinstance(node.left, StrExpr):
            found.shown.update(node.right.items if isinstance(node.right, TupleExpr) else [node.right])
        found.compared.update(key for one in named if (key := _key(one)) is not None)
        return True


def _has_literals(kind: Type) -> bool:
    return kind in (*NUMBERS, NONE) or isinstance(kind, Class) and kind.info.fullname in EQUAL_TO_OWN_KIND


def _may_equal(other: Type, kind: Type) -> bool:
    """Whether values of another type may be equal to some of this type. (That a bool is equal to an int is a difference that is known.)"""
    if isinstance(other, Dynamic) or isinstance(other, Class) and other.info.module_name != "builtins":
        return True
    return kind in NUMBERS and (other in NUMBERS and other is not BOOL or types.is_complex(other))


def _key(e: Expression) -> Var | str | None:
    e = e.target if isinstance(e, AssignmentExpr) else e
    if isinstance(e, NameExpr):
        return e.node if isinstance(e.node, Var) else None
    return e.name if isinstance(e, MemberExpr) else None
