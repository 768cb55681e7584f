"""Python values as Python writes them, in gdb:    gdb -x yarara/observe/gdb_printers.py PROGRAM

gdb runs this with its own Python. `compiler/debug_types.py` says how the values lie in memory.
"""

from __future__ import annotations

import gdb

LONGEST = 200
"""Characters or items that are shown."""


def _name_of(value: gdb.Value) -> str:
    """The name of the class that a pointer points to, or ""."""
    kind = value.type.strip_typedefs()
    return (kind.target().name or "") if kind.code == gdb.TYPE_CODE_PTR else ""


def _items(array: gdb.Value, count: int) -> list[gdb.Value]:
    """The first items of an Array."""
    first = array["items"].address.cast(array["items"].type.target().pointer())
    return [first[index] for index in range(min(count, LONGEST))]


class Text:
    """`str`."""

    def __init__(self, value: gdb.Value) -> None:
        self._value = value

    def to_string(self) -> str:
        length, width = int(self._value["_length"]), int(self._value["_kind"])
        data = int(self._value) + self._value.type.target().sizeof
        read = gdb.selected_inferior().read_memory(data, min(length, LONGEST) * width).tobytes()
        text = read.decode({1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[width], "surrogatepass")
        return repr(text) + ("..." if length > LONGEST else "")


class Sequence:
    """`list`."""

    def __init__(self, value: gdb.Value) -> None:
        self._value = value

    def to_string(self) -> str:
        return f"{_name_of(self._value)} of {int(self._value['_length'])}"

    def children(self) -> list[tuple[str, gdb.Value]]:
        return [(str(index), item) for index, item in enumerate(_items(self._value["_items"], int(self._value["_length"])))]

    def display_hint(self) -> str:
        return "array"


class Mapping:
    """`dict`: the entries that were not deleted, in their order."""

    def __init__(self, value: gdb.Value) -> None:
        self._value = value

    def to_string(self) -> str:
        return f"{_name_of(self._value)} of {int(self._value['_live'])}"

    def children(self) -> list[tuple[str, gdb.Value]]:
        parts = [_items(self._value[name], int(self._value["_filled"])) for name in ("_hashes", "_keys", "_values")]
        entries = [(key, item) for hashed, key, item in zip(*parts) if int(hashed) >= 0]
        return [(f"{index}.{half}", value) for index, entry in enumerate(entries) for half, value in enumerate(entry)]

    def display_hint(self) -> str:
        return "map"


class Nothing:
    """A null pointer."""

    def to_string(self) -> str:
        return "None"


def printer_of(value: gdb.Value) -> object:
    """gdb asks this for each value that it shows."""
    kind = value.type.strip_typedefs()
    if kind.code != gdb.TYPE_CODE_PTR or kind.target().code != gdb.TYPE_CODE_STRUCT:
        return None
    if int(value) == 0:
        return Nothing()
    name = _name_of(value).partition("[")[0]
    chosen = {"str": Text, "list": Sequence, "dict": Mapping}.get(name)
    return None if chosen is None else chosen(value)


gdb.pretty_printers.append(printer_of)
