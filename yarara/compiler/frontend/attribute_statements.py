"""`setattr(value, "name", x)` and `delattr(value, "name")` as statements of their own: they are read as `value.name = x` and `del value.name`.

This is written into the tree after it is parsed and before mypy looks at it, so that in a method they say, as an assignment does, which attributes there are.
"""

from __future__ import annotations

import re
from pathlib import Path

from mypy.nodes import ARG_POS, AssignmentStmt, Block, CallExpr, DelStmt, Expression, ExpressionStmt, LambdaExpr, MemberExpr, MypyFile, NameExpr, Node, Statement, StrExpr
from mypy.plugin import Plugin

from yarara.compiler.walk import walk
from yarara.paths import is_ours

ARGUMENTS = {"setattr": 3, "delattr": 2}
MENTIONED = re.compile(rb"\b(setattr|delattr)\(")


class AttributeStatements(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        path = Path(file.path)
        if not is_ours(path) and path.is_file() and MENTIONED.search(path.read_bytes()):
            _rewrite(file)
        return []


def _rewrite(file: MypyFile) -> None:
    def enter(node: Node) -> bool:
        if isinstance(node, Block):
            node.body[:] = [_plain(statement) for statement in node.body]
        return not isinstance(node, LambdaExpr)

    file.defs[:] = [_plain(statement) for statement in file.defs]
    for statement in file.defs:
        walk(statement, enter)


def _plain(statement: Statement) -> Statement:
    call = statement.expr if isinstance(statement, ExpressionStmt) else None
    if not isinstance(call, CallExpr) or not isinstance(call.callee, NameExpr) or len(call.args) != ARGUMENTS.get(call.callee.name):
        return statement
    owner, name = call.args[:2]
    if any(kind is not ARG_POS for kind in call.arg_kinds) or not isinstance(name, StrExpr) or not name.value.isidentifier() or not _is_path(owner):
        return statement
    member = MemberExpr(owner, name.value)
    made = AssignmentStmt([member], call.args[2]) if len(call.args) == 3 else DelStmt(member)
    member.set_line(call)
    made.set_line(statement)
    return made


def _is_path(owner: Expression) -> bool:
    """Whether it makes no difference when it is evaluated: `a.b.c`."""
    return isinstance(owner, NameExpr) or isinstance(owner, MemberExpr) and _is_path(owner.expr)
