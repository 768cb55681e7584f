"""What the classes of a program are called, as `type(x).__name__` and the default `repr` show it."""

from __future__ import annotations

import re

from mypy.nodes import TypeInfo

from yarara.compiler.program import types
from yarara.compiler.program.types import NONE, Class, ClassObject, Dynamic, Function, Tuple, Type

HIDDEN = "object"
"""The name of classes of the kernel and runtime in programs that show no names of classes."""
RUNTIME = {
    "ByteArrayIterator": "bytearray_iterator", "BytesIterator": "bytes_iterator", "CallIterator": "callable_iterator", "CallUntilNone": "callable_iterator",
    "EnumerateIterator": "enumerate", "FilterIterator": "filter", "Generator": "generator", "ItemIterator": "dict_itemiterator", "ItemReverseIterator": "dict_reverseitemiterator",
    "ItemsView": "dict_items", "KeyIterator": "dict_keyiterator", "KeyReverseIterator": "dict_reversekeyiterator", "KeysView": "dict_keys", "ListIterator": "list_iterator",
    "ListReverseIterator": "list_reverseiterator", "MapIterator": "map", "MemoryviewIterator": "memory_iterator", "RangeIterator": "range_iterator",
    "ReversedByteArrayIterator": "reversed", "ReversedBytesIterator": "reversed", "ReversedStringIterator": "reversed", "SetIterator": "set_iterator",
    "StringIterator": "str_iterator", "TupleIterator": "tuple_iterator", "TupleReverseIterator": "reversed", "ValueIterator": "dict_valueiterator",
    "ValueReverseIterator": "dict_reversevalueiterator", "ValuesView": "dict_values", "ZipIterator": "zip", "ZipOfManyIterator": "zip", "ZipRowsIterator": "zip",
}
"""The classes of the runtime that a program can get hold of."""
LIBRARY = {
    "yarara.library._file_objects.BufferedFile": "_io.BufferedReader", "yarara.library._file_objects.TextIOWrapper": "_io.TextIOWrapper",
    "yarara.library._memory_files.BytesIO": "_io.BytesIO", "yarara.library._memory_files.StringIO": "_io.StringIO", "yarara.library._redirection.redirect_stderr": "contextlib.redirect_stderr",
    "yarara.library._redirection.redirect_stdout": "contextlib.redirect_stdout", "_collections.counters.ElementIterator": "itertools.chain", "_collections.deques.DequeIterator": "_collections._deque_iterator",
    "_collections.deques.DequeReverseIterator": "_collections._deque_reverse_iterator", "_types.MappingProxyType": "mappingproxy",
}
"""Classes that CPython calls otherwise."""


def shows_runtime_class(kind: Type) -> bool:
    """Whether an object of this type may be of a class of the runtime; `kind` may also be the type of its class."""
    if isinstance(kind, ClassObject):
        kind = kind.instance
    inner = kind.inner if isinstance(kind, types.Optional) else kind
    return isinstance(inner, Dynamic) or isinstance(inner, Class) and inner.info.module_name.startswith("yarara.")


def shown_names(cls: Class, application: set[str], qualified: str, of_runtime: bool) -> tuple[str, str]:
    """`__name__`, and the name with its module. `of_runtime`: whether the program shows names of classes of the runtime."""
    name = cls.info.name
    if "shown" in cls.info.metadata:
        known = cls.info.metadata["shown"]["name"]
        return known.rpartition(".")[2], known
    if cls.info.module_name == "yarara.runtime.plain_objects":
        return name, name
    if cls.info.fullname in LIBRARY:
        known = LIBRARY[cls.info.fullname]
        return known.rpartition(".")[2], known
    if cls.info.module_name.startswith("yarara.") and not cls.info.has_base("builtins.BaseException"):
        name = RUNTIME.get(name, HIDDEN) if of_runtime else HIDDEN
        return name, name
    if cls.boxed is not None:
        name = "tuple" if isinstance(cls.boxed, Tuple) else "type" if isinstance(cls.boxed, ClassObject) else "function" if isinstance(cls.boxed, Function) else "NoneType" if cls.boxed is NONE else str(cls.boxed)
    elif cls.shown:
        return "builtin_function_or_method" if cls.shown.startswith("<built-in") else "type", cls.shown
    elif cls.name.startswith("function["):
        name = "function"
    elif cls.info.module_name != "builtins" and cls.info.module_name in application:
        return name, enumeration_text(cls.info) if cls.info.is_enum else f"{cls.info.module_name}.{qualified}"
    elif cls.info.module_name != "builtins":
        return name, _public_name(cls.info.fullname)
    return name, name


def enumeration_text(info: TypeInfo) -> str:
    """An enumeration as a value: its class has a metaclass that shows it otherwise."""
    return f"<{'flag' if info.has_base('enum.Flag') else 'enum'} '{info.name}'>"


def _public_name(name: str) -> str:
    """A class of the library under the module that people import: `socket.gaierror` lives in `_socket/names.py`."""
    private = re.fullmatch(r"(?:yarara\.library\.)?_(\w+?)\.(?:\w+\.)*(\w+)", name)
    return f"{private[1]}.{private[2]}" if private else name.removeprefix("yarara.library.")
