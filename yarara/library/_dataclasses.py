"""What `dataclasses` does while a program runs. (The compiler writes what the decorator makes, see `typeshed/stdlib/dataclasses.pyi`.)"""

from __future__ import annotations


class FrozenInstanceError(AttributeError):
    """An attribute of an object of a frozen class was assigned."""


def refuse_assignment(name: str) -> None:
    raise FrozenInstanceError(f"cannot assign to field '{name}'")


def refuse_deletion(name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field '{name}'")


class Field:
    """What `fields()` says of one field."""

    def __init__(self, name: str, init: bool, repr: bool, compare: bool, kw_only: bool) -> None:
        self.name, self.init, self.repr, self.compare, self.kw_only = name, init, repr, compare, kw_only
