"""`struct`: values to bytes and back, by format strings that are literals in the program.

A format decides the types of the values, so the compiler takes it apart while it compiles. For

    struct.pack("<BHi", a, b, c)

it writes: `data = new_buffer(7)`, `at = buffer_address(data)`, `pack_unsigned(at, 1, True, "ubyte", a)`,
`pack_unsigned(at + 1, 2, True, "ushort", b)`, `pack_signed(at + 3, 4, True, "i", c)`; and for `unpack`: `at = checked_address(data, 7)`
and the tuple of `unpack_unsigned(at, 1, True)`, ... Padding bytes (`x`, and between native values) are zeros, which is what a
new buffer holds; `pack_into` clears its window first.

| code | size | packed by | code name | unpacked by |
|---|---|---|---|---|
| b h i l q n | 1 2 4 4/8 8 8 | `pack_signed` | "byte", little-endian "short", else the letter | `unpack_signed` |
| B H I L Q N P | 1 2 4 4/8 8 8 8 | `pack_unsigned` | "ubyte", little-endian "ushort", else the letter | `unpack_unsigned` |
| e f d | 2 4 8 | `pack_float16` `pack_float32` `pack_float64` | | `unpack_float16` `unpack_float32` `unpack_float64` |
| ? c | 1 1 | `pack_bool` `pack_character` | | `unpack_bool` `unpack_bytes` with count 1 |
| Ns | N | `pack_bytes` | | `unpack_bytes` |
| Np | N | `pack_pascal` | | `unpack_pascal` |

The first character says the byte order: `<` little, `>` and `!` big, `=` native without alignment, `@` or none native with alignment
(l, L have 8 bytes only then; n, N, P exist only then). `calcsize` of a literal is a constant.
A value of Q above 2**63 - 1 does not fit in an `int`: packing raises `error`, unpacking OverflowError.
"""

from __future__ import annotations

from typing import Iterator

from yarara import machine
from yarara.library._numbers import (
    pack_float16 as pack_float16, pack_float32 as pack_float32, pack_float64 as pack_float64, store, unpack_float16 as unpack_float16,
    unpack_float32 as unpack_float32, unpack_float64 as unpack_float64, unpack_signed as unpack_signed, unpack_unsigned as unpack_unsigned,
)
from yarara.runtime.bytestrings import allocate_bytes, copy_to_bytes, data_address, row_length


class error(Exception):
    """A value that does not fit its format, or a buffer that is too short."""


# -- what the compiler expands -----------------------------------------------------------------------------------------

def pack(format: str, /, *values: object) -> bytes:
    """The values as bytes. Raises error for one that does not fit."""
    raise NotImplementedError


def pack_into(format: str, buffer: bytearray | memoryview, offset: int, /, *values: object) -> None:
    """The values into a part of a buffer. Raises error."""
    raise NotImplementedError


def unpack(format: str, buffer: bytes | bytearray | memoryview, /) -> tuple[object, ...]:
    """The values that a buffer of just the format's size holds. Raises error."""
    raise NotImplementedError


def unpack_from(format: str, /, buffer: bytes | bytearray | memoryview, offset: int = 0) -> tuple[object, ...]:
    """The values that a part of a buffer holds. Raises error."""
    raise NotImplementedError


def iter_unpack(format: str, buffer: bytes | bytearray | memoryview, /) -> Iterator[tuple[object, ...]]:
    """The values of each of the equal parts that a buffer consists of. Raises error."""
    raise NotImplementedError


def calcsize(format: str, /) -> int:
    """How many bytes the values of a format take."""
    raise NotImplementedError


class Struct:
    """A format with a name: `HEADER = Struct("!HI")`, then `HEADER.pack(1, 2)`. The compiler expands its methods as the functions above."""

    def __init__(self, format: str, size: int = 0) -> None:
        self.format = format
        self.size = size

    def pack(self, *values: object) -> bytes:
        raise NotImplementedError

    def pack_into(self, buffer: bytearray | memoryview, offset: int, /, *values: object) -> None:
        raise NotImplementedError

    def unpack(self, buffer: bytes | bytearray | memoryview, /) -> tuple[object, ...]:
        raise NotImplementedError

    def unpack_from(self, buffer: bytes | bytearray | memoryview, offset: int = 0) -> tuple[object, ...]:
        raise NotImplementedError

    def iter_unpack(self, buffer: bytes | bytearray | memoryview, /) -> Iterator[tuple[object, ...]]:
        raise NotImplementedError


# -- buffers -----------------------------------------------------------------------------------------------------------

def new_buffer(size: int) -> bytes:
    """What `pack` fills and returns."""
    return allocate_bytes(size)


def buffer_address(data: bytes) -> int:
    return data_address(data)


def expect_items(function: str, expected: int, found: int) -> None:
    """`pack(format, *items)`: Raises error unless there are as many as the format has."""
    if expected != found:
        raise error(f"{function} expected {expected} items for packing (got {found})")


def checked_address(buffer: bytes | bytearray | memoryview, size: int) -> int:
    """Where `unpack` reads. Raises error unless the buffer has exactly this size."""
    if row_length(buffer) != size:
        raise error(f"unpack requires a buffer of {size} bytes")
    return data_address(buffer)


def windows(buffer: bytes | bytearray | memoryview, size: int) -> Iterator[int]:
    """Where `iter_unpack` reads, part by part. Raises error unless the buffer consists of whole ones."""
    if size == 0:
        raise error("cannot iteratively unpack with a struct of length 0")
    if row_length(buffer) % size != 0:
        raise error(f"iterative unpacking requires a buffer of a multiple of {size} bytes")
    return _parts(bytes(buffer), size)


def _parts(data: bytes, size: int) -> Iterator[int]:
    for start in range(0, len(data), size):
        yield data_address(data) + start


def window_to_read(buffer: bytes | bytearray | memoryview, offset: int, size: int) -> int:
    """Where `unpack_from` reads. Raises error."""
    start = _window(row_length(buffer), offset, size, "unpack")
    if start < 0:
        length = row_length(buffer)
        at = max(offset, 0)
        raise error(
            f"unpack_from requires a buffer of at least {at + size} bytes for unpacking {size} bytes at offset {at} "
            f"(actual buffer size is {length})",
        )
    return data_address(buffer) + start


def window_to_write(buffer: bytearray | memoryview, offset: int, size: int) -> int:
    """Where `pack_into` writes, cleared. Raises error."""
    if isinstance(buffer, memoryview):
        if buffer.readonly:
            raise TypeError("pack_into() argument must be read-write bytes-like object, not memoryview")
    start = _window(row_length(buffer), offset, size, "pack")
    if start < 0:
        length = row_length(buffer)
        at = max(offset, 0)
        raise error(
            f"pack_into requires a buffer of at least {at + size} bytes for packing {size} bytes at offset {at} "
            f"(actual buffer size is {length})",
        )
    address = data_address(buffer) + start
    machine.fill(address, 0, size)
    return address


def _window(length: int, offset: int, size: int, action: str) -> int:
    """The position of an offset, which may count from the end; -1 when too few bytes follow."""
    if offset < 0:
        if offset + size > 0:
            place = "not enough data to unpack" if action == "unpack" else "no space to pack"
            raise error(f"{place} {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        offset += length
    return offset if length - offset >= size else -1


# -- integers ----------------------------------------------------------------------------------------------------------

def pack_signed(address: int, size: int, little: bool, name: str, value: int) -> None:
    """Two's complement in `size` bytes. Raises error."""
    if size < 8:
        highest = (1 << size * 8 - 1) - 1
        if value > highest or value < -highest - 1:
            _raise_range(name, -highest - 1, highest)
    store(address, size, little, value)


def pack_unsigned(address: int, size: int, little: bool, name: str, value: int) -> None:
    """Raises error."""
    if size < 8:
        highest = (1 << size * 8) - 1
        if value < 0 and len(name) == 1:
            raise error("argument out of range")
        if value < 0 or value > highest:
            _raise_range(name, 0, highest)
    elif value < 0:
        raise error("argument out of range" if little else "int too large to convert")
    store(address, size, little, value)


def _raise_range(name: str, lowest: int, highest: int) -> None:
    if len(name) == 1:
        name = f"'{name}'"
    raise error(f"{name} format requires {lowest} <= number <= {highest}")


# -- bytes -------------------------------------------------------------------------------------------------------------

def pack_bool(address: int, value: bool) -> None:
    machine.store8(address, 1 if value else 0)


def unpack_bool(address: int) -> bool:
    return machine.load8(address) != 0


def pack_character(address: int, value: bytes | bytearray) -> None:
    """Raises error unless there is exactly one byte."""
    if len(value) != 1:
        raise error("char format requires a bytes object of length 1")
    machine.store8(address, machine.load8(data_address(value)))


def pack_bytes(address: int, count: int, value: bytes | bytearray) -> None:
    """The first `count` bytes; what is missing stays zero."""
    machine.copy(address, data_address(value), min(count, len(value)))


def unpack_bytes(address: int, count: int) -> bytes:
    return copy_to_bytes(address, count)


def pack_pascal(address: int, count: int, value: bytes | bytearray) -> None:
    """A length byte and as many bytes as fit in the rest of `count`."""
    if count > 0:
        kept = min(count - 1, len(value), 255)
        machine.store8(address, kept)
        machine.copy(address + 1, data_address(value), kept)


def unpack_pascal(address: int, count: int) -> bytes:
    return b"" if count == 0 else copy_to_bytes(address + 1, min(machine.load8(address), count - 1))
