"""`__bytes__` of one's own, `sys.exc_info`, `math.dist` of integers."""

from __future__ import annotations

import math
import sys


class Packet:
    def __init__(self, kind: int, body: str) -> None:
        self.kind, self.body = kind, body

    def __bytes__(self) -> bytes:
        return bytes([self.kind]) + self.body.encode()


class Long(Packet):
    def __bytes__(self) -> bytes:
        return b"long " + super().__bytes__()


def what() -> str:
    kind, value, _ = sys.exc_info()
    return "nothing" if kind is None else f"{kind.__name__}: {value}"


def main() -> None:
    packets: list[Packet] = [Packet(1, "ä"), Long(2, "b")]
    print([bytes(p) for p in packets], bytes(Packet(3, "")), bytes(3), bytes("x", "utf-8"), bytes([1, 2]), bytes(bytearray(b"q")))
    print(what())
    try:
        raise ValueError("first")
    except ValueError:
        print(what())
        try:
            int("x")
        except ValueError:
            print(what())
        print(what(), sys.exc_info()[1])
    print(what(), sys.exc_info())
    print(math.dist([1, 2], [4, 6]), math.dist((1.5, 2), (1, 2)), math.dist([1, 2, 3], (1.0, 2.5, 3.0)))
    points: list[int] = [3, 4]
    print(math.dist(points, [0, 0]))


main()
