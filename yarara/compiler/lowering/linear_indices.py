"""Indices that a loop's variable moves evenly: `cells[row * width + column]`, also by way of a name, `at = row * width + column`.

From the first round to the last such a number goes one way, and so does each part of it. When both its ends are inside of a list, and nothing overflows on the
way to either, the same holds in every round. A body that compares such a number with something looks itself whether it is inside: there nothing is promised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import AssignmentStmt, Block, ComparisonExpr, Expression, IndexExpr, IntExpr, MemberExpr, NameExpr, Node, OperatorAssignmentStmt, OpExpr, Var

from yarara.compiler.program.assigned import targets_of
from yarara.compiler.walk import walk

INSTRUCTIONS = {"+": "add", "-": "sub", "*": "mul"}

Shape = tuple[object, ...]
"""Equal for expressions that are the same."""


class LinearIndices:
    """The subscripts of one loop's body whose indices are linear in its variable. `is_steady` tells names and attributes that the loop does not change."""

    def __init__(self, body: Block, variable: Var, is_steady: Callable[[Expression], bool]) -> None:
        self.variable, self.is_steady = variable, is_steady
        self.meanings: dict[Var, Expression] = {}
        """Names that the body gives one value a round, before they are used."""
        self.subscripts: set[IndexExpr] = set()
        self._compared = set(_compared(body))
        self._often = _assigned_again(body)
        for statement in body.body:
            walk(statement, self._enter)
            if isinstance(statement, AssignmentStmt) and len(statement.lvalues) == 1:
                self._define(statement.lvalues[0], statement.rvalue)

    def _enter(self, node: Node) -> bool:
        if isinstance(node, IndexExpr) and self.is_linear(node.index) and not self._compared.intersection(self.names(node.index)):
            self.subscripts.add(node)
        return True

    def _define(self, target: Expression, value: Expression) -> None:
        if isinstance(target, NameExpr) and isinstance(target.node, Var) and target.node not in self._often and target.node is not self.variable and self.is_linear(value):
            self.meanings[target.node] = value

    def is_linear(self, e: Expression) -> bool:
        if isinstance(e, OpExpr) and e.op in INSTRUCTIONS:
            return self.is_linear(e.left) and self.is_linear(e.right) and (e.op != "*" or not (self._moves(e.left) and self._moves(e.right)))
        if isinstance(e, NameExpr) and (e.node is self.variable or e.node in self.meanings):
            return True
        return isinstance(e, IntExpr) or isinstance(e, (NameExpr, MemberExpr)) and self.is_steady(e)

    def _moves(self, e: Expression) -> bool:
        return self.variable in self.names(e)

    def names(self, e: Expression) -> set[Var]:
        """The variables that a linear expression is made of, also those behind names."""
        if isinstance(e, OpExpr):
            return self.names(e.left) | self.names(e.right)
        if not isinstance(e, NameExpr) or not isinstance(e.node, Var):
            return set()
        meaning = self.meanings.get(e.node)
        return {e.node} if meaning is None else {e.node, *self.names(meaning)}

    def shape(self, e: Expression) -> Shape:
        """What a linear expression comes to, without names that stand for others."""
        if isinstance(e, OpExpr):
            return e.op, self.shape(e.left), self.shape(e.right)
        if isinstance(e, NameExpr) and isinstance(e.node, Var):
            return self.shape(self.meanings[e.node]) if e.node in self.meanings else (e.node,)
        if isinstance(e, MemberExpr):
            return self.shape(e.expr), e.name
        assert isinstance(e, IntExpr)
        return (e.value,)


def _compared(body: Block) -> Iterator[Var]:
    """The variables of which the body asks how large they are, but for those in subscripts."""
    found: list[Var] = []

    def inside(node: Node) -> bool:
        if isinstance(node, NameExpr) and isinstance(node.node, Var):
            found.append(node.node)
        return not isinstance(node, IndexExpr)

    def enter(node: Node) -> bool:
        if isinstance(node, ComparisonExpr):
            walk(node, inside)
        return True

    walk(body, enter)
    yield from found


def _assigned_again(body: Block) -> set[Var]:
    """The variables that are assigned in more than one place of the body."""
    found: set[Var] = set()
    again: set[Var] = set()

    def enter(node: Node) -> bool:
        targets: list[Expression] = []
        if isinstance(node, AssignmentStmt):
            targets = [inner for target in node.lvalues for inner in targets_of(target)]
        elif isinstance(node, OperatorAssignmentStmt):
            targets = [node.lvalue, node.lvalue]
        for target in targets:
            if isinstance(target, NameExpr) and isinstance(target.node, Var):
                (again if target.node in found else found).add(target.node)
        return True

    walk(body, enter)
    return again
