"""What mypy is told about attributes that it must know nothing of: `StopIteration.value` is whatever the generator returned.

CPython's own stubs declare these `Any`. Here they become what isinstance() leaves open of the items of a list: such a value goes anywhere, and is tested
where it is used as an `int` or a `str`.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import AnyType, Instance, Type, TypeOfAny, get_proper_type

OPEN = ("builtins.StopIteration.value", "builtins.slice.start", "builtins.slice.stop", "builtins.slice.step")
OPEN_ITEMS = ("builtins.BaseException.args",)


class OpenAttributes(Plugin):
    """A mypy plugin."""

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        if fullname in OPEN_ITEMS:
            return _with_open_items
        return (lambda context: AnyType(TypeOfAny.special_form)) if fullname in OPEN else None


def _with_open_items(context: AttributeContext) -> Type:
    """The declared container, of which nobody knows what its items are."""
    declared = get_proper_type(context.default_attr_type)
    return declared.copy_modified(args=[AnyType(TypeOfAny.special_form)]) if isinstance(declared, Instance) else declared
