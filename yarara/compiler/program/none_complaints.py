"""What CPython says where a value turns out to be None that mypy takes for something else: the words are those of the operation that asked.

mypy goes on believing `if found is not None:` behind a call that sets `found` to None.
"""

from __future__ import annotations

from functools import cached_property

from mypy.nodes import (
    AssignmentStmt, CallExpr, ComparisonExpr, DelStmt, Expression, ForStmt, GeneratorExpr, IndexExpr, NameExpr, Node, OperatorAssignmentStmt, OpExpr, StarExpr, TupleExpr, UnaryExpr,
)
from mypy.types import Instance, get_proper_type

from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.walk import walk

OTHERWISE = "this value is None"
ITERATING = {f"builtins.{name}" for name in ("sum", "list", "tuple", "set", "sorted", "enumerate", "min", "max", "any", "all", "iter")}
NOT_ITERABLE = "'NoneType' object is not iterable"
SHOWN = {"**": "** or pow()"}
"""Operators that messages call by two names."""


class NoneComplaints:
    """The message of the TypeError for each expression that something is asked of."""

    def __init__(self, typed: TypedProgram) -> None:
        self._typed = typed

    def of(self, e: object) -> str:
        """For an expression of the program."""
        return self._found.get(e, OTHERWISE) if isinstance(e, Expression) else OTHERWISE

    @cached_property
    def _found(self) -> dict[Expression, str]:
        found: dict[Expression, str] = {}
        for name in self._typed.application:
            for statement in self._typed.modules[name].defs:
                walk(statement, lambda node: self._enter(node, found))
        return found

    def _enter(self, node: Node, found: dict[Expression, str]) -> bool:
        if isinstance(node, IndexExpr):
            found.setdefault(node.base, "'NoneType' object is not subscriptable")  # unless a statement around has said more
        elif isinstance(node, (AssignmentStmt, DelStmt)):
            if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], TupleExpr):
                found[node.rvalue] = "cannot unpack non-iterable NoneType object"
            change = "deletion" if isinstance(node, DelStmt) else "assignment"
            for target in node.lvalues if isinstance(node, AssignmentStmt) else [node.expr]:
                for one in target.items if isinstance(target, TupleExpr) else [target]:
                    if isinstance(one, IndexExpr):
                        found[one.base] = f"'NoneType' object does not support item {change}"
        elif isinstance(node, CallExpr):
            found[node.callee] = "'NoneType' object is not callable"
            if isinstance(node.callee, NameExpr) and node.callee.fullname == "builtins.len" and node.args:
                found[node.args[0]] = "object of type 'NoneType' has no len()"
            elif isinstance(node.callee, NameExpr) and node.callee.fullname in ITERATING and node.args:
                found[node.args[0]] = NOT_ITERABLE
        elif isinstance(node, ForStmt):
            found[node.expr] = NOT_ITERABLE
        elif isinstance(node, StarExpr):
            found[node.expr] = "Value after * must be an iterable, not NoneType"
        elif isinstance(node, GeneratorExpr):
            found.update(dict.fromkeys(node.sequences, NOT_ITERABLE))
        else:
            self._operators(node, found)
        return True

    def _operators(self, node: Node, found: dict[Expression, str]) -> None:
        if isinstance(node, UnaryExpr):
            found[node.expr] = f"bad operand type for unary {node.op}: 'NoneType'"
        elif isinstance(node, OpExpr):
            self._operands(node.left, node.right, f"unsupported operand type(s) for {SHOWN.get(node.op, node.op)}: {{}} and {{}}", found)
        elif isinstance(node, OperatorAssignmentStmt):
            self._operands(node.lvalue, node.rvalue, f"unsupported operand type(s) for {node.op}=: {{}} and {{}}", found)
        elif isinstance(node, ComparisonExpr):
            for operator, left, right in zip(node.operators, node.operands, node.operands[1:]):
                if operator in ("in", "not in"):
                    found[right] = "argument of type 'NoneType' is not iterable"
                elif operator in ("<", "<=", ">", ">="):
                    self._operands(left, right, f"'{operator}' not supported between instances of {{}} and {{}}", found)

    def _operands(self, left: Expression, right: Expression, words: str, found: dict[Expression, str]) -> None:
        found[left] = words.format("'NoneType'", self._class_of(right))
        found[right] = words.format(self._class_of(left), "'NoneType'")

    def _class_of(self, e: Expression) -> str:
        kind = get_proper_type(self._typed.types.get(e))
        kind = kind.last_known_value.fallback if isinstance(kind, Instance) and kind.last_known_value is not None else kind
        return f"'{kind.type.name}'" if isinstance(kind, Instance) else "'NoneType'"
