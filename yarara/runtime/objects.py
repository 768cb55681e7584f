"""What every object can do: its default text."""

from __future__ import annotations


def object_repr(class_name: str, address: int) -> str:
    """`<module.Class object at 0x...>`."""
    return f"<{class_name} object at {hex(address)}>"


def class_repr(class_name: str) -> str:
    """A class as a value; enumerations know how they are shown."""
    return class_name if class_name.startswith("<") else f"<class '{class_name}'>"


def function_repr(shown: str, address: int) -> str:
    """A function as a value; classes and built-in functions know how they are shown."""
    return shown if shown.startswith("<") else object_repr(shown, address)


def refuse_format_spec(spec: str, class_name: str) -> None:
    """`format()` of an object whose class has no `__format__`. Raises TypeError unless nothing is specified."""
    if spec != "":
        raise TypeError(f"unsupported format string passed to {class_name}.__format__")
