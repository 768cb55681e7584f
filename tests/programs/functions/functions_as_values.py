from typing import Callable


def double(x: int) -> int:
    return 2 * x


def square(x: int) -> int:
    return x * x


def apply(function: Callable[[int], int], times: int, value: int) -> int:
    for _ in range(times):
        value = function(value)
    return value


def choose(name: str) -> Callable[[int], int]:
    return double if name == "double" else square


def nothing() -> None:
    print("called")


table: dict[str, Callable[[int], int]] = {"double": double, "square": square}
print(apply(double, 3, 1), apply(square, 3, 2), choose("double")(21), choose("other")(5))
for name in table:
    print(name, table[name](10))
action: Callable[[], None] = nothing
action()
print([function(7) for function in [double, square]])
