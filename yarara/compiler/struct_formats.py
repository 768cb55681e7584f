"""The format strings of `struct`, taken apart while compiling: which values, of which types, at which offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

NATIVE_SIZES = {
    "b": 1, "B": 1, "?": 1, "c": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "P": 8, "e": 2, "f": 4, "d": 8,
    "s": 1, "p": 1, "x": 1,
}
STANDARD_SIZES = {code: 4 if code in "lL" else size for code, size in NATIVE_SIZES.items() if code not in "nNP"}
PYTHON_TYPES = {"?": "bool", "c": "bytes", "s": "bytes", "p": "bytes", "e": "float", "f": "float", "d": "float"}
FUNCTIONS = ("pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "calcsize")
METHODS = ("pack", "pack_into", "unpack", "unpack_from", "iter_unpack")
"""Of `struct.Struct`."""

NOT_CONSTANT = "the format of struct.{} must be known when the program is compiled"
UNKNOWN_STRUCT = "which Struct this is must be known when the program is compiled"
UNKNOWN_STRUCT_HINT = "call it by the name in a module or class that Struct() was assigned to, or use struct.unpack(format, ...) and its like"
NOT_CONSTANT_HINT = "write it as a literal, or as a module-level name that is assigned one literal"


class StructFormatError(ValueError):
    """A format string that is wrong, or that needs what is not supported."""


@dataclass(frozen=True)
class Item:
    """One value: its code, where it begins, and its size in bytes."""

    code: str
    offset: int
    size: int

    @property
    def python_type(self) -> str:
        """The name of the built-in type of the value."""
        return PYTHON_TYPES.get(self.code, "int")


class StructFormat:
    """`little` is the byte order, `size` the number of bytes of all values and padding. Raises StructFormatError."""

    def __init__(self, text: str) -> None:
        native = text[:1] not in ("<", ">", "!", "=")
        self.little = text[:1] not in (">", "!")
        self.size = 0
        self.items: list[Item] = []
        sizes = NATIVE_SIZES if native else STANDARD_SIZES
        codes = text[1:] if text[:1] in ("<", ">", "!", "=", "@") else text
        for count, code in re.findall(r"\s*(\d*)(.?)", codes.rstrip(), re.DOTALL):
            if code:
                self._add(code, int(count) if count else 1, sizes, native)
            elif count:
                raise StructFormatError("repeat count given without format specifier")

    def _add(self, code: str, count: int, sizes: dict[str, int], aligned: bool) -> None:
        """`count` values of one code; of s and p, one value of `count` bytes."""
        if code not in sizes:
            raise StructFormatError("bad char in struct format")
        size = sizes[code]
        if aligned:
            self.size = -(-self.size // size) * size
        if code in "sp":
            self.items.append(Item(code, self.size, count))
        elif code != "x":
            self.items += [Item(code, self.size + size * index, size) for index in range(count)]
        self.size += size * count
