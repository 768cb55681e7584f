"""Runs the runtime's own code for text under CPython, where a `str` has no tail.

Arguments are CPython's objects; `machine.tail` copies them into simulated memory. What `machine.allocate_with_tail` makes is a
draft in simulated memory; it becomes a real `str` or `bytes` when the function that made it returns. A `bytearray` is a
stand-in with the fields that the compiled one has.
"""

from __future__ import annotations

import functools
import importlib
import types
from typing import Any, Callable

from yarara import machine
from yarara.simulation import simulation

MODULES = (
    "units", "slicing", "hashing", "strings", "string_search", "splitting", "string_splitting", "string_trimming", "string_case",
    "string_predicates", "string_repr", "characters", "codecs", "bytestrings", "bytes_search", "bytes_splitting", "bytes_text",
    "bytes_construction", "bytearrays", "bytearray_methods", "integers", "integer_parsing", "integer_formatting", "formatting",
    "float_bits", "float_digits", "float_parsing", "float_text", "fixed_floats", "float_formatting", "floats", "naturals", "powers_of_ten",
)

_KEEPS_DRAFTS = {"allocate_str", "allocate_bytes"}


class Draft:
    """A `str` or `bytes` that is being filled."""

    _length: int
    _kind = 1

    def __init__(self, kind: type, size: int) -> None:
        self.kind = kind
        self.address = simulation.allocate(max(size + 7 & ~7, 8), 16)  # whole words, as in the image

    def __len__(self) -> int:
        return self._length

    def finish(self) -> str | bytes:
        data = simulation.read_bytes(self.address, self._length * self._kind)
        if self.kind is bytes:
            return data
        codes = [int.from_bytes(data[i:i + self._kind], "little") for i in range(0, len(data), self._kind)]
        assert not codes or _smallest_kind(max(codes)) == self._kind, "a string must have the smallest kind"
        return "".join(map(chr, codes))


class Array(bytearray):
    """A `bytearray` with the fields of the compiled one."""

    def __init__(self, data: bytes = b"") -> None:
        self._storage: Any = Draft(bytes, len(data))
        self._storage._length = len(data)
        self._length = len(data)
        simulation.write_bytes(self._storage.address, data)

    def __len__(self) -> int:
        return self._length

    def real(self) -> bytearray:
        storage = self._storage
        if isinstance(storage, bytes):
            return bytearray(storage[:self._length])
        return bytearray(simulation.read_bytes(storage.address, self._length))


def _smallest_kind(code: int) -> int:
    return 1 if code < 256 else 2 if code < 65536 else 4


def _kind_of(text: Any) -> int:
    return text._kind if isinstance(text, Draft) else _smallest_kind(max(map(ord, text), default=0))


def _tail(value: Any) -> int:
    if isinstance(value, Draft):
        return value.address
    if isinstance(value, str):
        kind = _kind_of(value)
        value = b"".join(ord(c).to_bytes(kind, "little") for c in value)
    return simulation.bytes_address(value + bytes(-len(value) % 8))


def _allocate_with_tail(kind: type, size: int) -> Any:
    return Array() if kind is bytearray else Draft(kind, size)


def _wrap(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapped(*arguments: Any, **named: Any) -> Any:
        result = function(*arguments, **named)
        return result.finish() if isinstance(result, Draft) else result
    return wrapped


_replacements: dict[Any, Any] = {}


def _replacement(function: Any) -> Any:
    if function.__name__ == "kind_of":
        return _kind_of
    if function.__name__ == "code_at":
        return lambda text, index: ord(text[index])
    if function.__name__ in _KEEPS_DRAFTS:
        return function
    return _wrap(function)


def load() -> dict[str, Any]:
    """Import the modules, make them run here, and return all functions by name."""
    setattr(machine, "tail", _tail)
    setattr(machine, "allocate_with_tail", _allocate_with_tail)
    found: dict[str, Any] = {}
    modules = [importlib.import_module(f"yarara.runtime.{name}") for name in MODULES]
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType) and value.__module__.startswith("yarara.runtime"):
                if value not in _replacements:
                    _replacements[value] = _replacement(value)
                setattr(module, name, _replacements[value])
                found[name] = _replacements[value]
    return found


def real(value: Any) -> Any:
    """The CPython value of a result."""
    if isinstance(value, Array):
        return value.real()
    if isinstance(value, Draft):
        return value.finish()
    if isinstance(value, (tuple, list)):
        return type(value)(map(real, value))
    return value


def outcome(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result, or the exception as its class and text, in a new simulated memory."""
    simulation.reset()
    try:
        return real(function(*arguments))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return type(error), str(error)
