from typing import Callable


def adder(amount: int) -> Callable[[int], int]:
    def add(value: int) -> int:
        return value + amount
    return add


def counter() -> tuple[Callable[[], int], Callable[[], None]]:
    count = 0

    def increment() -> int:
        nonlocal count
        count += 1
        return count

    def reset() -> None:
        nonlocal count
        count = 0

    return increment, reset


def late_binding() -> list[int]:
    functions: list[Callable[[], int]] = []
    for i in range(3):
        def current() -> int:
            return i * 10
        functions.append(current)
    return [f() for f in functions]


def recursive(n: int) -> int:
    seen: list[int] = []

    def walk(depth: int, step: int = 1) -> int:
        seen.append(depth)
        if depth == 0:
            return len(seen)
        return walk(depth - step) + other(depth)

    def other(depth: int) -> int:
        return 100 if depth in seen else 0

    return walk(n)


def three_levels(a: str) -> str:
    def two(b: str) -> str:
        def three(c: str) -> str:
            nonlocal b
            b += "!"
            return a + b + c
        return three("c") + three("d") + b
    return two("b") + two("x")


class Button:
    def __init__(self, name: str) -> None:
        self.name = name
        self.clicks = 0

    def handler(self) -> Callable[[str], str]:
        def clicked(by: str) -> str:
            self.clicks += 1
            return f"{self.name} by {by}: {self.clicks}"
        return clicked

    def doubler(self) -> Callable[[int], int]:
        return lambda n: n * 2 + self.clicks


def apply(function: Callable[[int], int], values: list[int]) -> list[int]:
    results = []
    for value in values:
        results.append(function(value))
    return results


def unbound(flag: bool) -> str:
    def read() -> str:
        return text
    if flag:
        text = "set"
    try:
        return read()
    except NameError as error:
        return f"{type(error).__name__}: {error}"


def parameters(a: int, b: int = 2, *, c: int = 3) -> int:
    def inner() -> int:
        return a * 100 + b * 10 + c
    a += 1
    return inner()


print(adder(5)(1), [adder(n)(n) for n in range(3)])
increment, reset = counter()
print(increment(), increment(), increment())
reset()
print(increment())
print(late_binding(), recursive(3), three_levels("a"))
button = Button("ok")
click = button.handler()
print(click("ann"), click("bob"), button.clicks, button.doubler()(4))
print(apply(lambda n: n * n, [1, 2, 3]), apply(adder(10), [1]))
words = ["pear", "fig", "banana", "kiwi"]
print(sorted(words, key=lambda w: len(w)), sorted(words, key=lambda w: (-len(w), w)), max(words, key=lambda w: w[-1]))
pairs = [(1, "b"), (2, "a")]
pairs.sort(key=lambda pair: pair[1])
print(pairs, unbound(True), unbound(False), parameters(1), parameters(1, c=9))
table: dict[str, Callable[[float, float], float]] = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
print([table[op](7.5, 2.0) for op in "+-*"])
nothing: Callable[[], None] = lambda: print("side effect")
nothing()
square = lambda x: x * x  # type: Callable[[int], int]
print(square(9))
compose: Callable[[Callable[[int], int], Callable[[int], int]], Callable[[int], int]] = lambda f, g: lambda x: f(g(x))
print(compose(square, adder(1))(3))


def failing() -> None:
    def inner(n: int) -> int:
        return 1 // n
    print(apply(lambda n: inner(n), [1, 0]))


failing()
