"""What a generator returned, read from the StopIteration: of a type that nobody declares."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Sequence, TypeVar

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")


def words() -> Generator[str, None, int]:
    yield "a"
    yield "b"
    return 7


def adder() -> Generator[int, int, str]:
    total = 0
    for _ in range(3):
        total += yield total
    return f"total {total}"


def broken() -> Generator[int, None, str]:
    yield 1
    raise ValueError("broken")


def drive(steps: Generator[T, S, R], inputs: list[S] | None = None) -> tuple[Sequence[T], R | str]:
    """All that a generator yields, and what it returns or the text of what it raises."""
    found: list[T] = []
    while True:
        try:
            if found and inputs:
                step = steps.send(inputs[len(found) - 1])
            else:
                step = next(steps)
        except StopIteration as stop:
            return tuple(found), stop.value
        except Exception as error:
            return tuple(found), str(error)
        found.append(step)


def plain_uses() -> None:
    steps = words()
    print(next(steps), next(steps))
    try:
        next(steps)
    except StopIteration as stop:
        number: int = stop.value
        print(number + 1, stop.value + 1, stop.value * 2, -stop.value, f"{stop.value:04d}")
        result = stop.value
        print(result == 7, result is None, result > 3, [result, "x"], str(result) + "!")
        result += 1
        print(result, stop.args, repr(stop))
    try:
        raise StopIteration
    except StopIteration as stop:
        print(stop.value, stop.value is None)


@contextmanager
def expected(kind: type) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        print(repr(error), type(error) is kind)
    else:
        print("nothing was raised")


def first(items: Iterable[int], wanted: int) -> int:
    return next(item for item in items if item == wanted)


print(drive(words()), drive(words()) == (("a", "b"), 7))
print(drive(adder(), [1, 2, 3]))
print(drive(broken()))
plain_uses()
for numbers in ([1, 2], [2, 1]):
    with expected(StopIteration):
        print(first(numbers, 2), first(numbers, 3))
with expected(StopIteration):
    next(iter(list[int]()))
with expected(StopIteration):
    raise StopIteration(4)
with expected(ValueError):
    pass
