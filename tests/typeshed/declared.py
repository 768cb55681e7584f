"""What CPython has of the built-in types and of the modules of issue 3, and what the stubs and the library declare of it."""

from __future__ import annotations

import ast
import builtins
import importlib
from functools import cache
from pathlib import Path

import yarara

PACKAGE = Path(yarara.__file__).parent
FOLDERS = (PACKAGE / "library", PACKAGE / "typeshed" / "stdlib")
TYPES = (
    "object", "type", "property", "int", "bool", "float", "complex", "str", "bytes", "bytearray", "memoryview", "slice", "tuple", "list", "range",
    "dict", "set", "frozenset", "BaseException",
)
MODULES = (
    "abc", "array", "bisect", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "enum", "errno", "functools", "heapq", "itertools",
    "math", "operator", "queue", "random", "string", "struct", "sys", "textwrap", "threading", "time", "types", "typing",
)
PICKLING = {"__getnewargs__", "__getstate__", "__setstate__", "__reduce__", "__reduce_ex__", "__class_getitem__"}
"""Nobody calls these by name."""
_TABLE = set(dir(object)) | PICKLING | {"__dict__", "__weakref__", "__module__", "__slots__", "__abstractmethods__", "__parameters__", "__orig_bases__"}


@cache
def source(module: str) -> ast.Module:
    """The tree of the stub or of the library's source."""
    name = "_sys" if module == "sys" else module
    for folder in FOLDERS:
        for ending in (".py", "/__init__.py", ".pyi", "/__init__.pyi"):
            path = folder / (name.replace(".", "/") + ending)
            if path.exists():
                return ast.parse(path.read_text())
    path = PACKAGE.parent / (module.replace(".", "/") + ".py")
    return ast.parse(path.read_text())


def declared(body: list[ast.stmt]) -> set[str]:
    """The names that statements define or import."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            starred = declared(source(node.module).body) if node.names[0].name == "*" and node.module else set()
            found |= starred | {alias.asname or alias.name for alias in node.names}
    return found


def _classes(module: str) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in source(module).body if isinstance(node, ast.ClassDef)}


def members(name: str, module: str) -> set[str]:
    """What a class has, by its own body, the attributes that its methods assign, and its bases."""
    node = _classes(module).get(name) or _classes("builtins").get(name) or _classes("typing").get(name)
    if node is None:
        return set()
    found = declared(node.body)
    found |= {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "self"}
    for base in node.bases:
        inner = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(inner, ast.Name) and inner.id != name:
            found |= members(inner.id, module)
    return found


def _public(names: set[str]) -> set[str]:
    return {name for name in names if not name.startswith("_") or name.startswith("__") and name.endswith("__")}


def missing_members(name: str, module: str, real: type) -> set[str]:
    """What CPython's class has and ours has not."""
    own = set(dir(real)) - (_TABLE if real is not object else PICKLING)
    return _public(own - members(name, module))


def gaps() -> dict[str, list[str]]:
    """By built-in type, module, or class of a module: the names that do not exist here."""
    found = {"builtins": sorted(_public(set(dir(builtins))) - declared(source("builtins").body) - {"True", "False", "None"} - set(dir(type(builtins))))}
    found |= {name: sorted(missing_members(name, "builtins", getattr(builtins, name))) for name in TYPES}
    for module in MODULES:
        real = importlib.import_module(module)
        offered = getattr(real, "__all__", None) or [name for name in dir(real) if not name.startswith("_")]
        found[module] = sorted(set(offered) - declared(source(module).body))
        for name, node in _classes(module).items():
            kind = getattr(real, name, None)
            if isinstance(kind, type) and name in offered and not issubclass(kind, BaseException):
                found[f"{module}.{name}"] = sorted(n for n in missing_members(name, module, kind) if not n.startswith("_"))
    return {name: names for name, names in found.items() if names}
