"""Decorators typed with plain Callable types: stacked, with arguments, with state in a closure."""

from collections.abc import Callable

Number = Callable[[int], int]
registered: list[str] = []
handlers: dict[str, Callable[[str], str]] = {}


def doubled(function: Number) -> Number:
    def wrapper(n: int) -> int:
        return 2 * function(n)

    return wrapper


def plus(amount: int) -> Callable[[Number], Number]:
    print("plus", amount)

    def decorator(function: Number) -> Number:
        print("decorating with", amount)

        def wrapper(n: int) -> int:
            return function(n) + amount

        return wrapper

    return decorator


def counted(function: Number) -> Callable[[int], tuple[int, int]]:
    calls = 0

    def wrapper(n: int) -> tuple[int, int]:
        nonlocal calls
        calls += 1
        return function(n), calls

    return wrapper


def command(name: str) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    def register(function: Callable[[str], str]) -> Callable[[str], str]:
        handlers[name] = function
        registered.append(function.__name__)
        return function

    return register


@doubled
def square(n: int) -> int:
    return n * n


@plus(1)
@doubled
@plus(100)
def same(n: int) -> int:
    return n


@counted
def half(n: int) -> int:
    return n // 2


@command("up")
def upper(text: str) -> str:
    return text.upper()


@command("back")
def backwards(text: str) -> str:
    return text[::-1]


print(square(3), same(5))
print(half(10), half(7), half(4))
for name in sorted(handlers):
    print(name, handlers[name]("abc"))
print(registered, upper("direct"))
print([square(n) for n in range(4)], list(map(square, [5, 6])))


def local(values: list[int]) -> list[int]:
    seen: list[int] = []

    def remember(function: Number) -> Number:
        def wrapper(n: int) -> int:
            seen.append(n)
            return function(n)

        return wrapper

    @remember
    @doubled
    def cube(n: int) -> int:
        return n ** 3

    return [cube(v) for v in values] + seen


print(local([1, 2, 3]))
