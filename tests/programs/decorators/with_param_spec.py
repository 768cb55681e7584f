"""Decorators typed with ParamSpec: the wrapper sees the arguments just as the caller wrote them."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def logged(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print(f"-> {function.__name__} {args} {kwargs}")
        result = function(*args, **kwargs)
        print(f"<- {function.__name__}: {result!r}")
        return result

    return wrapper


def repeat(times: int) -> Callable[[Callable[P, R]], Callable[P, list[R]]]:
    def decorator(function: Callable[P, R]) -> Callable[P, list[R]]:
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> list[R]:
            return [function(*args, **kwargs) for _ in range(times)]

        return wrapper

    return decorator


@logged
def add(a: int, b: int = 10) -> int:
    """The sum."""
    return a + b


@logged
def greet(name: str, *, polite: bool = False, mark: str = "!") -> str:
    return ("dear " if polite else "") + name + mark


@repeat(3)
@logged
def twice(text: str) -> str:
    return text * 2


@logged
@repeat(times=2)
def total(*numbers: int) -> int:
    return sum(numbers)


print(add(1, 2), add(1), add(a=5), add(1, b=7), add(b=1, a=2))
print(greet("you"), greet("you", polite=True), greet(mark="?", name="me"))
print(twice("ab"))
print(total(1, 2, 3), total())
print(add.__name__, add.__doc__, greet.__name__)
plus = add
print(plus(40, 2))
