"""What the programs of this folder let fail, and how they show it."""

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


def raise_chained(tests: list[Callable[[], None]]) -> None:
    """Call all, and raise the last exception, each with the one before as its cause: one traceback shows them all."""
    last: Exception | None = None
    for test in tests:
        try:
            test()
        except Exception as error:
            error.__cause__ = last
            last = error
    if last is not None:
        raise last
