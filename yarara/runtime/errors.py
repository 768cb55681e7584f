"""The errors that compiled code and the runtime raise, out of the way of the code that does not."""

from __future__ import annotations

from typing import NoReturn, TypeVar

from yarara import machine

K = TypeVar("K")


@machine.never_inline
def raise_overflow() -> NoReturn:
    """An `int` operation whose result does not fit in 64 bits."""
    raise OverflowError("integer overflow: an int has 64 bits here")


@machine.never_inline
def raise_memory() -> NoReturn:
    """An object for which there is no room, though garbage was collected."""
    raise MemoryError


@machine.never_inline
def raise_zero_division(message: str) -> NoReturn:
    raise ZeroDivisionError(message)


@machine.never_inline
def raise_negative_shift() -> NoReturn:
    raise ValueError("negative shift count")


@machine.never_inline
def raise_index(message: str) -> NoReturn:
    raise IndexError(message)


@machine.never_inline
def raise_key(key: K) -> NoReturn:
    raise KeyError(key)


@machine.never_inline
def raise_value(message: str) -> NoReturn:
    raise ValueError(message)


@machine.never_inline
def raise_fields_expected(wanted: int, given: int) -> NoReturn:
    """What `_make` of a named tuple says of the wrong number of items."""
    raise TypeError(f"Expected {wanted} arguments, got {given}")


@machine.never_inline
def raise_type(message: str) -> NoReturn:
    raise TypeError(message)


@machine.never_inline
def raise_runtime(message: str) -> NoReturn:
    raise RuntimeError(message)


@machine.never_inline
def raise_unbound_local(name: str) -> NoReturn:
    raise UnboundLocalError(f"cannot access local variable '{name}' where it is not associated with a value")


@machine.never_inline
def raise_free_variable(name: str) -> NoReturn:
    """A variable of an enclosing function."""
    raise NameError(f"cannot access free variable '{name}' where it is not associated with a value in enclosing scope")


@machine.never_inline
def raise_name(name: str) -> NoReturn:
    raise NameError(f"name '{name}' is not defined")


@machine.never_inline
def raise_assertion() -> NoReturn:
    raise AssertionError


@machine.never_inline
def raise_assertion_message(message: object) -> NoReturn:
    raise AssertionError(message)


@machine.never_inline
def raise_unreachable() -> NoReturn:
    """Code that the type checker has shown never to run is not compiled; this stands in its place."""
    raise AssertionError("the types say that this is never reached")


@machine.never_inline
def raise_none_attribute(name: str) -> NoReturn:
    raise AttributeError(f"'NoneType' object has no attribute '{name}'")


@machine.never_inline
def raise_attribute(class_name: str, name: str) -> NoReturn:
    raise AttributeError(f"'{class_name}' object has no attribute '{name}'")


@machine.never_inline
def raise_class_attribute(class_name: str, name: str) -> NoReturn:
    """An attribute of a class that is only declared."""
    raise AttributeError(f"type object '{class_name}' has no attribute '{name}'")


@machine.never_inline
def raise_unpack(wanted: int, found: int) -> NoReturn:
    """`a, b = values` with the wrong number of values."""
    if found > wanted:
        raise ValueError(f"too many values to unpack (expected {wanted})")
    raise ValueError(f"not enough values to unpack (expected {wanted}, got {found})")


@machine.never_inline
def raise_unpack_starred(least: int, found: int) -> NoReturn:
    """`a, *b = values` with too few values."""
    raise ValueError(f"not enough values to unpack (expected at least {least}, got {found})")


@machine.never_inline
def raise_no_active_exception() -> NoReturn:
    raise RuntimeError("No active exception to reraise")
