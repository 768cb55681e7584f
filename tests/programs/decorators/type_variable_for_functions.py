"""The older way to type a decorator: `F` bound to any callable, and a wrapper of `Any`."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def logged(function: F) -> F:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("done")
        return result

    return cast(F, wrapper)


def registered(function: F) -> F:
    names.append(function.__name__)
    return function


names: list[str] = []


@logged
def scale(x: float, by: float = 2.0) -> float:
    return x * by


@registered
@logged
def join(*parts: str, separator: str = "-") -> str:
    return separator.join(parts)


print(scale(1.5), scale(1.5, 3.0), scale(1.5, by=4.0))
print(join("a", "b"), join("a", "b", "c", separator="+"))
print(names, scale.__name__)
