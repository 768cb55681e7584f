"""The primitives of `struct` write and read what CPython's `struct` does."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime import hosted

hosted.load()

from yarara.library import struct as ours
from yarara.simulation import simulation

NAMES = {"b": "byte", "B": "ubyte", "h": "short", "H": "ushort"}


def tried(function: Any, *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except (struct.error, ours.error, OverflowError) as failure:
        return "error", str(failure)


def packed(code: str, little: bool, value: Any) -> bytes:
    size = struct.calcsize("<" + code)
    address = simulation.allocate(size)
    if code == "e":
        ours.pack_float16(address, little, value)
    elif code == "f":
        ours.pack_float32(address, little, value)
    elif code == "d":
        ours.pack_float64(address, little, value)
    elif code.islower():
        ours.pack_signed(address, size, little, NAMES.get(code, code), value)
    else:
        ours.pack_unsigned(address, size, little, NAMES.get(code, code), value)
    return simulation.read_bytes(address, size)


def unpacked(code: str, little: bool, data: bytes) -> Any:
    address = simulation.allocate(len(data))
    simulation.write_bytes(address, data)
    if code == "e":
        return ours.unpack_float16(address, little)
    if code == "f":
        return ours.unpack_float32(address, little)
    if code == "d":
        return ours.unpack_float64(address, little)
    return (ours.unpack_signed if code.islower() else ours.unpack_unsigned)(address, len(data), little)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from("bBhHiIlLqQ"), st.booleans(), st.integers(-2**63, 2**63 - 1) | st.integers(-70000, 70000))
def test_integers_agree_with_cpython(code: str, little: bool, value: int) -> None:
    simulation.reset()
    mine = tried(packed, code, little, value)
    theirs = tried(struct.pack, ("<" if little else ">") + code, value)
    if isinstance(theirs, bytes):
        assert mine == theirs and unpacked(code, little, theirs) == value
    else:
        assert mine[0] == "error"


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from("efd"), st.booleans(), st.floats() | st.floats(width=16) | st.floats(-70000, 70000) | st.floats(-1e-5, 1e-5) | st.floats(width=32) | st.floats(-1e-37, 1e-37) | st.floats(3.3e38, 3.5e38))
def test_floats_agree_with_cpython(code: str, little: bool, value: float) -> None:
    simulation.reset()
    letter = ("<" if little else ">") + code
    mine, theirs = tried(packed, code, little, value), tried(struct.pack, letter, value)
    if value != value:
        return
    assert mine == theirs
    if isinstance(theirs, bytes):
        back = unpacked(code, little, theirs)
        assert struct.pack(letter, back) == theirs and back == struct.unpack(letter, theirs)[0]


@pytest.mark.parametrize("length, offset", [(3, 0), (4, 0), (8, 4), (8, 5), (8, -4), (8, -3), (8, -8), (8, -9), (0, 0)])
def test_windows_agree_with_cpython(length: int, offset: int) -> None:
    data = bytes(range(length))
    mine = tried(lambda: ours.unpack_signed(ours.window_to_read(data, offset, 4), 4, True))
    theirs = tried(lambda: struct.unpack_from("<i", data, offset)[0])
    assert mine == theirs
    array = hosted.Array(data)
    mine = tried(lambda: ours.pack_signed(ours.window_to_write(array, offset, 4), 4, True, "i", 7))
    reference = bytearray(data)
    assert mine == tried(lambda: struct.pack_into("<i", reference, offset, 7))
    assert array.real() == reference


def test_a_buffer_of_another_size_is_an_error() -> None:
    with pytest.raises(ours.error, match="unpack requires a buffer of 4 bytes"):
        ours.checked_address(b"abc", 4)
