"""What `object()` makes, something that is equal to nothing but itself; `...` and `NotImplemented`, of which there is one each."""

from __future__ import annotations


class object:
    """Its name is what `type(x).__name__` says."""


class ellipsis:
    """The class of `...`."""

    def __repr__(self) -> str:
        return "Ellipsis"


class NotImplementedType:
    """The class of `NotImplemented`."""

    def __repr__(self) -> str:
        return "NotImplemented"
