"""`memoryview`: the bytes of a `bytes` or `bytearray` without a copy, as numbers of a C type, all or with a stride.

A view goes through its bytearray each time, for that exchanges its storage as it grows. CPython refuses to change the length of a bytearray
while there are views of it; here one that became too short for a view makes the view raise BufferError.
"""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.bytes_text import hexadecimal
from yarara.runtime.bytestrings import allocate_bytes, view_address
from yarara.runtime.hashing import hash_row
from yarara.runtime.slicing import slice_range

_LETTERS: Final = "bBhHiIlLqQnN"
_READ_ONLY: Final = "cannot modify read-only memory"


def memoryview_new(object: bytes | bytearray | memoryview) -> memoryview:
    """A view of all of it; of a view, another view."""
    if isinstance(object, memoryview):
        view_address(object)
        return _like(object, object._start, object._stride, object._count)
    view = machine.allocate_with_tail(memoryview, 0)
    view._format = "B"
    view._size = 1
    view._stride = 1
    view._count = len(object)
    view._extent = len(object)
    if isinstance(object, bytearray):
        view._array = object
    else:
        view._bytes = object
        view._fixed = True
    return view


def _like(view: memoryview, start: int, stride: int, count: int) -> memoryview:
    """Another view of the same bytes, with the same kind of items."""
    made = machine.allocate_with_tail(memoryview, 0)
    made._bytes = view._bytes
    made._array = view._array
    made._fixed = view._fixed
    made._format = view._format
    made._size = view._size
    made._extent = view._extent
    made._start = start
    made._stride = stride
    made._count = count
    return made


# -- what it is --------------------------------------------------------------------------------------------------------

def memoryview_len(self: memoryview) -> int:
    view_address(self)
    return self._count


def memoryview_bool(self: memoryview) -> bool:
    return memoryview_len(self) != 0


def memoryview_obj(self: memoryview) -> object:
    view_address(self)
    if self._array is not None:
        return self._array
    return self._bytes


def memoryview_format(self: memoryview) -> str:
    view_address(self)
    return self._format


def memoryview_itemsize(self: memoryview) -> int:
    view_address(self)
    return self._size


def memoryview_nbytes(self: memoryview) -> int:
    view_address(self)
    return self._count * self._size


def memoryview_readonly(self: memoryview) -> bool:
    view_address(self)
    return self._fixed


def memoryview_ndim(self: memoryview) -> int:
    view_address(self)
    return 1


def memoryview_shape(self: memoryview) -> tuple[int]:
    return (memoryview_len(self),)


def memoryview_strides(self: memoryview) -> tuple[int]:
    view_address(self)
    return (self._stride,)


def memoryview_contiguous(self: memoryview) -> bool:
    view_address(self)
    return self._stride == self._size or self._count <= 1


def memoryview_c_contiguous(self: memoryview) -> bool:
    return memoryview_contiguous(self)


def memoryview_f_contiguous(self: memoryview) -> bool:
    return memoryview_contiguous(self)


def memoryview_repr(self: memoryview) -> str:
    kind = "released memory" if self._released else "memory"
    return f"<{kind} at {hex(machine.address_of(self))}>"


# -- items -------------------------------------------------------------------------------------------------------------

def _letter(view: memoryview) -> str:
    """The C type, without the `@` that may stand before it."""
    return view._format[len(view._format) - 1]


def _load(address: int, size: int, signed: bool) -> int:
    """Raises OverflowError for eight bytes above 2**63 - 1."""
    if size == 1:
        value = machine.load8(address)
    elif size == 2:
        value = machine.load16(address)
    elif size == 4:
        value = machine.load32(address)
    else:
        value = machine.load64(address)
        if value < 0 and not signed:
            raise OverflowError("int does not fit in 64 bits")
    unused = 64 - size * 8
    return machine.wrap_shift_left(value, unused) >> unused if signed else value


def _is_signed(view: memoryview) -> bool:
    return _letter(view) in "bhilqn"


def _checked(view: memoryview, index: int) -> int:
    """The address of an item. Raises IndexError."""
    address = view_address(view)
    if index < 0:
        index += view._count
    if index < 0 or index >= view._count:
        raise IndexError("index out of bounds on dimension 1")
    return address + index * view._stride


def memoryview_getitem(self: memoryview, index: int) -> int:
    """Raises IndexError."""
    address = _checked(self, index)
    return machine.load8(address) if self._format == "B" else _load(address, self._size, _is_signed(self))


def memoryview_getitem_slice(self: memoryview, start: int | None, stop: int | None, step: int | None) -> memoryview:
    """A view of these items. Raises ValueError for a step of zero."""
    view_address(self)
    first, stride, count = slice_range(start, stop, step, self._count)
    return _like(self, self._start + first * self._stride, stride * self._stride, count)


def memoryview_setitem(self: memoryview, index: int, value: int) -> None:
    """Raises IndexError, TypeError for what is read-only, and ValueError for a value that does not fit."""
    if self._fixed:
        view_address(self)
        raise TypeError(_READ_ONLY)
    address = _checked(self, index)
    bits = self._size * 8
    signed = _is_signed(self)
    lowest = -1 << bits - 1 if signed else 0
    highest = 0x7FFF_FFFF_FFFF_FFFF if bits == 64 else (1 << (bits - 1 if signed else bits)) - 1
    if value < lowest or value > highest:
        raise ValueError(f"memoryview: invalid value for format '{_letter(self)}'")
    for i in range(self._size):
        machine.store8(address + i, value >> i * 8 & 0xFF)


def memoryview_setitem_slice(
    self: memoryview, start: int | None, stop: int | None, step: int | None, value: bytes | bytearray | memoryview,
) -> None:
    """Raises ValueError unless the value has as many items of the same kind."""
    if self._fixed:
        view_address(self)
        raise TypeError(_READ_ONLY)
    target = memoryview_getitem_slice(self, start, stop, step)
    source = memoryview_new(value)
    if source._count != target._count or _letter(source) != _letter(target):
        raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
    data = memoryview_tobytes(source)
    size = target._size
    row = view_address(target)
    for i in range(target._count):
        machine.copy(row + i * target._stride, machine.tail(data) + i * size, size)


class MemoryviewIterator:
    """Iterates over the items of a view, in either direction."""

    def __init__(self, view: memoryview, index: int, step: int) -> None:
        self._view = view
        self._index = index
        self._step = step

    def __iter__(self) -> MemoryviewIterator:
        return self

    def __next__(self) -> int:
        index = self._index
        if index < 0 or index >= self._view._count:
            raise StopIteration
        self._index = index + self._step
        return memoryview_getitem(self._view, index)


def memoryview_iter(self: memoryview) -> MemoryviewIterator:
    view_address(self)
    return MemoryviewIterator(self, 0, 1)


def memoryview_reversed(self: memoryview) -> MemoryviewIterator:
    return MemoryviewIterator(self, memoryview_len(self) - 1, -1)


def memoryview_contains(self: memoryview, key: int) -> bool:
    for i in range(memoryview_len(self)):
        if memoryview_getitem(self, i) == key:
            return True
    return False


def memoryview_tolist(self: memoryview) -> list[int]:
    found: list[int] = []
    for i in range(memoryview_len(self)):
        found.append(memoryview_getitem(self, i))
    return found


# -- bytes -------------------------------------------------------------------------------------------------------------

def memoryview_tobytes(self: memoryview) -> bytes:
    row = view_address(self)
    size = self._size
    data = allocate_bytes(self._count * size)
    if self._stride == size:
        machine.copy(machine.tail(data), row, self._count * size)
    else:
        for i in range(self._count):
            machine.copy(machine.tail(data) + i * size, row + i * self._stride, size)
    return data


def memoryview_hex(self: memoryview, sep: str = "", bytes_per_sep: int = 1) -> str:
    """Two digits for each byte."""
    return hexadecimal(memoryview_tobytes(self), sep, bytes_per_sep)


def memoryview_cast(self: memoryview, format: str) -> memoryview:
    """The same bytes as items of another C type. Raises TypeError."""
    view_address(self)
    letter = format[1:] if format.startswith("@") else format
    if len(letter) != 1 or letter not in _LETTERS:
        raise ValueError("memoryview: destination format must be a native single character format prefixed with an optional '@'")
    if not memoryview_contiguous(self):
        raise TypeError("memoryview: casts are restricted to C-contiguous views")
    if letter not in "bB" and _letter(self) not in "bB":
        raise TypeError("memoryview: cannot cast between two non-byte formats")
    size = 1 if letter in "bB" else 2 if letter in "hH" else 4 if letter in "iI" else 8
    whole = self._count * self._size
    if whole % size != 0:
        raise TypeError("memoryview: length is not a multiple of itemsize")
    made = _like(self, self._start, size, whole // size)
    made._format = format
    made._size = size
    return made


def memoryview_toreadonly(self: memoryview) -> memoryview:
    made = memoryview_new(self)
    made._fixed = True
    return made


def memoryview_eq(self: memoryview, value: bytes | bytearray | memoryview) -> bool:
    """Item by item, as numbers."""
    if self._released:
        return False
    if isinstance(value, memoryview):
        if value._released:
            return False
    other = memoryview_new(value)
    if self._count != other._count:
        return False
    for i in range(self._count):
        if memoryview_getitem(self, i) != memoryview_getitem(other, i):
            return False
    return True


def memoryview_hash(self: memoryview) -> int:
    """That of its bytes. Raises ValueError for one that can be written, or whose items are no bytes."""
    if not memoryview_readonly(self):
        raise ValueError("cannot hash writable memoryview object")
    if _letter(self) not in "bB":
        raise ValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
    data = memoryview_tobytes(self)
    return hash_row(machine.tail(data), len(data))


# -- its end -----------------------------------------------------------------------------------------------------------

def memoryview_release(self: memoryview) -> None:
    """Everything else raises ValueError from now on."""
    self._released = True
    self._array = None
    self._bytes = b""


def memoryview_enter(self: memoryview) -> memoryview:
    view_address(self)
    return self


def memoryview_exit(self: memoryview, kind: object, error: object, trace: object) -> None:
    memoryview_release(self)
