"""Generator functions inside functions, which share variables with those around them."""

from typing import Callable, Iterator


def nested(limit: int) -> Iterator[int]:
    seen = 0

    def inner() -> Iterator[int]:
        nonlocal seen
        for i in range(limit):
            seen += 1
            yield i * seen

    yield from inner()
    yield seen


def counter() -> tuple[Callable[[], Iterator[str]], Callable[[str], None]]:
    log: list[str] = []

    def items() -> Iterator[str]:
        at = 0
        while at < len(log):
            yield log[at]
            at += 1

    def add(text: str) -> None:
        log.append(text)

    return items, add


def window(values: list[int], size: int) -> Iterator[int]:
    def sums() -> Iterator[int]:
        total = 0
        for index, value in enumerate(values):
            total += value
            if index >= size:
                total -= values[index - size]
            if index >= size - 1:
                yield total

    factor = 10
    scale: Callable[[int], int] = lambda x: x * factor
    for s in sums():
        yield scale(s)
        factor += 1


print(list(nested(4)))
items, add = counter()
add("one")
it = items()
print(next(it))
add("two")
print(next(it), next(it, None))
print(list(items()))
print(list(window([1, 2, 3, 4, 5], 2)))
