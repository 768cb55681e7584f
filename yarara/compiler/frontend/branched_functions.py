"""Functions that are defined more than once: `if fast: def step()... else: def step()...`.

Which one the name means is known when the program runs, so the name is a variable. Each definition gets a name of its own, `step:1`,
`step:2`, and is followed by `step = step:1`. This is written into the tree after it is parsed and before mypy looks at it; the part before
the colon is what the program sees as `__name__`, and tracebacks show.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    AssignmentStmt, Block, ClassDef, Decorator, ForStmt, FuncDef, IfStmt, ImportFrom, MatchStmt, MypyFile, NameExpr, OverloadedFuncDef, Statement, TryStmt,
    WhileStmt, WithStmt,
)
from mypy.plugin import Plugin

from yarara.paths import is_ours

MARK = ":"
"""Between the name of a function and the number of its definition: no name in a program has one."""
Definition = FuncDef | Decorator


def visible_name(name: str) -> str:
    """The name of a function as the program knows it."""
    return name.partition(MARK)[0]


class BranchedFunctions(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking. Our own modules have no such functions."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if not is_ours(file.path):
            _separate(file)
        return []


def _separate(scope: MypyFile | FuncDef) -> None:
    """Give each definition of one name in a scope a name of its own, and go on with the scopes inside."""
    top = scope.defs if isinstance(scope, MypyFile) else scope.body.body
    blocks = [top, *(block.body for statement in top for block in _blocks(statement))]
    bound = [name for block in blocks for statement in block for name in _assigned(statement)]
    imported = {other or name for block in blocks for s in block if isinstance(s, ImportFrom) for name, other in s.names}
    counts: dict[str, int] = {}
    for block in blocks:
        for statement in list(block):
            for function in _functions(statement):
                _separate(function)
            if not isinstance(statement, (FuncDef, Decorator)):
                continue
            name = statement.name
            if bound.count(name) > 1 and name not in imported and any(b is not top and _defines(b, name) for b in blocks):
                counts[name] = counts.get(name, 0) + 1
                _rename(statement, f"{name}{MARK}{counts[name]}")
                block.insert(block.index(statement) + 1, _assignment(name, statement))


def _functions(statement: Statement) -> Iterator[FuncDef]:
    """The functions of a definition: itself, its variants, the methods of a class."""
    if isinstance(statement, FuncDef):
        yield statement
    elif isinstance(statement, Decorator):
        yield statement.func
    elif isinstance(statement, (ClassDef, OverloadedFuncDef)):
        for part in statement.defs.body if isinstance(statement, ClassDef) else statement.items:
            yield from _functions(part)


def _blocks(statement: Statement) -> Iterator[Block]:
    """The blocks inside a statement that may run, those inside these too."""
    found: list[Block | None] = []
    if isinstance(statement, IfStmt):
        found = [*statement.body, statement.else_body]
    elif isinstance(statement, (ForStmt, WhileStmt)):
        found = [statement.body, statement.else_body]
    elif isinstance(statement, TryStmt):
        found = [statement.body, *statement.handlers, statement.else_body, statement.finally_body]
    elif isinstance(statement, WithStmt):
        found = [statement.body]
    elif isinstance(statement, MatchStmt):
        found = [*statement.bodies]
    for block in found:
        if block is not None and not block.is_unreachable:
            yield block
            for inner in block.body:
                yield from _blocks(inner)


def _assigned(statement: Statement) -> list[str]:
    if isinstance(statement, AssignmentStmt):
        return [target.name for target in statement.lvalues if isinstance(target, NameExpr)]
    return [statement.name] if isinstance(statement, (FuncDef, Decorator)) else []


def _defines(block: list[Statement], name: str) -> bool:
    return any(isinstance(statement, (FuncDef, Decorator)) and visible_name(statement.name) == name for statement in block)


def _rename(definition: Definition, name: str) -> None:
    if isinstance(definition, Decorator):
        definition.func._name = definition.var._name = name
    else:
        definition._name = name


def _assignment(name: str, definition: Definition) -> AssignmentStmt:
    target, value = NameExpr(name), NameExpr(definition.name)
    made = AssignmentStmt([target], value)
    for node in (made, target, value):
        node.set_line(definition)
    return made
