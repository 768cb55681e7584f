# Functions whose parameters have different names, one of which a condition chooses.
from collections.abc import Callable


def operation(name: str) -> Callable[[int, int], int]:
    return (lambda a, b: a + b) if name == "plus" else (lambda left, right: left - right) if name == "minus" else (lambda p, q: p * q)


def describe(short: bool) -> None:
    shown: Callable[[int], str] = (lambda n: str(n)) if short else (lambda number: f"the number {number}")
    sizes: list[Callable[[str], int]] = [len if short else (lambda text: len(text) * 2), (lambda t: 0) if short else (lambda u: -1)]
    print(shown(7), [size("abc") for size in sizes])


for name in ("plus", "minus", "times"):
    print(name, operation(name)(7, 3))
describe(True)
describe(False)
