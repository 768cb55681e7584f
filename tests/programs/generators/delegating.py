"""`yield from`: items, sent values, exceptions and results go through."""

from __future__ import annotations

from typing import Generator, Iterator


def inner() -> Generator[int, int, str]:
    total = 0
    try:
        while total < 10:
            got = yield total
            total += got
    except ValueError as e:
        print("inner caught", e)
        yield -1
    finally:
        print("inner finally")
    return f"total {total}"


def outer() -> Generator[int, int, int]:
    text = yield from inner()
    print("outer got", text)
    return len(text)


def everything() -> Iterator[object]:
    yield from "ab"
    yield from [1, 2]
    yield from range(3)
    yield from {"k": 1}
    yield from (x * x for x in (1, 2))
    yield from (1, "two", 3.0)
    yield from iter([3.5])


def flatten(items: list[list[int]]) -> Iterator[int]:
    for item in items:
        yield from item


def deep(n: int) -> Generator[int, None, int]:
    if n == 0:
        return 0
    yield n
    below = yield from deep(n - 1)
    return below + n


o = outer()
print(next(o), o.send(3), o.send(4))
try:
    o.send(9)
except StopIteration as e:
    print("value", e.value)
o = outer()
print(next(o), o.throw(ValueError("boo")))
try:
    next(o)
except StopIteration as e:
    print("value", e.value)
o = outer()
next(o)
o.close()
print(list(o))
o = outer()
next(o)
try:
    o.throw(KeyError("through both"))
except KeyError as e:
    print(repr(e))
print(list(everything()))
print(list(flatten([[1, 2], [], [3]])), sum(flatten([[4], [5, 6]])))
d = deep(50)
count = 0
while True:
    try:
        count += next(d)
    except StopIteration as stop:
        print(count, stop.value)
        break
