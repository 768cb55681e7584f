"""`functools.update_wrapper(wrapper, wrapped)` of a function that the same block defines is what `@functools.wraps(wrapped)` above it would be.

It is written so into the tree after it is parsed and before mypy looks at it. Other calls are refused (`function_tools.py`): a function is another object
here each time it is named.
"""

from __future__ import annotations

from mypy.nodes import (
    ARG_POS, CallExpr, Decorator, Expression, ExpressionStmt, FuncDef, Import, MemberExpr, MypyFile, NameExpr, PassStmt, ReturnStmt, Statement, Var,
)
from mypy.plugin import Plugin

from yarara.compiler.frontend.parsed_modules import blocks, names_of

MODULE = "_functools_of_wrappers"
"""The name by which the decorators find `functools`."""


class WrapperUpdates(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        names = names_of(file, "functools", "update_wrapper")
        changed = [_decorate(block, names) for block in blocks(file)] if names else []
        if any(changed):
            added = Import([("functools", MODULE)])
            added.is_top_level = added.is_mypy_only = True
            added.set_line(1)
            file.defs.insert(0, added)
        return []


def _decorate(block: list[Statement], names: set[str]) -> bool:
    """Decorate the functions of a block; whether there was one."""
    found = False
    for at, statement in enumerate(block):
        call = statement.expr if isinstance(statement, (ExpressionStmt, ReturnStmt)) else None
        if not isinstance(call, CallExpr) or _dotted(call.callee) not in names or call.arg_kinds != [ARG_POS, ARG_POS] or not isinstance(call.args[0], NameExpr):
            continue
        place = next((i for i in range(at) if _defines(block[i], call.args[0].name)), None)
        if place is not None:
            block[place] = _decorated(block[place], call)
            block[at] = _instead(statement, call.args[0])
            found = True
    return found


def _defines(statement: Statement, name: str) -> bool:
    return isinstance(statement, (FuncDef, Decorator)) and statement.name == name


def _instead(statement: Statement, name: Expression) -> Statement:
    made: Statement = ReturnStmt(name) if isinstance(statement, ReturnStmt) else PassStmt()
    made.set_line(statement)
    return made


def _decorated(definition: Statement, call: CallExpr) -> Decorator:
    callee = MemberExpr(NameExpr(MODULE), "wraps")
    wraps = CallExpr(callee, [call.args[1]], [ARG_POS], [None])
    for node in (callee.expr, callee, wraps):
        node.set_line(call)
    if isinstance(definition, Decorator):
        definition.decorators.insert(0, wraps)
        definition.original_decorators.insert(0, wraps)
        return definition
    assert isinstance(definition, FuncDef)
    variable = Var(definition.name)
    variable.is_ready = False
    variable.set_line(definition)
    definition.is_decorated = True
    made = Decorator(definition, [wraps], variable)
    made.set_line(definition)
    return made


def _dotted(callee: Expression) -> str:
    if isinstance(callee, MemberExpr):
        return f"{_dotted(callee.expr)}.{callee.name}"
    return callee.name if isinstance(callee, NameExpr) else ""
