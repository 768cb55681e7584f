"""Methods of `bytes` that look for a part, and the common part of those of `bytearray`."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.bytestrings import bytes_join, checked_byte, copy_to_bytes, data_address, part_of_bytes
from yarara.runtime.bytes_splitting import byte_pieces
from yarara.runtime.slicing import slice_bound
from yarara.runtime.string_search import window_start
from yarara.runtime.units import count_units, find_byte, find_last_units, find_units


def find_in(
    data: bytes | bytearray, sub: bytes | bytearray | int, start: int | None, end: int | None,
) -> int:
    """The first index within data[start:end] where a byte or a sequence stands, or -1."""
    first = window_start(start, len(data))
    count = slice_bound(end, len(data), len(data)) - first
    row = data_address(data) + first
    if isinstance(sub, int):
        found = find_byte(row, count, checked_byte(sub))
    elif count < 0:
        return -1
    else:
        found = find_units(row, 1, count, data_address(sub), 1, len(sub))
    return found if found < 0 else first + found


def find_last_in(
    data: bytes | bytearray, sub: bytes | bytearray | int, start: int | None, end: int | None,
) -> int:
    """The last index within data[start:end] where a byte or a sequence stands, or -1."""
    first = window_start(start, len(data))
    count = slice_bound(end, len(data), len(data)) - first
    row = data_address(data) + first
    if isinstance(sub, int):
        value = checked_byte(sub)
        while count > 0:
            count -= 1
            if machine.load8(row + count) == value:
                return first + count
        return -1
    if count < 0:
        return -1
    found = find_last_units(row, 1, count, data_address(sub), 1, len(sub))
    return found if found < 0 else first + found


def count_in(
    data: bytes | bytearray, sub: bytes | bytearray | int, start: int | None, end: int | None,
) -> int:
    """How often a byte or a sequence stands within data[start:end] without overlapping."""
    first = window_start(start, len(data))
    count = slice_bound(end, len(data), len(data)) - first
    row = data_address(data) + first
    if isinstance(sub, int):
        return _count_byte(row, count, checked_byte(sub))
    if count < 0:
        return 0
    if len(sub) == 0:
        return count + 1
    return count_units(row, 1, count, data_address(sub), 1, len(sub))


def _count_byte(row: int, count: int, value: int) -> int:
    found = 0
    for i in range(count):
        if machine.load8(row + i) == value:
            found += 1
    return found


def found_index(found: int) -> int:
    """Raises ValueError when something was not found."""
    if found < 0:
        raise ValueError("subsection not found")
    return found


def starts_with(
    data: bytes | bytearray, prefix: bytes | bytearray | tuple[bytes, ...], start: int | None, end: int | None,
) -> bool:
    first = window_start(start, len(data))
    count = slice_bound(end, len(data), len(data)) - first
    row = data_address(data) + first
    if isinstance(prefix, (bytes, bytearray)):
        return count >= len(prefix) and machine.compare(row, data_address(prefix), len(prefix)) == 0
    for part in prefix:
        if count >= len(part) and machine.compare(row, machine.tail(part), len(part)) == 0:
            return True
    return False


def ends_with(
    data: bytes | bytearray, suffix: bytes | bytearray | tuple[bytes, ...], start: int | None, end: int | None,
) -> bool:
    first = window_start(start, len(data))
    last = slice_bound(end, len(data), len(data))
    row = data_address(data) + last
    if isinstance(suffix, (bytes, bytearray)):
        size = len(suffix)
        return last - first >= size and machine.compare(row - size, data_address(suffix), size) == 0
    for part in suffix:
        if last - first >= len(part) and machine.compare(row - len(part), machine.tail(part), len(part)) == 0:
            return True
    return False


# -- methods -----------------------------------------------------------------------------------------------------------

def bytes_find(
    self: bytes, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return find_in(self, sub, start, end)


def bytes_rfind(
    self: bytes, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return find_last_in(self, sub, start, end)


def bytes_index(
    self: bytes, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    """Raises ValueError."""
    return found_index(find_in(self, sub, start, end))


def bytes_rindex(
    self: bytes, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    """Raises ValueError."""
    return found_index(find_last_in(self, sub, start, end))


def bytes_count(
    self: bytes, sub: bytes | bytearray | int, start: int | None = None, end: int | None = None,
) -> int:
    return count_in(self, sub, start, end)


def bytes_startswith(
    self: bytes, prefix: bytes | bytearray | tuple[bytes, ...], start: int | None = None, end: int | None = None,
) -> bool:
    return starts_with(self, prefix, start, end)


def bytes_endswith(
    self: bytes, suffix: bytes | bytearray | tuple[bytes, ...], start: int | None = None, end: int | None = None,
) -> bool:
    return ends_with(self, suffix, start, end)


def bytes_removeprefix(self: bytes, prefix: bytes) -> bytes:
    return part_of_bytes(self, len(prefix), len(self)) if starts_with(self, prefix, None, None) else self


def bytes_removesuffix(self: bytes, suffix: bytes) -> bytes:
    return part_of_bytes(self, 0, len(self) - len(suffix)) if ends_with(self, suffix, None, None) else self


def bytes_partition(self: bytes, sep: bytes) -> tuple[bytes, bytes, bytes]:
    """Raises ValueError for an empty separator."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    found = find_in(self, sep, None, None)
    if found < 0:
        return self, b"", b""
    return part_of_bytes(self, 0, found), sep, part_of_bytes(self, found + len(sep), len(self))


def bytes_rpartition(self: bytes, sep: bytes) -> tuple[bytes, bytes, bytes]:
    """Raises ValueError for an empty separator."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    found = find_last_in(self, sep, None, None)
    if found < 0:
        return b"", b"", self
    return part_of_bytes(self, 0, found), sep, part_of_bytes(self, found + len(sep), len(self))


def bytes_replace(self: bytes, old: bytes, new: bytes, count: int = -1) -> bytes:
    if len(old) == 0:
        return bytes_join(new, _single_bytes(self, count))
    if find_in(self, old, None, None) < 0:
        return self
    return bytes_join(new, byte_pieces(self, old, count))


def _single_bytes(data: bytes, limit: int) -> list[bytes]:
    """The pieces between which an empty sequence stands: before, between and after bytes, the first `limit` times."""
    if limit == 0:
        return [data]
    pieces = [b""]
    for i in range(len(data)):
        if len(pieces) == limit:
            pieces.append(part_of_bytes(data, i, len(data)))
            return pieces
        pieces.append(copy_to_bytes(machine.tail(data) + i, 1))
    pieces.append(b"")
    return pieces
