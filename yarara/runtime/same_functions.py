"""Whether two function objects stand for the same function.

One function may be several objects: one for each type of function that it is used as, and a bound method is a new one each time. What is
the same is the record of what the function says of itself, and what the object has captured: the object of a method, the variables of
a nested function. Objects are given by address.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.typeinfo import type_of

ABOUT = 16
"""Offset of the address of the function's record, behind the header and the code."""
CAPTURED = 24
"""Offset of what the function has captured; of an adapter, the function that it calls."""


def behind(function: int, adapter: int) -> int:
    """The function that is called in the end; `adapter` is the type of those that only call another."""
    while function != 0 and machine.load32(function) == adapter:
        function = machine.load64(function + CAPTURED)
    return function


def same_function(left: int, right: int, adapter: int) -> bool:
    """Either may be 0, for None."""
    left, right = behind(left, adapter), behind(right, adapter)
    if left == right or left == 0 or right == 0:
        return left == right
    size = type_of(left).size
    if size != type_of(right).size or machine.load64(left + ABOUT) != machine.load64(right + ABOUT):
        return False
    return machine.compare(left + CAPTURED, right + CAPTURED, size - CAPTURED) == 0


def function_hash(function: int, adapter: int) -> int:
    """The same for all objects that stand for one function."""
    function = behind(function, adapter)
    result = 0
    for offset in range(ABOUT, type_of(function).size, 8):
        result = (result << 5) & 0x7FFFFFFFFFFFFFF ^ machine.load64(function + offset) >> 3
    return result
