"""Tallies: local numbers that only count how often something happens in a loop.

    count = 0
    while waiting:
        ...
        count += 1

No loop comes by 2**62 times, whatever the computer: such an addition needs no look whether it overflows. It is so for a loop in no other one only: of
loops in loops LLVM might compute the result without running them. And only for what each round does: behind an `if`, LLVM would add 0 or 1 in every round
once nothing can be raised, which costs more than a jump that is seldom taken.
"""

from __future__ import annotations

from mypy.nodes import (
    AssignmentExpr, AssignmentStmt, DelStmt, Expression, ForStmt, FuncDef, GeneratorExpr, IntExpr, LambdaExpr, MatchStmt, NameExpr, Node, OperatorAssignmentStmt, Statement, TryStmt, Var, WhileStmt, WithStmt,
)

from yarara.compiler.program.assigned import targets_of
from yarara.compiler.walk import walk

_LARGEST = 1 << 31
_NONE: frozenset[OperatorAssignmentStmt] = frozenset()


def tallies(function: FuncDef) -> frozenset[OperatorAssignmentStmt]:
    """The additions of one to such numbers."""
    additions: dict[Var, list[OperatorAssignmentStmt]] = {}
    other = {argument.variable for argument in function.arguments}
    shared: list[Node] = []

    def enter(node: Node) -> bool:
        if isinstance(node, (MatchStmt, FuncDef, LambdaExpr)):
            shared.append(node)
        elif isinstance(node, OperatorAssignmentStmt) and _adds_one(node):
            assert isinstance(node.lvalue, NameExpr) and isinstance(node.lvalue.node, Var)
            additions.setdefault(node.lvalue.node, []).append(node)
        else:
            other.update(t.node for target in _targets(node) for t in targets_of(target) if isinstance(t, NameExpr) and isinstance(t.node, Var))
        return True

    walk(function.body, enter)
    if shared:
        return _NONE
    rounds = _rounds(function)
    return frozenset(found[0] for variable, found in additions.items() if variable not in other and len(found) == 1 and found[0] in rounds)


def _adds_one(s: OperatorAssignmentStmt) -> bool:
    return isinstance(s.lvalue, NameExpr) and isinstance(s.lvalue.node, Var) and s.op == "+" and isinstance(s.rvalue, IntExpr) and s.rvalue.value == 1


def _targets(node: Node) -> list[Expression]:
    """What a statement or expression assigns to, but for a number written down."""
    if isinstance(node, AssignmentStmt):
        return [] if isinstance(node.rvalue, IntExpr) and node.rvalue.value < _LARGEST else list(node.lvalues)
    if isinstance(node, OperatorAssignmentStmt):
        return [node.lvalue]
    if isinstance(node, ForStmt):
        return [node.index]
    if isinstance(node, GeneratorExpr):
        return list(node.indices)
    if isinstance(node, WithStmt):
        return [target for target in node.target if target is not None]
    if isinstance(node, TryStmt):
        return [variable for variable in node.vars if variable is not None]
    if isinstance(node, AssignmentExpr):
        return [node.target]
    return [node.expr] if isinstance(node, DelStmt) else []


def _rounds(function: FuncDef) -> set[Statement]:
    """The statements right in the body of a loop that is in no other."""
    found: set[Statement] = set()

    def enter(node: Node) -> bool:
        if isinstance(node, (ForStmt, WhileStmt)):
            found.update(node.body.body)
            return False
        return True

    walk(function.body, enter)
    return found
