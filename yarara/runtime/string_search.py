"""Methods of `str` that look for a part: find, index, count, startswith, replace, partition and their relatives."""

from __future__ import annotations

from yarara import machine
from yarara.runtime.slicing import repeated_length, slice_bound
from yarara.runtime.strings import LONGEST, allocate_str, code_at, code_to_str, kind_of, part_of, str_join
from yarara.runtime.string_splitting import pieces_at
from yarara.runtime.units import count_units, equal_units, find_last_units, find_units


def window_start(start: int | None, length: int) -> int:
    """Where a search begins: unlike the bound of a slice it may lie beyond the end, and then finds nothing."""
    if start is None:
        return 0
    return start if start >= 0 else max(start + length, 0)


def str_find(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    first = window_start(start, len(self))
    count = slice_bound(end, len(self), len(self)) - first
    if count < 0:
        return -1
    kind = kind_of(self)
    found = find_units(machine.tail(self) + first * kind, kind, count, machine.tail(sub), kind_of(sub), len(sub))
    return found if found < 0 else first + found


def str_rfind(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    first = window_start(start, len(self))
    count = slice_bound(end, len(self), len(self)) - first
    if count < 0:
        return -1
    kind = kind_of(self)
    found = find_last_units(
        machine.tail(self) + first * kind, kind, count, machine.tail(sub), kind_of(sub), len(sub),
    )
    return found if found < 0 else first + found


def str_index(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Raises ValueError."""
    found = str_find(self, sub, start, end)
    if found < 0:
        raise ValueError("substring not found")
    return found


def str_rindex(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    """Raises ValueError."""
    found = str_rfind(self, sub, start, end)
    if found < 0:
        raise ValueError("substring not found")
    return found


def str_count(self: str, sub: str, start: int | None = None, end: int | None = None) -> int:
    first = window_start(start, len(self))
    count = slice_bound(end, len(self), len(self)) - first
    if count < 0:
        return 0
    if len(sub) == 0:
        return count + 1
    kind = kind_of(self)
    return count_units(machine.tail(self) + first * kind, kind, count, machine.tail(sub), kind_of(sub), len(sub))


def stands_at(text: str, part: str, index: int) -> bool:
    """Whether `part` stands at an index of `text`, where enough characters follow."""
    kind = kind_of(text)
    return equal_units(machine.tail(text) + index * kind, kind, machine.tail(part), kind_of(part), len(part))


def str_startswith(
    self: str, prefix: str | tuple[str, ...], start: int | None = None, end: int | None = None,
) -> bool:
    first = window_start(start, len(self))
    count = slice_bound(end, len(self), len(self)) - first
    if isinstance(prefix, str):
        return count >= len(prefix) and stands_at(self, prefix, first)
    for part in prefix:
        if count >= len(part) and stands_at(self, part, first):
            return True
    return False


def str_endswith(
    self: str, suffix: str | tuple[str, ...], start: int | None = None, end: int | None = None,
) -> bool:
    first = window_start(start, len(self))
    last = slice_bound(end, len(self), len(self))
    if isinstance(suffix, str):
        return last - first >= len(suffix) and stands_at(self, suffix, last - len(suffix))
    for part in suffix:
        if last - first >= len(part) and stands_at(self, part, last - len(part)):
            return True
    return False


def str_removeprefix(self: str, prefix: str) -> str:
    return part_of(self, len(prefix), len(self)) if str_startswith(self, prefix) else self


def str_removesuffix(self: str, suffix: str) -> str:
    return part_of(self, 0, len(self) - len(suffix)) if str_endswith(self, suffix) else self


def str_partition(self: str, sep: str) -> tuple[str, str, str]:
    """Raises ValueError for an empty separator."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    found = str_find(self, sep)
    if found < 0:
        return self, "", ""
    return part_of(self, 0, found), sep, part_of(self, found + len(sep), len(self))


def str_rpartition(self: str, sep: str) -> tuple[str, str, str]:
    """Raises ValueError for an empty separator."""
    if len(sep) == 0:
        raise ValueError("empty separator")
    found = str_rfind(self, sep)
    if found < 0:
        return "", "", self
    return part_of(self, 0, found), sep, part_of(self, found + len(sep), len(self))


def str_replace(self: str, old: str, new: str, count: int = -1) -> str:
    if len(old) == 0:
        return str_join(new, _single_characters(self, count))
    times = str_count(self, old)
    if 0 <= count < times:
        times = count
    if times == 0:
        return self
    if kind_of(self) != 1 or kind_of(new) != 1:
        return str_join(new, pieces_at(self, old, count))
    if len(old) == 1 and len(new) == 1 and count < 0:
        return _exchanged(self, code_at(old, 0), code_at(new, 0))
    return _replaced(self, old, new, times)


def _exchanged(text: str, old: int, new: int) -> str:
    """One byte in place of another."""
    result = allocate_str(len(text), 1)
    target, source = machine.tail(result), machine.tail(text)
    for i in range(len(text)):
        byte = machine.load8(source + i)
        machine.store8(target + i, new if byte == old else byte)
    return result


def _replaced(text: str, old: str, new: str, times: int) -> str:
    """The first `times` places replaced, of which there are so many, where every character is one byte."""
    length = len(text) - len(old) * times
    inserted = repeated_length(len(new), times)
    length = LONGEST if inserted < 0 else min(length + inserted, LONGEST)
    if length == 0:
        return ""
    result = allocate_str(length, 1)
    target, source = machine.tail(result), machine.tail(text)
    end = source + len(text)
    for _ in range(times):
        found = find_units(source, 1, end - source, machine.tail(old), 1, len(old))
        machine.copy(target, source, found)
        machine.copy(target + found, machine.tail(new), len(new))
        target += found + len(new)
        source += found + len(old)
    machine.copy(target, source, end - source)
    return result


def _single_characters(text: str, limit: int) -> list[str]:
    """The pieces between which an empty string stands: before, between and after characters, the first `limit` times."""
    if limit == 0:
        return [text]
    pieces = [""]
    for i in range(len(text)):
        if len(pieces) == limit:
            pieces.append(part_of(text, i, len(text)))
            return pieces
        pieces.append(code_to_str(code_at(text, i)))
    pieces.append("")
    return pieces
