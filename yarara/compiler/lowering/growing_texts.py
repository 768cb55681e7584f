"""Growing texts: local variables of `str` to which a loop adds piece after piece.

    page = ""
    for row in rows:
        page += shown(row)

A copy for each piece would take quadratic time. So such an addition makes a string with room behind its end (`runtime.growing_strings`), and a flag
beside the variable says that nobody but the variable has this string: the next piece then goes into that room. Every other assignment to the variable clears the flag, and every read of it
but those that surely keep nothing (`borrowed`); they all go through `Builder.load` and `Builder.store`, which know the slots that have a flag. CPython
does the same where it sees that there is one reference only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mypy.nodes import (
    AssignmentStmt, CallExpr, ComparisonExpr, Expression, ForStmt, FuncDef, IfStmt, IndexExpr, MemberExpr, NameExpr, Node, OperatorAssignmentStmt, OpExpr, RefExpr, SliceExpr, Statement,
    StrExpr, UnaryExpr, Var, WhileStmt,
)

from yarara.compiler.walk import walk

ASKING = ("startswith", "endswith", "isspace", "isdigit", "isalpha", "isalnum", "count", "find")
"""Methods of str that neither keep it nor its hash, nor return it."""


@dataclass(frozen=True)
class Addition:
    """`variable += piece` or `variable = variable + piece`."""

    target: NameExpr
    read: NameExpr
    piece: Expression


@dataclass
class GrowingTexts:
    """What a function adds to in loops, of whatever type."""

    additions: dict[Statement, Addition] = field(default_factory=dict)
    variables: set[Var] = field(default_factory=set)
    borrowed: set[Expression] = field(default_factory=set)
    """Reads of variables after which nobody else has the value. (While an expression is evaluated, no statement adds to the variable.)"""


def growing_texts(function: FuncDef) -> GrowingTexts:
    found = GrowingTexts()

    def in_loop(node: Node) -> bool:
        addition = _addition(node)
        if addition is not None and isinstance(node, Statement) and isinstance(addition.target.node, Var):
            found.additions[node] = addition
            found.variables.add(addition.target.node)
            found.borrowed.add(addition.read)
        return True

    def outside(node: Node) -> bool:
        if isinstance(node, (ForStmt, WhileStmt)):
            walk(node.body, in_loop)
            return False
        return True

    def reads(node: Node) -> bool:
        found.borrowed.update(_borrowed(node))
        return True

    walk(function.body, outside)
    if found.additions:
        walk(function.body, reads)
    return found


def _addition(s: Node) -> Addition | None:
    if isinstance(s, OperatorAssignmentStmt) and s.op == "+" and isinstance(s.lvalue, NameExpr):
        return Addition(s.lvalue, s.lvalue, s.rvalue)
    if isinstance(s, AssignmentStmt) and len(s.lvalues) == 1 and isinstance(s.lvalues[0], NameExpr) and isinstance(s.rvalue, OpExpr) and s.rvalue.op == "+" \
            and isinstance(s.rvalue.left, NameExpr) and s.rvalue.left.node is s.lvalues[0].node:
        return Addition(s.lvalues[0], s.rvalue.left, s.rvalue.right)
    return None


def _borrowed(node: Node) -> list[Expression]:
    if isinstance(node, CallExpr):
        callee = node.callee
        if isinstance(callee, RefExpr) and callee.fullname == "builtins.len":
            return node.args
        return [callee.expr] if isinstance(callee, MemberExpr) and callee.name in ASKING else []
    if isinstance(node, IndexExpr) and not isinstance(node.index, SliceExpr):
        return [node.base]
    if isinstance(node, IfStmt):
        return [part for condition in node.expr for part in _tested(condition)]
    if isinstance(node, WhileStmt):
        return _tested(node.expr)
    if isinstance(node, ComparisonExpr) and len(node.operands) == 2 and node.operators[0] in ("==", "!="):
        return node.operands if any(isinstance(operand, StrExpr) for operand in node.operands) else []
    return []


def _tested(condition: Expression) -> list[Expression]:
    """What only its truth is asked of."""
    if isinstance(condition, UnaryExpr) and condition.op == "not":
        return _tested(condition.expr)
    if isinstance(condition, OpExpr) and condition.op in ("and", "or"):
        return _tested(condition.left) + _tested(condition.right)
    return [condition]
