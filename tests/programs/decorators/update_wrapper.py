"""`functools.update_wrapper`, as a statement and as what is returned."""

import functools
from functools import update_wrapper
from typing import Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def counted(function: Callable[P, R]) -> Callable[P, R]:
    """Counts calls."""
    count = 0

    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        nonlocal count
        count += 1
        print(f"call {count} of {function.__name__}")
        return function(*args, **kwargs)

    functools.update_wrapper(wrapper, function)
    print("wrapped as", wrapper.__name__)
    return wrapper


def twice(function: Callable[[int], int]) -> Callable[[int], int]:
    def inner(number: int) -> int:
        return function(function(number))

    return update_wrapper(inner, function)


def plain(function: Callable[[int], int]) -> Callable[[int], int]:
    def inner(number: int) -> int:
        return function(number)

    return inner


@counted
def greet(name: str, mark: str = "!") -> str:
    """Says hello."""
    return f"hello {name}{mark}"


@twice
def add_three(number: int) -> int:
    """Adds three."""
    return number + 3


@plain
def unnamed(number: int) -> int:
    return number


print(greet("Ada"), greet("Bob", mark="?"), greet.__name__, greet.__doc__, greet.__qualname__)
print(add_three(1), add_three.__name__, add_three.__doc__, add_three.__module__)
print(unnamed(4), unnamed.__name__, unnamed.__qualname__)
