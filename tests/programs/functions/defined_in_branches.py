import sys
from typing import Callable


def chosen(n: int) -> Callable[[int], int]:
    """One name, three functions."""
    if n == 0:
        def op(x: int) -> int:
            return x
    elif n == 1:
        def op(x: int) -> int:
            """Negated."""
            return -x
    else:
        def op(x: int) -> int:
            return x * n + op2(x)

        def op2(x: int) -> int:
            return n
    print(op.__name__, op.__qualname__, op.__doc__)
    return op


print(chosen(0)(5), chosen(1)(5), chosen(7)(5))

VERBOSE = len(sys.argv) > 5
if VERBOSE:
    def log(message: str, level: int = 0) -> None:
        print("verbose", level, message)
else:
    def log(message: str, level: int = 0) -> None:
        """Quiet."""
        print(level, message)


def work() -> None:
    log("from a function")
    log("with a level", level=3)


log("hello")
work()
print(log.__name__, log.__doc__)

try:
    threshold = int("x1")
except ValueError:
    def limit() -> int:
        return 10
else:
    def limit() -> int:
        return threshold

print(limit())

if limit() > 5:
    def only_here(x: float) -> float:
        return x / 2

    class Here:
        def __init__(self, value: int) -> None:
            self.value = value

        def describe(self) -> str:
            if self.value > 3:
                def form(n: int) -> str:
                    return f"big {n}"
            else:
                def form(n: int) -> str:
                    return f"small {n}"
            return form(self.value)

    print(only_here(3), Here(2).describe(), Here(9).describe())

handlers: list[Callable[[int], int]] = []
for number in range(3):
    if number % 2:
        def handle(x: int) -> int:
            return x + 100
    else:
        def handle(x: int) -> int:
            return 1 // x
    handlers.append(handle)
print(handlers[1](1), handlers[0](1))
handlers[2](0)
