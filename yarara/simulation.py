"""The machine that `yarara.machine` works on under CPython: sparse physical memory, ports and a clock.

Device models attach with `map_device` (memory-mapped registers) and `map_ports`. Everything else is RAM that appears when
`allocate` hands it out; an access outside of both raises `BusError`, which is how tests catch wild accesses.
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from typing import Any, Callable, Protocol


class BusError(Exception):
    """An access to an address where there is neither memory nor a device."""


class Device(Protocol):
    """What answers accesses to a range of addresses or ports; offsets are relative to the start of the range."""

    def read(self, offset: int, size: int) -> int: ...

    def write(self, offset: int, size: int, value: int) -> None: ...


class _Ram:
    def __init__(self, start: int, data: bytearray | mmap.mmap) -> None:
        self.start, self.end, self.data = start, start + len(data), data


class _Window:
    def __init__(self, start: int, length: int, device: Device) -> None:
        self.start, self.end, self.device = start, start + length, device


class Simulation:
    """One simulated machine. `reset` makes it new, so that tests do not see each other."""

    def __init__(self) -> None:
        self.exported: dict[str, Callable[..., object]] = {}
        self.reset()

    def reset(self) -> None:
        """Forget all memory and devices."""
        self._ranges: list[_Ram | _Window] = []
        self._starts: list[int] = []
        self._next = 0x10_0000
        self._ports: list[_Window] = []
        self._clock = 0
        self._seed = 0x1234_5678_9ABC_DEF1
        self._bytes: dict[bytes, int] = {}
        self._objects: dict[int, object] = {}
        self._symbols: dict[str, int] = {}
        self.core_block = self.allocate(4096)
        self.write(self.core_block, 8, self.core_block)

    def allocate(self, length: int, alignment: int = 4096) -> int:
        """New RAM; an unmapped page follows it, so that running past its end raises `BusError`."""
        start = -(-self._next // alignment) * alignment
        self._next = start + length + 4096
        self._insert(_Ram(start, bytearray(length)))
        return start

    def share(self, ranges: dict[int, mmap.mmap]) -> None:
        """Work on memory of another machine, by its addresses, and on nothing else until the next `reset`."""
        self._starts = sorted(ranges)
        self._ranges = [_Ram(start, ranges[start]) for start in self._starts]

    def map_device(self, start: int, length: int, device: Device) -> None:
        """Let `device` answer accesses to this range of addresses."""
        self._insert(_Window(start, length, device))

    def map_ports(self, start: int, length: int, device: Device) -> None:
        """Let `device` answer accesses to this range of I/O ports."""
        self._ports.append(_Window(start, length, device))

    def _insert(self, entry: _Ram | _Window) -> None:
        index = bisect_right(self._starts, entry.start)
        self._starts.insert(index, entry.start)
        self._ranges.insert(index, entry)

    def _find(self, address: int, length: int) -> _Ram | _Window:
        index = bisect_right(self._starts, address) - 1
        if index < 0 or address + length > self._ranges[index].end:
            raise BusError(f"no memory or device at {address:#x} (+{length})")
        return self._ranges[index]

    def read(self, address: int, size: int) -> int:
        """An unsigned little-endian value of `size` bytes."""
        entry = self._find(address, size)
        if isinstance(entry, _Window):
            return entry.device.read(address - entry.start, size)
        offset = address - entry.start
        return int.from_bytes(entry.data[offset:offset + size], "little")

    def read_signed64(self, address: int) -> int:
        value = self.read(address, 8)
        return value - (1 << 64) if value >> 63 else value

    def write(self, address: int, size: int, value: int) -> None:
        """Store the low `size` bytes of `value`."""
        entry = self._find(address, size)
        value &= (1 << 8 * size) - 1
        if isinstance(entry, _Window):
            entry.device.write(address - entry.start, size, value)
            return
        offset = address - entry.start
        entry.data[offset:offset + size] = value.to_bytes(size, "little")

    def read_bytes(self, address: int, length: int) -> bytes:
        if length == 0:
            return b""
        entry = self._find(address, length)
        if isinstance(entry, _Window):
            return bytes(entry.device.read(address - entry.start + i, 1) for i in range(length))
        offset = address - entry.start
        return bytes(entry.data[offset:offset + length])

    def write_bytes(self, address: int, data: bytes) -> None:
        if not data:
            return
        entry = self._find(address, len(data))
        if isinstance(entry, _Window):
            for i, byte in enumerate(data):
                entry.device.write(address - entry.start + i, 1, byte)
            return
        offset = address - entry.start
        entry.data[offset:offset + len(data)] = data

    def _find_port(self, port: int) -> _Window | None:
        for window in self._ports:
            if window.start <= port < window.end:
                return window
        return None

    def port_read(self, port: int, size: int) -> int:
        """All ones where nothing answers, as on a PC."""
        window = self._find_port(port)
        return (1 << 8 * size) - 1 if window is None else window.device.read(port - window.start, size)

    def port_write(self, port: int, size: int, value: int) -> None:
        window = self._find_port(port)
        if window is not None:
            window.device.write(port - window.start, size, value & (1 << 8 * size) - 1)

    def tsc(self) -> int:
        self._clock += 1000
        return self._clock

    def random_word(self) -> int:
        """xorshift64: the same sequence after every `reset`."""
        x = self._seed
        x ^= x << 13 & (1 << 64) - 1
        x ^= x >> 7
        x ^= x << 17 & (1 << 64) - 1
        self._seed = x
        return x - (1 << 64) if x >> 63 else x

    def bytes_address(self, value: bytes) -> int:
        if value not in self._bytes:
            address = self.allocate(max(len(value), 1), 16)
            self.write_bytes(address, value)
            self._bytes[value] = address
        return self._bytes[value]

    def address_of(self, value: object) -> int:
        if value is None:
            return 0
        self._objects[id(value)] = value
        return id(value)

    def object_at(self, kind: type[Any], address: int) -> Any:
        return self._objects[address]

    def set_symbol(self, name: str, address: int) -> None:
        self._symbols[name] = address

    def symbol(self, name: str) -> int:
        return self._symbols[name]


simulation = Simulation()
