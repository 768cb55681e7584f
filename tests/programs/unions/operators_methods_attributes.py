"""Operators, methods and attributes on values of several types."""
from __future__ import annotations


class Meters:
    def __init__(self, n: float) -> None:
        self.n = n
        self.label = "m"

    def __add__(self, other: Meters | Feet) -> Meters:
        return Meters(self.n + other.in_meters())

    def in_meters(self) -> float:
        return self.n

    def __lt__(self, other: Meters | Feet) -> bool:
        return self.n < other.in_meters()


class Feet:
    def __init__(self, n: float) -> None:
        self.n = n
        self.label = "ft"

    def in_meters(self) -> float:
        return self.n * 0.25

    def __add__(self, other: Meters | Feet) -> Meters:
        return Meters(self.in_meters() + other.in_meters())

    def __lt__(self, other: Meters | Feet) -> bool:
        return self.in_meters() < other.in_meters()


Length = Meters | Feet


def total(lengths: list[Length]) -> float:
    result: Length = Meters(0)
    for length in lengths:
        result = result + length
    return result.in_meters()


lengths: list[Length] = [Meters(1.5), Feet(4.0), Feet(8.0)]
print(total(lengths), [l.label for l in lengths], [l.n for l in lengths])
print(lengths[0] < lengths[1], lengths[1] < lengths[2], min(l.in_meters() for l in lengths))
number: list[int | float] = [1, 2.5, 3]
print(sum(number), max(number), [n * 2 for n in number], [n < 2 for n in number], [-n for n in number], [n + 1 for n in number])


def twice(x: int | str) -> int | str:
    return x * 2


print(twice(4), twice("ab"))
sized: list[str | list[int] | dict[str, int]] = ["abc", [1, 2], {"a": 1}]
print([len(s) for s in sized])
for s in sized:
    if s:
        print("has", s)
seq: str | list[str] = "abc"
for n in range(2):
    for ch in seq:
        print(ch, end=" ")
    print(seq[0], seq[-1], "a" in seq)
    seq = ["x", "y", "a"]


def flatten(value: int | list[int]) -> list[int]:
    return [value] if isinstance(value, int) else value


print(flatten(3) + flatten([4, 5]))
def ident(x: bytes | str) -> int:
    if isinstance(x, bytes):
        return x[0]
    return ord(x[0])
print(ident(b"a"), ident("b"))
