"""MessagePack by hand: every small format, round trips of nested values, what a cut message says."""
from __future__ import annotations

import struct
from typing import Union

Value = Union[None, bool, int, float, str, bytes, "list[Value]", "dict[str, Value]"]


class UnpackError(ValueError):
    ...


def packb(value: Value) -> bytes:
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return _pack_int(value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        raw = value.encode("utf-8")
        return _header(len(raw), 0xA0, 31, 0xD9) + raw
    if isinstance(value, bytes):
        return b"\xc4" + bytes((len(value),)) + value
    if isinstance(value, list):
        return _header(len(value), 0x90, 15, 0xDC - 1) + b"".join(packb(item) for item in value)
    parts = [_header(len(value), 0x80, 15, 0xDE - 1)]
    for key, item in value.items():
        parts += [packb(key), packb(item)]
    return b"".join(parts)


def _pack_int(n: int) -> bytes:
    if 0 <= n < 128:
        return struct.pack("B", n)
    if -32 <= n < 0:
        return struct.pack("b", n)
    for code, fmt_low, fmt_high in ((0xD0, -1 << 7, 1 << 7), (0xD1, -1 << 15, 1 << 15), (0xD2, -1 << 31, 1 << 31)):
        if fmt_low <= n < fmt_high:
            size = 1 << (code - 0xD0)
            return bytes([code]) + n.to_bytes(size, "big", signed=True)
    return b"\xd3" + n.to_bytes(8, "big", signed=True)


def _header(length: int, fix: int, limit: int, long: int) -> bytes:
    if length <= limit:
        return bytes([fix | length])
    if length < 256 and fix == 0xA0:
        return bytes([long, length])
    return bytes([long + 1]) + struct.pack(">H", length)


class Unpacker:
    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def _take(self, count: int) -> bytes:
        piece = bytes(self._data[self._at:self._at + count])
        if len(piece) < count:
            raise UnpackError(f"{count - len(piece)} bytes are missing")
        self._at += count
        return piece

    def unpack(self) -> Value:
        code = self._take(1)[0]
        match code:
            case 0xC0:
                return None
            case 0xC2 | 0xC3:
                return code == 0xC3
            case 0xC4:
                return self._take(self._take(1)[0])
            case 0xCB:
                return float(struct.unpack(">d", self._take(8))[0])
            case 0xD0 | 0xD1 | 0xD2 | 0xD3:
                return int.from_bytes(self._take(1 << code - 0xD0), "big", signed=True)
            case 0xD9:
                return self._take(self._take(1)[0]).decode()
            case 0xDA:
                return self._take(int.from_bytes(self._take(2), "big")).decode()
            case 0xDC:
                return self._list(int.from_bytes(self._take(2), "big"))
            case _ if code < 0x80:
                return code
            case _ if code >= 0xE0:
                return code - 256
            case _ if code >> 5 == 5:
                return self._take(code & 31).decode()
            case _ if code >> 4 == 9:
                return self._list(code & 15)
            case _ if code >> 4 == 8:
                return self._map(code & 15)
            case other:
                raise UnpackError(f"unknown code {other:#04x}")

    def _list(self, count: int) -> list[Value]:
        return [self.unpack() for _ in range(count)]

    def _map(self, count: int) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for _ in range(count):
            key = self.unpack()
            if not isinstance(key, str):
                raise UnpackError(f"key {key!r}")
            result[key] = self.unpack()
        return result


SAMPLES: list[Value] = [
    0, 127, 128, -1, -32, -33, -128, -129, 70_000, -2 ** 40, 2 ** 62, 1.5, -0.0, None, True, False,
    "", "ünï", "x" * 40, "y" * 300, b"", b"\x00\xff", [], [1, [2, [3, None]]], {}, {"a": {"b": [True, "c"]}}, [0] * 20,
]
for sample in SAMPLES:
    data = packb(sample)
    back = Unpacker(data).unpack()
    print(f"{data[:10].hex():<22}{len(data):4d} {type(back).__name__:<9} {back == sample} {repr(back)[:30]}")
for broken in (b"", b"\xd2\0", b"\x81\x01\x02", b"\xc1", b"\xa5abc"):
    try:
        print(Unpacker(broken).unpack())
    except UnpackError as e:
        print(repr(e))
