"""Generators and generator expressions are frames where they run, and marked where they are asked."""

from collections.abc import Iterator


def numbers(n: int) -> Iterator[int]:
    for i in range(n):
        yield 10 // (2 - i)


def total(n: int) -> int:
    return sum(x * 2 for x in numbers(n)) + 1


def kept(n: int) -> int:
    found = (x // (x - 5) for x in numbers(n))
    t = 0
    for f in found:
        t += f
    return t

try:
    print(total(4))
except ZeroDivisionError as e:
    last = e
try:
    print(kept(1))
except ZeroDivisionError as e:
    e.__cause__ = last
    last = e
    raise
