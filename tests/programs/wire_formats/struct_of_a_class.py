"""A Struct that is an attribute of a class, used through the class from outside, from its methods, and of a dataclass."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import ClassVar


@dataclass
class Frame:
    kind: int
    body: bytes = b""
    HEADER: ClassVar[struct.Struct] = struct.Struct("!BH")

    def pack(self) -> bytes:
        return self.HEADER.pack(self.kind, len(self.body)) + self.body

    @classmethod
    def unpack(cls, data: bytes) -> Frame:
        kind, size = cls.HEADER.unpack(data[:cls.HEADER.size])
        return cls(kind, data[cls.HEADER.size:cls.HEADER.size + size])


class Point:
    FORMAT = struct.Struct("<2h")

    def __init__(self, x: int, y: int) -> None:
        self.data = Point.FORMAT.pack(x, y)


print(Frame(7, b"hello").pack(), Frame.unpack(b"\x02\x00\x03abcrest"))
print(Frame.HEADER.pack(1, 513), Frame.HEADER.unpack(b"\x01\x02\x03"), Frame.HEADER.size)
print(Point(1, -1).data, Point.FORMAT.unpack(Point(300, 2).data), Point.FORMAT.format)
