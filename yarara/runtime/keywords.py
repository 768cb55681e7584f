"""`f(**names)` where `f` has plain parameters: whether the names are those of parameters."""

from __future__ import annotations

from typing import TypeVar

V = TypeVar("V")


def check_keywords(given: dict[str, V], free: list[str], taken: list[str], function: str) -> None:
    """Raises TypeError for a name of a parameter that has its value already, and for a name of none."""
    for name in given:
        if name in taken:
            raise TypeError(f"{function} got multiple values for argument '{name}'")
        if name not in free:
            raise TypeError(f"{function} got an unexpected keyword argument '{name}'")
