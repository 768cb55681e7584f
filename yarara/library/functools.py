"""Functions about functions (Python documentation, `functools`)."""

from __future__ import annotations

from typing import Callable, Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")
F = TypeVar("F")


def wraps(wrapped: Callable[..., object]) -> Callable[[F], F]:
    """As a decorator: the function says of itself what `wrapped` does. (Compiled calls never come here.)"""
    raise TypeError("wraps() is a decorator")


def total_ordering(cls: type[T]) -> type[T]:
    """As a decorator: the class gets the order operators that it lacks. (The compiler writes them.)"""
    return cls


class cached_property(Generic[T]):
    """As a decorator: a property that is computed once for each object. (The compiler writes it.)"""

    def __init__(self, func: Callable[..., T]) -> None:
        raise TypeError("cached_property is a decorator")
