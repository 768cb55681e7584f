"""The `else` of a loop that ends only by `break` never runs; nothing is known of the types in it."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def note(number: int, value: T) -> T:
    print("note", number)
    return value


def first_above(limit: int) -> int:
    n = 0
    while True:
        n += 3
        if n > limit:
            break
    else:
        print(list(reversed(note(1, [1.5, 2.5]))), {note(2, "a"): []}, [x for x in note(3, [])])
        return -1
    return n


def returned(limit: int) -> int:
    while 1:
        limit *= 2
        if limit > 50:
            return limit
    else:
        missing = [note(4, [])]
        print(missing)


def counted(limit: int) -> str:
    while limit > 0:
        limit -= 2
        if limit == 3:
            break
    else:
        return str(list(reversed(note(5, [limit, 1]))))
    return "broken"


print(first_above(10), returned(7), counted(9), counted(8))
for n in range(3):
    while not False:
        if n >= 1:
            break
        n += 1
    else:
        print("never", note(6, {}))
    print(n)
