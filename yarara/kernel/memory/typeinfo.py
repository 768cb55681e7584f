"""What the compiler tells about each class of objects, and where an object keeps it."""

from __future__ import annotations

from yarara import machine
from yarara.machine import Struct, u32, u64

EVERY_WORD = -1
"""As a bitmap: every word may be a reference, or anything else; look at all of them conservatively."""

ARRAY_LENGTH = 8
"""Offset of the number of slots in an object whose type has an `item_size`."""


class TypeInfo(Struct):
    """The description of one class: static data of the image, below 2 GiB."""
    header: u64  # a TypeInfo looks like an object itself
    size: u32  # of the fixed part in bytes, header included; a multiple of 8
    item_size: u32  # bytes of one slot of an Array; 0 when there are none
    pointers: u64  # bit i: word i of the fixed part is a reference; or EVERY_WORD
    item_pointers: u64  # the same for one slot
    id: u32
    last_id: u32  # subclasses have the ids from id to last_id
    name: u32  # address of a str object
    full_name: u32  # the same, with module and enclosing class


def type_of(address: int) -> TypeInfo:
    """The type of the object at this address: the low half of its header."""
    return TypeInfo.at(machine.load32(address))
