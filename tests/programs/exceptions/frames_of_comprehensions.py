"""A comprehension is a frame of its own, but for its first iterable."""

from collections.abc import Callable


class Point:
    def __init__(self, x: int, next: "Point | None") -> None:
        self.x = x
        self._next = next

    @property
    def broken(self) -> int:
        return self.x // 0

    def at(self, n: int) -> "Point":
        if n < 0: raise ValueError("negative")
        return Point(n, self)

    def __add__(self, other: "Point") -> "Point":
        raise ArithmeticError("no sum")

    def __lt__(self, other: "Point") -> bool:
        raise ArithmeticError("no order")

    def __len__(self) -> int:
        return self.x // 0

    def __str__(self) -> str:
        return str(self.x // 0)

    def __getitem__(self, at: int) -> int:
        raise IndexError(at)

    def __iter__(self) -> "Point": return self

    def __next__(self) -> int: return 1 // (self.x - self.x)


zero = 0
point = Point(1, None)


def listed() -> None:
    x = [1 // n for n in [1, 0]]


def listed_twice() -> None:
    x = [[n // m for n in [1] if n > 0] for m in (1, 0) if m < 10]


def in_set() -> None:
    x = {n // zero for n in [1]}


def in_dict() -> None:
    x = {n: n // zero for n in [1]}


def generated() -> None:
    x = 1 + sum(1 // n for n in [0])


def generated_sorted() -> None:
    x = sorted(1 // n for n in [0])


def generated_any() -> None:
    print(any(1 // n > 0 for n in [2, 0]))


def listed_iterator() -> None:
    x = [n for n in point]


def generated_iterator() -> None:
    x = sum( (n) for n in (point) )


tests: list[Callable[[], None]] = [
    listed, listed_twice, in_set, in_dict, generated, generated_sorted, generated_any, listed_iterator,
    generated_iterator,
]
last: Exception | None = None
for test in tests:
    try:
        test()
    except Exception as error:
        error.__cause__ = last
        last = error
if last is not None:
    raise last
