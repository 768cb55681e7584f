"""What integers a small loop computes from, when its body is not plain: the loop may run a copy of it that knows they are small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from mypy.nodes import (
    AssertStmt, AssignmentStmt, Block, BreakStmt, CallExpr, ComparisonExpr, ConditionalExpr, ContinueStmt, Expression, ExpressionStmt, FloatExpr, ForStmt, IfStmt, IndexExpr,
    IntExpr, MemberExpr, NameExpr, Node, OperatorAssignmentStmt, OpExpr, PassStmt, RaiseStmt, ReturnStmt, StrExpr, TupleExpr, UnaryExpr, Var,
)

from yarara.compiler.program.assigned import targets_of
from yarara.compiler.program.types import INT, Type
from yarara.compiler.walk import walk

LARGEST = 80
"""Nodes of a body that is written twice."""

_SIMPLE = (
    AssertStmt, AssignmentStmt, Block, BreakStmt, CallExpr, ComparisonExpr, ConditionalExpr, ContinueStmt, ExpressionStmt, FloatExpr, IfStmt, IndexExpr, IntExpr, MemberExpr,
    NameExpr, OperatorAssignmentStmt, OpExpr, PassStmt, RaiseStmt, ReturnStmt, StrExpr, TupleExpr, UnaryExpr,
)
"""What such a body may consist of."""


class LoopCode(Protocol):
    """What is known of the body of a loop."""

    @property
    def assigned(self) -> set[Var]: ...

    @property
    def stored_attributes(self) -> set[str]: ...

    @property
    def subscripts(self) -> list[IndexExpr]: ...

    @property
    def int_operands(self) -> set[Var]: ...

    @property
    def combined(self) -> set[Var]: ...


@dataclass
class Operands:
    """A body that may call anything: of lists nothing is known in it, but nobody else changes its local numbers."""

    assigned: set[Var] = field(default_factory=set)
    stored_attributes: set[str] = field(default_factory=set)
    subscripts: list[IndexExpr] = field(default_factory=list)
    int_operands: set[Var] = field(default_factory=set)

    @property
    def combined(self) -> set[Var]:
        return self.int_operands


def operands_of(s: ForStmt, type_of: Callable[[Expression], Type | None]) -> Operands | None:
    """What the body of a loop adds, subtracts and multiplies; None when it is not worth a copy: large, or without arithmetic on the loop's variable."""
    found = Operands()
    size, simple = 0, True

    def enter(node: Node) -> bool:
        nonlocal size, simple
        size += 1
        simple = simple and size <= LARGEST and isinstance(node, _SIMPLE)
        if isinstance(node, AssignmentStmt):
            targets = [inner for target in node.lvalues for inner in targets_of(target)]
            found.assigned.update(t.node for t in targets if isinstance(t, NameExpr) and isinstance(t.node, Var))
        elif isinstance(node, OperatorAssignmentStmt) and isinstance(node.lvalue, NameExpr) and isinstance(node.lvalue.node, Var):
            found.assigned.add(node.lvalue.node)
        elif isinstance(node, OpExpr) and node.op in ("+", "-", "*") and type_of(node) is INT:
            found.int_operands.update(o.node for o in (node.left, node.right) if isinstance(o, NameExpr) and isinstance(o.node, Var) and type_of(o) is INT)
        return simple

    walk(s.body, enter)
    variable = s.index.node if isinstance(s.index, NameExpr) else None
    return found if simple and variable in found.int_operands and variable not in found.assigned else None
