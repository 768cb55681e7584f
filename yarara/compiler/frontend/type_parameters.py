"""Modules with type parameters in brackets (PEP 695): `class Box[T]`, `def first[T](items: list[T]) -> T`, `type Pair = tuple[int, int]`.

The parser of CPython 3.11 does not know them. mypy's own does, when it is told that the module is meant for 3.12; so the modules of a program
that have them are found before anything is parsed.
"""

from __future__ import annotations

import re
from pathlib import Path

BRACKETS = re.compile(rb"^[ \t]*(?:async[ \t]+)?(?:(?:class|def)[ \t]+\w+[ \t]*\[|type[ \t]+\w+[ \t]*(?:\[[^=]*\][ \t]*)?=)", re.MULTILINE)
_IMPORTS = re.compile(rb"^[ \t]*(?:import[ \t]+([\w., \t]+)|from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+([\w, \t]+|\([^)]*\)))", re.MULTILINE)
OPTIONS: dict[str, object] = {"native_parser": True, "python_version": (3, 12)}
"""How mypy parses such a module."""


def has_type_parameters(source: bytes) -> bool:
    """Whether a line begins like one that CPython 3.11 cannot parse."""
    return BRACKETS.search(source) is not None


def modules_with_type_parameters(main: Path) -> list[str]:
    """The names of the modules of a program, found from its main file on by what they import, that have type parameters."""
    found: list[str] = []
    pending, seen = [("__main__", main)], {"__main__"}
    while pending:
        name, path = pending.pop()
        source = path.read_bytes()
        if has_type_parameters(source):
            found.append(name)
        for imported in _imported(source, name, path):
            file = _file_of(main.parent, imported)
            if imported not in seen and file is not None:
                seen.add(imported)
                pending.append((imported, file))
    return found


def _imported(source: bytes, name: str, path: Path) -> list[str]:
    """Names that may be those of imported modules, with their packages."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    names: list[str] = []
    for plain, home, members in (match.groups() for match in _IMPORTS.finditer(source)):
        if plain is not None:
            names += [words.split()[0] for words in plain.decode().split(",") if words.strip()]
        else:
            module = _absolute(home.decode(), package)
            names += [module, *(f"{module}.{member}" for member in re.findall(r"\w+", members.decode()))]
    return [".".join(parts[:count]) for parts in (one.split(".") for one in names) for count in range(1, len(parts) + 1)]


def _absolute(home: str, package: list[str]) -> str:
    dots = len(home) - len(home.lstrip("."))
    base = package[:len(package) - dots + 1] if dots else []
    return ".".join([*base, *home.lstrip(".").split(".")]).strip(".")


def _file_of(directory: Path, module: str) -> Path | None:
    """Where a module of the program lies, if it is one."""
    path = directory.joinpath(*module.split("."))
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if module and file.is_file():
            return file
    return None
