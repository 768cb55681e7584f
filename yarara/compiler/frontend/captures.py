"""Variables that `match` captures.

mypy gives a variable that a pattern captures the type of what is captured, and another one when a statement in the body of a case assigns to it
first: then each place knows what it finds, but the variable has only the last of these types. It needs room for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mypy.nodes import Expression, MypyFile, NameExpr, Node, Var
from mypy.patterns import AsPattern, MappingPattern, StarredPattern
from mypy.state import state
from mypy.subtypes import is_subtype
from mypy.typeops import make_simplified_union
from mypy.types import AnyType, Type, UninhabitedType, get_proper_type

from yarara.compiler.walk import walk


def widen_captures(modules: Iterable[MypyFile], types: Mapping[Expression, Type]) -> None:
    """Give each captured variable a type that holds what every place that reads it finds there."""
    for module in modules:
        captured = _captured(module)
        if captured:
            with state.strict_optional_set(True):
                _widen(module, captured, types)


def _captured(module: MypyFile) -> set[Var]:
    found: set[Var] = set()

    def enter(node: Node) -> bool:
        name = node.name if isinstance(node, AsPattern) else node.capture if isinstance(node, StarredPattern) else node.rest if isinstance(node, MappingPattern) else None
        if name is not None and isinstance(name.node, Var):
            found.add(name.node)
        return True

    walk(module, enter)
    return found


def _widen(module: MypyFile, captured: set[Var], types: Mapping[Expression, Type]) -> None:
    def enter(node: Node) -> bool:
        if isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node in captured:
            read, variable = types.get(node), node.node
            if read is not None and variable.type is not None and not isinstance(get_proper_type(read), (AnyType, UninhabitedType)):
                if not is_subtype(read, variable.type):
                    variable.type = make_simplified_union([variable.type, read])
        return True

    walk(module, enter)
