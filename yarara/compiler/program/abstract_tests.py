"""What isinstance() says of protocols and of the classes of `collections.abc`: some look at the methods of a class, others at its bases."""

from __future__ import annotations

from mypy.nodes import NameExpr, SymbolTableNode, TypeInfo, Var

from yarara.compiler.program.constants import Constants

HASHABLE = "typing.Hashable"
UNHASHABLE = ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray", "builtins.slice", "typing.Mapping", "typing.AbstractSet")
"""Classes without a hash, like everything derived from them that defines none."""
BY_NAME = {
    "yarara.runtime.generators.Generator": ("Generator",), "yarara.runtime.dict_views.ValuesView": ("MappingView", "ValuesView"),
    "yarara.runtime.dict_views.KeysView": ("MappingView", "KeysView", "AbstractSet"), "yarara.runtime.dict_views.ItemsView": ("MappingView", "ItemsView", "AbstractSet"),
    "_collections.deques.deque": ("Sequence", "MutableSequence"), "array.array": ("Sequence", "MutableSequence"),
}
"""What classes of the runtime and library are in `typing`, beyond their bases."""


def meets(info: TypeInfo, wanted: TypeInfo, constants: Constants) -> bool:
    """Whether objects of just the class `info` are instances of `wanted`: by its methods if that is a protocol, else by its bases."""
    if not wanted.is_protocol or wanted in info.mro:
        return wanted in info.mro or wanted.module_name == "typing" and any(wanted.name in BY_NAME.get(above.fullname, ()) for above in info.mro)
    if wanted.fullname == HASHABLE:
        return not is_unhashable(info, constants)
    members = [info.get(name) for name in wanted.protocol_members]
    return all(member is not None and not _is_none(member, constants) for member in members)


def is_unhashable(info: TypeInfo, constants: Constants) -> bool:
    """Built-in containers that change, classes that define `__eq__` below the last `__hash__`, and those with `__hash__ = None`."""
    for above in info.mro:
        if above.fullname in UNHASHABLE:
            return True
        if above.fullname.startswith("builtins.") or "__hash__" in above.names:
            return _is_none(above.names.get("__hash__"), constants)
        if "__eq__" in above.names:
            return True
    return False


def _is_none(entry: SymbolTableNode | None, constants: Constants) -> bool:
    """Whether a class gives the name the value None: `__hash__ = None`."""
    values = constants.assignments.get(entry.node, []) if entry is not None and isinstance(entry.node, Var) else []
    return any(isinstance(value, NameExpr) and value.fullname == "builtins.None" for value in values)
