"""Copies of objects (Python documentation, `copy`). The compiler writes what copying means for each class, see `copies.py` there."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


class Error(Exception):
    """What cannot be copied."""


error = Error


def copy(x: T) -> T:
    """A new object with the same attributes or items; what cannot change is itself."""
    return _copied(x)


def deepcopy(x: T, memo: dict[int, object] | None = None) -> T:
    """A copy of an object and of all that can be reached from it. What is reached twice is copied once: `memo` has the copies by `id()`."""
    return _deep_copied(x, {} if memo is None else memo)


def _copied(x: T) -> T:
    raise TypeError("compiled calls never come here")


def _deep_copied(x: T, memo: dict[int, object]) -> T:
    raise TypeError("compiled calls never come here")
