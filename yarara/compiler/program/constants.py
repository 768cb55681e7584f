"""What is known before the program runs: module constants, and which attributes belong to classes.

A module-level name that is assigned exactly once, to a constant expression, is a constant: it needs no code at start-up and may decide at
compile time which branch exists.
"""

from __future__ import annotations

import ast
import operator
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from mypy.nodes import (
    AssignmentExpr, AssignmentStmt, BytesExpr, Block, ClassDef, Decorator, Expression, ExpressionStmt, FloatExpr, ForStmt, FuncDef, IfStmt, IntExpr, ListExpr, MatchStmt, MemberExpr, MypyFile, NameExpr, Node,
    OperatorAssignmentStmt, OpExpr, OverloadedFuncDef, RefExpr, Statement, StrExpr, TempNode, TryStmt, TupleExpr, TypeInfo, UnaryExpr, Var, WhileStmt, WithStmt,
)
from mypy.patterns import Pattern
from mypy.types import CallableType, Instance, NoneType, ProperType, TupleType, TypeType, TypeVarType, UnionType, get_proper_type

from yarara.compiler.frontend.module_assignments import assignments_of
from yarara.compiler.options import PROCESS, TARGETS, VM, Options
from yarara.compiler.walk import walk

if TYPE_CHECKING:
    from yarara.compiler.frontend.frontend import TypedProgram

_UNKNOWN = object()
_INTEGER_OPERATORS: dict[str, Callable[[int, int], object]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod, "<<": operator.lshift,
    ">>": operator.rshift, "|": operator.or_, "&": operator.and_, "^": operator.xor, "**": operator.pow,
}


class AssignedAttributes:
    """Which attributes statements of the program, and of our modules, assign through an object."""

    def __init__(self, typed: TypedProgram) -> None:
        self._typed = typed
        self._classes: dict[str, set[str]] = {}
        self._targets: dict[str, list[tuple[MemberExpr, FuncDef | None]]] = {}
        for module in typed.modules.values():
            for target, function in assignments_of(module).attributes if not module.is_stub else ():
                self._targets.setdefault(target.name, []).append((target, function))

    def classes(self, name: str) -> set[str]:
        """The classes through whose objects an attribute of this name is assigned; "" is one that is not known."""
        if name not in self._classes:
            self._classes[name] = {cls for target, function in self._targets.get(name, ()) for cls in self._owners(target, function)}
        return self._classes[name]

    def _owners(self, target: MemberExpr, function: FuncDef | None) -> set[str]:
        if function is not None:
            self._typed.check(function)
        proper = get_proper_type(self._typed.types.get(target.expr))
        if isinstance(proper, TypeVarType):
            proper = get_proper_type(proper.upper_bound)
        kinds = [get_proper_type(item) for item in (proper.items if isinstance(proper, UnionType) else [proper])]
        return {
            kind.type.fullname if isinstance(kind, Instance) and not kind.type.is_protocol else ""
            for kind in kinds if not isinstance(kind, NoneType) and class_named_by(kind) is None
        }


def class_named_by(kind: ProperType | None) -> TypeInfo | None:
    """The class that a value of this type is, or is above."""
    inner = kind.item if isinstance(kind, TypeType) else kind.ret_type if isinstance(kind, CallableType) and kind.is_type_obj() else None
    proper = get_proper_type(inner)
    if isinstance(proper, TypeVarType):
        proper = get_proper_type(proper.upper_bound)
    if isinstance(proper, TupleType):
        proper = proper.partial_fallback
    return proper.type if isinstance(proper, Instance) else None


def class_assigned_attributes(typed: TypedProgram, module: MypyFile) -> set[tuple[str, str]]:
    """Class and name of the attributes that this module assigns through a class that is a value, or that the class only inherits."""
    found = set(assignments_of(module).inherited)
    for target, _ in assignments_of(module).attributes:
        kind = get_proper_type(typed.types.get(target.expr))
        for item in kind.items if isinstance(kind, UnionType) else [kind]:
            info = class_named_by(get_proper_type(item))
            if info is not None:
                found.add((info.fullname, target.name))
    return found


def _note_walrus(module: MypyFile) -> None:
    """Count the assignments inside expressions of an application's module."""
    scan = assignments_of(module)

    def enter(node: Node) -> bool:
        if isinstance(node, AssignmentExpr):
            scan.target(node.target, None)
        return True

    for statement in module.defs:
        walk(statement, enter)


def bytes_value(expression: BytesExpr) -> bytes:
    """The bytes of a literal, which mypy keeps as the inside of their `repr`."""
    text = expression.value
    if "\\'" in text:
        return bytes(ast.literal_eval('b"' + text.replace('"', '\\"') + '"'))
    return bytes(ast.literal_eval("b'" + text.replace("'", "\\'") + "'"))


def _naming(body: list[Statement], name: str) -> AssignmentStmt | ForStmt | None:
    """The first statement of a block that assigns or declares a name, looking into loops and branches too."""
    for statement in body:
        targets = statement.lvalues if isinstance(statement, AssignmentStmt) else [statement.index] if isinstance(statement, ForStmt) else []
        for target in targets:
            items = target.items if isinstance(target, (TupleExpr, ListExpr)) else [target]
            if isinstance(statement, (AssignmentStmt, ForStmt)) and any(isinstance(item, NameExpr) and item.name == name for item in items):
                return statement
        blocks = statement.body if isinstance(statement, IfStmt) else [statement.body] if isinstance(statement, (ForStmt, WhileStmt)) else []
        last = statement.else_body if isinstance(statement, (IfStmt, ForStmt, WhileStmt)) else None
        for block in [*blocks, *([last] if last is not None else [])]:
            if (found := _naming(block.body, name)) is not None:
                return found
    return None


def _only_declares(s: AssignmentStmt | ForStmt) -> bool:
    return isinstance(s, AssignmentStmt) and isinstance(s.rvalue, TempNode)


MODULE_NAMES = ("__name__", "__file__", "__doc__")
"""Names that every module has."""


def said_of_module(module: MypyFile, name: str) -> str | None:
    """The value of such a name; None for the text of a module that begins with none."""
    if name == "__doc__":
        first = module.defs[0] if module.defs else None
        return first.expr.value if isinstance(first, ExpressionStmt) and isinstance(first.expr, StrExpr) else None
    return module.fullname if name == "__name__" else os.path.abspath(module.path)


EXTRAS = {"console": (VM,), "balloon": (VM,), "vlan": TARGETS}
"""Parts of the kernel that an image may be built with, for these targets: constants of `yarara.machine`."""


class Constants:
    """Evaluates constant expressions; `COMPILED` and `PROCESS` are decided by the target, `PARALLEL` by what is imported, and by the one
    who builds: `TRACING`, and those that `Options.extras` names."""

    def __init__(self, typed: TypedProgram, options: Options) -> None:
        self.typed = typed
        self.decided: dict[str, object] = {
            "yarara.machine.REFERENCES": typed.mentions(b"xmlcharrefreplace"),
            "yarara.machine.WIDE_CODECS": typed.mentions(rb"(?i)utf[-_]?(16|32|8[-_]sig)|['\"]u(16|32)['\"]"),
            "yarara.machine.DATAGRAMS": typed.mentions(rb"SOCK_DGRAM|getaddrinfo|socket\s*\([^)]*\d"),
            "yarara.machine.COMPILED": True, "yarara.machine.PROCESS": options.target == PROCESS,
            "yarara.machine.PARALLEL": "yarara.kernel.cpu.smp" in typed.modules, "yarara.machine.TRACING": options.tracing, "typing.TYPE_CHECKING": False,
            "yarara.machine.GROUPS": typed.mentions(rb"ExceptionGroup|except\s*\*"),
            **{f"yarara.machine.{name.upper()}": name in options.extras and options.target in targets for name, targets in EXTRAS.items()},
        }
        self.known: dict[Var, object] = {}
        self.assignments: dict[Var, list[Expression | None]] = {}
        self.assigned_through_class: set[Var] = set()
        for name, module in typed.modules.items():
            if name in typed.application:
                _note_walrus(module)
            if not module.is_stub:
                self.assigned_through_class |= assignments_of(module).of_classes
                for variable, values in assignments_of(module).values.items():
                    self.assignments.setdefault(variable, []).extend(values)

    def has_class_value(self, info: TypeInfo, name: str) -> bool:
        """Whether the class body itself gives this attribute a value."""
        found = self._in_body(info, name)
        return found is not None and not _only_declares(found)

    def is_only_declared(self, info: TypeInfo, name: str) -> bool:
        """Whether the class body says the type of this attribute and gives it no value."""
        found = self._in_body(info, name)
        return found is not None and _only_declares(found)

    @staticmethod
    def _in_body(info: TypeInfo, name: str) -> AssignmentStmt | ForStmt | None:
        """The first statement of a class body that names this attribute."""
        return _naming(info.defn.defs.body, name)

    def function_behind(self, node: object) -> FuncDef | OverloadedFuncDef | None:
        """The module's function that a module variable is another name of: `insort = insort_right`."""
        values = self.assignments.get(node, []) if isinstance(node, Var) else []
        given = values[0] if len(values) == 1 else None
        if not isinstance(given, NameExpr) or not isinstance(given.node, (FuncDef, OverloadedFuncDef)):
            return None
        assert isinstance(node, Var)
        homes = [name.rpartition(".")[0] for name in (node.fullname or "", given.node.fullname)]
        return given.node if all(home in self.typed.modules and home != "builtins" for home in homes) else None

    def is_static(self, node: Var) -> bool:
        """Whether this variable keeps one constant for the whole run."""
        return self.value(node) is not None

    def value(self, node: Var) -> object:
        """The constant a variable stands for, or None."""
        if node.fullname in self.decided:
            return self.decided[node.fullname]
        if node.name in MODULE_NAMES and (module := self.typed.modules.get(node.fullname.rpartition(".")[0])) is not None:
            return said_of_module(module, node.name)
        found = self.known.get(node, _UNKNOWN)
        if found is not _UNKNOWN:
            return found
        self.known[node] = None
        values = self.assignments.get(node, [])
        if len(values) == 1 and values[0] is not None and "." in (node.fullname or ""):
            self.known[node] = self.evaluate(values[0])
        return self.known[node]

    def evaluate(self, expression: Expression) -> object:
        """The value of a constant expression, or None."""
        if isinstance(expression, (IntExpr, FloatExpr, StrExpr)):
            return expression.value
        if isinstance(expression, BytesExpr):
            return bytes_value(expression)
        if isinstance(expression, RefExpr):
            return self._reference(expression)
        if isinstance(expression, UnaryExpr):
            value = self.evaluate(expression.expr)
            return self._unary(expression.op, value)
        if isinstance(expression, OpExpr):
            return self._binary(expression.op, self.evaluate(expression.left), self.evaluate(expression.right))
        return None

    def _reference(self, expression: RefExpr) -> object:
        if expression.fullname in ("builtins.True", "builtins.False"):
            return expression.fullname == "builtins.True"
        if isinstance(expression.node, Var):
            if isinstance(expression, MemberExpr) and not isinstance(expression.expr, RefExpr):
                return None
            if expression.node.info:
                owner = expression.expr if isinstance(expression, MemberExpr) else None
                if not (isinstance(owner, RefExpr) and isinstance(owner.node, TypeInfo)):
                    return None
            return self.value(expression.node)
        return None

    @staticmethod
    def _unary(symbol: str, value: object) -> object:
        if isinstance(value, bool):
            return not value if symbol == "not" else None
        if isinstance(value, int):
            return {"-": -value, "~": ~value, "+": value}.get(symbol)
        if isinstance(value, float):
            return {"-": -value, "+": value}.get(symbol)
        return None

    @staticmethod
    def _binary(symbol: str, left: object, right: object) -> object:
        if symbol in ("and", "or") and isinstance(left, bool):
            if symbol == "and":
                return False if not left else right
            return True if left else right
        if isinstance(left, bool) or isinstance(right, bool) or not isinstance(left, int) or not isinstance(right, int):
            return None
        compute = _INTEGER_OPERATORS.get(symbol)
        if compute is None or symbol in ("<<", "**") and right > 64:
            return None
        try:
            value = compute(left, right)
        except (ArithmeticError, ValueError):
            return None
        return value if isinstance(value, int) and -(1 << 63) <= value < 1 << 64 else None
