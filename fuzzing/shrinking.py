"""Makes a program that shows a mistake smaller, until nothing can be taken away from it.

It works on the syntax tree alone and knows nothing of how the program was made: whatever is taken away, the question
is only whether the same mistake still shows.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import TypeVar

Shows = Callable[[str], bool]
"""Whether a program still shows the mistake."""
Node = TypeVar("Node", bound=ast.AST)
LITERALS: tuple[str | bytes | bool | int | float, ...] = (0, 1, "", "a", True, False, 1.5, b"")


def shrink(source: str, shows: Shows, report: Callable[[int], None] = lambda lines: None) -> str:
    """The smallest program found; `report` hears how many lines are left."""
    size = len(source) + 1
    while len(source) < size:
        size = len(source)
        for step in (_without_statements, _with_bodies_instead, _with_simpler_expressions):
            source = step(source, shows)
            report(source.count("\n") + 1)
    return source


def silence(source: str, line: int) -> str | None:
    """The program with the innermost function around a line made to raise at once; None where there is none."""
    tree = ast.parse(source)
    around = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)]
    if not around:
        return None
    innermost = max(around, key=lambda node: node.lineno)
    yields = any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(innermost))
    body = ast.parse("raise Trouble('silent', 0)").body
    if innermost.body and ast.dump(innermost.body[0]) == ast.dump(body[0]):
        return None
    innermost.body = body + (ast.parse("yield from []").body if yields else [])
    return ast.unparse(tree)


# -- statements --------------------------------------------------------------------------------------------------------

def _bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements, the outer ones first."""
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                yield body


def _without_statements(source: str, shows: Shows) -> str:
    """Runs of statements are taken away: half of a body, then quarters, then single ones."""
    tree = ast.parse(source)
    number = 0
    while True:
        bodies = list(_bodies(tree))
        if number >= len(bodies):
            return ast.unparse(tree)
        _thin_out(tree, bodies[number], shows)
        number += 1


def _thin_out(tree: ast.Module, body: list[ast.stmt], shows: Shows) -> None:
    size = len(body)
    while size:
        start = len(body) - size
        while start > -size:
            low = max(start, 0)
            taken = body[low:start + size]
            alone = len(taken) == len(body)
            if taken and not (len(body) == 1 and isinstance(body[0], ast.Pass)):
                body[low:start + size] = [ast.Pass()] if alone else []
                if not _tried(tree, shows):
                    body[low:low + (1 if alone else 0)] = taken
            start -= size
        size = min(size // 2, len(body) // 2) if size > 1 else 0


def _with_bodies_instead(source: str, shows: Shows) -> str:
    """An `if`, loop, `try` or `with` gives way to what is inside of it; handlers, cases and decorators go."""
    tree = ast.parse(source)
    for body in list(_bodies(tree)):
        for statement in list(body):
            inside = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef)) or statement not in body:
                continue
            if isinstance(statement, ast.Match):
                inside = [case.body for case in statement.cases]
            for replacement in filter(None, inside):
                at = body.index(statement)
                body[at:at + 1] = replacement
                if _tried(tree, shows):
                    break
                body[at:at + len(replacement)] = [statement]
    for node in ast.walk(tree):
        for name in ("handlers", "cases", "decorator_list", "orelse", "finalbody", "names", "bases", "defaults"):
            _drop_items(tree, getattr(node, name, None), shows)
    return ast.unparse(tree)


def _drop_items(tree: ast.Module, items: object, shows: Shows) -> None:
    if isinstance(items, list):
        for item in list(items):
            at = items.index(item)
            del items[at]
            if not _tried(tree, shows):
                items.insert(at, item)


# -- expressions -------------------------------------------------------------------------------------------------------

def _with_simpler_expressions(source: str, shows: Shows) -> str:
    """An expression gives way to a part of it, or to a literal."""
    tree = ast.parse(source)
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if name in ("annotation", "returns", "op", "ctx", "func", "targets", "target", "format_spec"):
                continue
            if isinstance(value, ast.expr):
                _simplify(tree, value, lambda new, parent=parent, name=name: setattr(parent, name, new), shows)  # type: ignore[misc]
            elif isinstance(value, list) and value and isinstance(value[0], ast.expr) and not isinstance(parent, ast.JoinedStr):
                for at in range(len(value)):
                    _simplify(tree, value[at], lambda new, value=value, at=at: value.__setitem__(at, new), shows)  # type: ignore[misc]
                if not isinstance(parent, ast.Compare):
                    _drop_items(tree, value, shows)
    return ast.unparse(tree)


def _simplify(tree: ast.Module, old: ast.expr | None, put: Callable[[ast.expr], None], shows: Shows) -> None:
    if old is None or isinstance(old, (ast.Constant, ast.Name)):
        return
    parts = [part for part in ast.walk(old) if isinstance(part, ast.expr) and part is not old and not isinstance(part, (ast.JoinedStr, ast.FormattedValue, ast.Slice, ast.Starred))]
    candidates: list[ast.expr] = [ast.Constant(value) for value in LITERALS]
    smallest_last = sorted(parts, key=lambda part: len(ast.unparse(part)))
    for candidate in [*smallest_last[:12], *candidates]:
        put(copy.deepcopy(candidate))
        if _tried(tree, shows):
            return
    put(old)


def _tried(tree: ast.Module, shows: Shows) -> bool:
    try:
        source = ast.unparse(ast.fix_missing_locations(tree))
        ast.parse(source)
    except (ValueError, SyntaxError, AttributeError, IndexError):
        return False
    return shows(source)
