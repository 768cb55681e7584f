"""`__missing__`: what a class derived from `dict` gives for a key that is not there."""

from __future__ import annotations

from mypy.nodes import FuncDef, SymbolNode, TypeInfo
from mypy.types import CallableType, get_proper_type

from yarara.compiler.frontend.frontend import TypedProgram
from yarara.compiler.written.written_methods import WrittenMethods

SOURCE = """
def __getitem__(self, key):
    return dict_getitem(self, key) if dict_contains(self, key) else self.__missing__(key)
"""


def write_subscripts(written: WrittenMethods, typed: TypedProgram) -> None:
    """Give each class that has a `__missing__`, and takes its `__getitem__` from `dict`, one that asks for it."""
    runtime = typed.modules["yarara.runtime.dicts"].names
    names: dict[str, SymbolNode] = {}
    for name in ("dict_getitem", "dict_contains"):
        node = runtime[name].node
        assert node is not None
        names[name] = node
    for info in list(written.classes()):
        missing = info.names.get("__missing__")
        if missing is not None and isinstance(missing.node, FuncDef) and _subscript_is_that_of_dict(info):
            kind = get_proper_type(missing.node.type)
            if isinstance(kind, CallableType) and len(kind.arg_types) == 2:
                written.method(info, SOURCE.strip(), {"key": kind.arg_types[1]}, kind.ret_type, names)


def _subscript_is_that_of_dict(info: TypeInfo) -> bool:
    found = info.get_containing_type_info("__getitem__")
    return found is not None and found.fullname == "builtins.dict"
