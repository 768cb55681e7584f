"""Messages of 9P2000.L in memory (http://ericvh.github.io/9p-rfc/rfc9p2000.html, and Linux's net/9p/protocol.c for the dialect).

    size[4] type[1] tag[2] ...

The numbers in brackets are bytes, the low one first; a text is its length[2] and UTF-8. `size` counts the whole message. Answers are not believed:
whoever takes more from one than it has gets zeros, and must ask `is_whole` before using what was taken.
"""

from __future__ import annotations

from yarara import machine

HEADER = 7
TAG = 1
"""Of every message but the first: there is never more than one under way."""
NO_TAG = 0xFFFF

# Types; an answer has the number of its request plus one.
RLERROR = 7
TLOPEN = 12
TLCREATE = 14
TREADLINK = 22
TGETATTR = 24
TSETATTR = 26
TREADDIR = 40
TMKDIR = 72
TRENAMEAT = 74
TUNLINKAT = 76
TVERSION = 100
TATTACH = 104
TWALK = 110
TREAD = 116
TWRITE = 118
TCLUNK = 120


class Request:
    """A message that is put together at an address. Its fields are few and their room is certain: no message is longer than a few thousand
    bytes, but for the data of a file, which `room` limits."""

    def __init__(self, address: int) -> None:
        self._address = address
        self._length = 0

    def begin(self, kind: int, tag: int = TAG) -> None:
        machine.store8(self._address + 4, kind)
        machine.store16(self._address + 5, tag)
        self._length = HEADER

    def put8(self, value: int) -> None:
        machine.store8(self._address + self._length, value)
        self._length += 1

    def put16(self, value: int) -> None:
        machine.store16(self._address + self._length, value)
        self._length += 2

    def put32(self, value: int) -> None:
        machine.store32(self._address + self._length, value)
        self._length += 4

    def put64(self, value: int) -> None:
        machine.store64(self._address + self._length, value)
        self._length += 8

    def put_text(self, text: bytes) -> None:
        self.put16(len(text))
        self.put_data(machine.bytes_address(text), len(text))

    def put_data(self, address: int, length: int) -> None:
        machine.copy(self._address + self._length, address, length)
        self._length += length

    def end(self) -> int:
        """The length of the whole message, which now says so itself."""
        machine.store32(self._address, self._length)
        return self._length


class Answer:
    """A message of the server's, taken apart from its start to its end."""

    def __init__(self, address: int) -> None:
        self._address = address
        self._end = 0
        self._at = 0
        self._short = False

    def begin(self, length: int) -> bool:
        """So many bytes came. Whether the message is that long."""
        self._at = 0
        self._end = length
        self._short = False
        size = self.take32()
        self._end = size
        return HEADER <= size <= length

    def is_whole(self) -> bool:
        """Whether all that was taken was there."""
        return not self._short

    def is_at_end(self) -> bool:
        return self._at >= self._end or self._short

    def take8(self) -> int:
        place = self.take_data(1)
        return machine.load8(place) if place != 0 else 0

    def take16(self) -> int:
        place = self.take_data(2)
        return machine.load16(place) if place != 0 else 0

    def take32(self) -> int:
        place = self.take_data(4)
        return machine.load32(place) if place != 0 else 0

    def take64(self) -> int:
        """Signed."""
        place = self.take_data(8)
        return machine.load64(place) if place != 0 else 0

    def take_text(self) -> bytes:
        length = self.take16()
        place = self.take_data(length)
        return machine.bytes_at(place, length) if place != 0 else b""

    def take_data(self, length: int) -> int:
        """Where the next bytes lie; 0: there are not so many."""
        if length > self._end - self._at:
            self._short = True
            return 0
        self._at += length
        return self._address + self._at - length
