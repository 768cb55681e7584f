"""Functions about functions (Python documentation, `functools`)."""

from __future__ import annotations

from typing import Callable, Iterable, TypeVar

T = TypeVar("T")
S = TypeVar("S")
F = TypeVar("F")


def wraps(wrapped: Callable[..., object]) -> Callable[[F], F]:
    """As a decorator: the function says of itself what `wrapped` does. (Compiled calls never come here.)"""
    raise TypeError("wraps() is a decorator")
