"""`typing.DefaultDict` and its like are other names for classes of `collections`, which is read only by programs that use it.

So `from typing import DefaultDict` is read as `from collections import defaultdict as DefaultDict`.
"""

from __future__ import annotations

from mypy.nodes import ImportFrom, MypyFile

NAMES = {"ChainMap": "ChainMap", "Counter": "Counter", "DefaultDict": "defaultdict", "Deque": "deque", "OrderedDict": "OrderedDict"}


def import_from_collections(file: MypyFile) -> bool:
    """Change the imports of a module that was just parsed; whether there is anything to change."""
    changed = False
    for statement in list(file.imports):
        if isinstance(statement, ImportFrom) and statement.id == "typing" and statement in file.defs:
            taken = [(name, alias) for name, alias in statement.names if name in NAMES]
            if taken:
                statement.names = [pair for pair in statement.names if pair not in taken]
                added = ImportFrom("collections", 0, [(NAMES[name], alias or name) for name, alias in taken])
                added.set_line(statement)
                added.is_top_level = statement.is_top_level
                added.is_unreachable, added.is_mypy_only = statement.is_unreachable, statement.is_mypy_only
                file.imports.append(added)
                file.defs.insert(file.defs.index(statement) + 1, added)
                changed = True
    return changed
