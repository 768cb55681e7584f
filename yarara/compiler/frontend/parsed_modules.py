"""What plugins ask of a module between parsing and checking, when names do not lead anywhere yet."""

from __future__ import annotations

from mypy.nodes import Block, Import, ImportFrom, MypyFile, Node, Statement

from yarara.compiler.walk import walk


def names_of(file: MypyFile, module: str, function: str) -> set[str]:
    """How a module calls a function of another one: by a name of its own, or as `module.function`."""
    found: set[str] = set()
    for statement in file.imports:
        if isinstance(statement, ImportFrom) and statement.id == module:
            found |= {other or name for name, other in statement.names if name == function}
        elif isinstance(statement, Import):
            found |= {f"{other or name}.{function}" for name, other in statement.ids if name == module}
    return found


def blocks(file: MypyFile) -> list[list[Statement]]:
    """All lists of statements of a module."""
    found: list[list[Statement]] = [file.defs]

    def enter(node: Node) -> bool:
        if isinstance(node, Block):
            found.append(node.body)
        return True

    for statement in file.defs:
        walk(statement, enter)
    return found
