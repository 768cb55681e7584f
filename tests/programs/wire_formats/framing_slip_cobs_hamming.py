"""Four framings of bytes, each a class with one interface: SLIP, COBS, netstrings, Hamming(7,4) that repairs a bit."""
from __future__ import annotations

import abc
from functools import reduce
from itertools import islice, zip_longest
from operator import xor
from random import Random
from typing import Callable, Iterable, Iterator


class Framing(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def encode(self, payload: bytes) -> bytes:
        pass

    @abc.abstractmethod
    def decode(self, frame: bytes) -> bytes:
        pass

    def __call__(self, payload: bytes) -> bool:
        return self.decode(self.encode(payload)) == payload

    def __str__(self) -> str:
        return self.__class__.__name__.lower()


class Slip(Framing):
    END, ESC, ESC_END, ESC_ESC = b"\xc0", b"\xdb", b"\xdc", b"\xdd"

    def encode(self, payload: bytes) -> bytes:
        return payload.replace(self.ESC, self.ESC + self.ESC_ESC).replace(self.END, self.ESC + self.ESC_END) + self.END

    def decode(self, frame: bytes) -> bytes:
        if not frame.endswith(self.END):
            raise ValueError("no end")
        return frame[:-1].replace(self.ESC + self.ESC_END, self.END).replace(self.ESC + self.ESC_ESC, self.ESC)


class Cobs(Framing):
    def encode(self, payload: bytes) -> bytes:
        out = bytearray()
        for piece in payload.split(b"\0"):
            while len(piece) >= 254:
                out += b"\xff" + piece[:254]
                piece = piece[254:]
            out.append(len(piece) + 1)
            out += piece
        return bytes(out) + b"\0"

    def decode(self, frame: bytes) -> bytes:
        out = bytearray()
        it = iter(frame[:-1])
        for code in it:
            out.extend(islice(it, code - 1))
            if code < 255:
                out.append(0)
        return bytes(out[:-1])


class Netstring(Framing):
    def encode(self, payload: bytes) -> bytes:
        return str(len(payload)).encode() + b":" + payload + b","

    def decode(self, frame: bytes) -> bytes:
        length, colon, rest = frame.partition(b":")
        if not (length.isdigit() and colon and rest[int(length):] == b","):
            raise ValueError(f"bad netstring {frame[:8]!r}")
        return rest[:-1]


class Hamming(Framing):
    def __init__(self) -> None:
        self.repaired = 0

    @staticmethod
    def _syndrome(bits: Iterable[int]) -> int:
        return reduce(xor, (i for i, bit in enumerate(bits, 1) if bit), 0)

    def encode(self, payload: bytes) -> bytes:
        out = []
        for byte in payload:
            for nibble in (byte >> 4, byte & 15):
                bits = [0, 0, nibble >> 3 & 1, 0, nibble >> 2 & 1, nibble >> 1 & 1, nibble & 1]
                syndrome = self._syndrome(bits)
                for position in (1, 2, 4):
                    bits[position - 1] = int(bool(syndrome & position))
                out.append(int("".join(map(str, bits)), base=2))
        return bytes(out)

    def decode(self, frame: bytes) -> bytes:
        nibbles = []
        for word in frame:
            bits = [int(b) for b in format(word, "07b")]
            if (wrong := self._syndrome(bits)):
                bits[wrong - 1] ^= 1
                self.repaired += 1
            nibbles.append(bits[2] << 3 | bits[4] << 2 | bits[5] << 1 | bits[6])
        return bytes(high << 4 | low for high, low in zip(nibbles[::2], nibbles[1::2]))


def noisy(frame: bytes, rng: Random) -> bytes:
    return bytes(b ^ (1 << rng.randrange(7)) if rng.random() < 0.5 else b for b in frame)


def pairs(data: bytes) -> Iterator[str]:
    for a, b in zip_longest(data[::2], data[1::2], fillvalue=0):
        yield f"{a:02x}{b:02X}"


framings: list[Framing] = [Slip(), Cobs(), Netstring(), Hamming()]
samples = [b"", b"\0", b"plain", b"\xc0\xdb\xdc\xdd\0\0", bytes(range(256)) * 2]
for framing in framings:
    print(f"{framing!s:>10}", [framing(s) for s in samples], [len(framing.encode(s)) for s in samples], *pairs(framing.encode(samples[3])))
hamming = Hamming()
rng = Random(17)
text = b"errors happen"
print(hamming.decode(noisy(hamming.encode(text), rng)), hamming.repaired > 5)
checks: dict[str, Callable[[bytes], bytes]] = {"slip": Slip().decode, "netstring": Netstring().decode}
for name, check in checks.items():
    for bad in (b"5:abc,", b"x", b""):
        try:
            print(name, check(bad))
        except ValueError as e:
            print(name, "->", e)
try:
    Framing()  # type: ignore[abstract]
except TypeError as e:
    print(e)
