"""`for` over calls of generator functions: leaving early, going on, nesting, variables without a value, what is raised on either side."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TypeVar

T = TypeVar("T")


def below(count: int) -> Iterator[int]:
    for i in range(count):
        yield i


def evens(items: list[int], note: list[str]) -> Iterator[int]:
    note.append("begun")
    for item in items:
        if item < 0:
            note.append("negative")
            return
        if item % 2:
            continue
        yield item
        note.append(f"after {item}")
    note.append("ended")


def pairs(left: list[T], right: list[T]) -> Iterator[tuple[T, T]]:
    i = 0
    while i < len(left) and i < len(right):
        yield left[i], right[i]
        i += 1


def squares(limit: int, start: int = 1) -> Generator[float, None, None]:
    number = start
    while True:
        if number * number > limit:
            break
        yield float(number * number)
        number += 1


def once(value: str) -> Iterator[str]:
    yield value + "!"


def nothing(count: int) -> Iterator[None]:
    for _ in range(count):
        yield


def endless() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 3


def of_blocks(text: str) -> Iterator[str]:
    """Loops over generators in generators."""
    for i in below(len(text)):
        yield text[i] * (i + 1)


def perhaps(count: int) -> Iterator[int]:
    """`last` has no value in the first round, each time."""
    for i in range(count):
        if i > 0:
            last = i * 10
        try_it = i + 1
        yield try_it if i == 0 else last


def unbound(choose: bool) -> Iterator[int]:
    for i in range(2):
        if choose:
            found = i
        yield found


def first_above(limit: int) -> int:
    for number in endless():
        if number > limit:
            return number
    return -1


def with_cleanup(limit: int) -> str:
    steps = ""
    for number in below(10):
        try:
            if number == 1:
                continue
            if number == limit:
                break
            steps += f"{number} "
        finally:
            steps += "f "
    else:
        steps += "else"
    return steps


def stops(items: list[int]) -> Iterator[int]:
    iterator = iter(items)
    while True:
        yield next(iterator)


def divides(numbers: list[int]) -> Iterator[int]:
    for number in numbers:
        yield 100 // number


def handled(numbers: list[int]) -> str:
    seen: list[int] = []
    try:
        for share in divides(numbers):
            if share == 50:
                raise KeyError("fifty")
            seen.append(share)
    except ZeroDivisionError as error:
        return f"{error} after {seen}"
    except KeyError as error:
        return f"{error} after {seen}, {error.__context__}"
    return str(seen)


def main() -> None:
    note: list[str] = []
    print([n for n in below(3)], sum(below(4)))
    for n in evens([1, 2, 4, 5, 8], note):
        note.append(f"got {n}")
        if n == 4:
            break
    else:
        note.append("else")
    print(note)
    note.clear()
    for n in evens([2, -1, 4], note):
        continue
    else:
        note.append("else")
    print(note)
    for a, b in pairs(["a", "b", "c"], ["x", "y"]):
        print(a, b)
    for c, d in pairs([1, 2], [3, 4]):
        print(c + d)
    for square in squares(20):
        print(square, end=" ")
    for square in squares(40, start=5):
        print(square)
    for text in once("yes"):
        print(text)
    count = 0
    for nobody in nothing(3):
        count += 1
        print(nobody, count)
    print(first_above(10), first_above(0), with_cleanup(4), with_cleanup(20))
    for block in of_blocks("abc"):
        print(block, end=" ")
    print()
    table: list[int] = []
    for i in below(3):
        for j in below(i + 1):
            table.append(10 * i + j)
            if j == 1:
                break
    print(table)
    for _ in range(2):
        for value in perhaps(3):
            print(value, end=" ")
    print()
    for turn in range(2):
        try:
            for value in unbound(turn == 0):
                print(value)
        except UnboundLocalError as error:
            print(error)
    print(handled([1, 5, 20]), handled([4, 0, 5]), handled([10, 2, 1]))
    try:
        for value in stops([7, 8]):
            print(value)
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    for number in divides([5, 25, 0, 1]):
        print(number)


main()
