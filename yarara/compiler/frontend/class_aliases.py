"""Other names of classes: `Error = ValueError`, and `IOError`, which Python has for `OSError`.

mypy makes a type alias of such an assignment. Once the program is checked, each place that uses the other name as a value means the class itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import MypyFile, Node, RefExpr, TypeAlias, TypeInfo
from mypy.types import Instance, get_proper_type

from yarara.compiler.walk import walk


def resolve_class_aliases(modules: Iterable[MypyFile]) -> None:
    """Let names of classes by assignment lead to the classes."""
    for module in modules:
        walk(module, _resolve)


def _resolve(node: Node) -> bool:
    cls = _aliased_class(node.node) if isinstance(node, RefExpr) and isinstance(node.node, TypeAlias) else None
    if cls is not None and isinstance(node, RefExpr):
        node.node, node.fullname = cls, cls.fullname
    return True


def _aliased_class(alias: TypeAlias) -> TypeInfo | None:
    """The class, unless the alias has type parameters or arguments, or is none of a value (`type Name = C`)."""
    target = get_proper_type(alias.target)
    plain = isinstance(target, Instance) and alias.no_args and not alias.alias_tvars and not alias.python_3_12_type_alias and alias.module != "typing"
    return target.type if plain and isinstance(target, Instance) else None
