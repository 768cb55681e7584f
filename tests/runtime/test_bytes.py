"""`bytes` and `bytearray` do what CPython's do: every method on generated data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime import hosted

RUNTIME = hosted.load()

BYTES = st.sampled_from(b"aAbB  \t\n\r\x0b'\"\\0.9_\xe9\x00\xff")
DATA = st.lists(BYTES, max_size=20).map(bytes)
SHORT = st.lists(BYTES, max_size=2).map(bytes)
PART = SHORT | st.integers(-1, 256)
BOUND = st.none() | st.integers(-22, 22)
COUNT = st.integers(-2, 4)
WIDTH = st.integers(-1, 25)
FILL = st.sampled_from([b"*", b"", b"ab"])
STRIDE = st.none() | st.integers(-3, 3)

# Well-formed UTF-8, pieces of it, and what is forbidden at its edges (RFC 3629, section 4).
UTF_8 = st.lists(st.sampled_from([
    b"a", "é".encode(), "日".encode(), "😀".encode(), b"\x80", b"\xc1", b"\xe0", b"\xe0\x9f", b"\xed\xa0", b"\xf0\x8f", b"\xf4\x90",
    b"\xf4\x8f\xbf\xbf", b"\xf5", b"\xe2\x82", b"\xf0\x9f\x98", b"\xff",
]), max_size=6).map(b"".join)

SEARCHES: dict[str, tuple[Any, ...]] = {
    "find": (PART, BOUND, BOUND), "rfind": (PART, BOUND, BOUND), "index": (PART, BOUND, BOUND), "rindex": (PART, BOUND, BOUND),
    "count": (PART, BOUND, BOUND), "__contains__": (PART,),
    "startswith": (SHORT | st.tuples(SHORT, SHORT), BOUND, BOUND), "endswith": (SHORT | st.tuples(SHORT, SHORT), BOUND, BOUND),
}
COMMON: dict[str, tuple[Any, ...]] = {
    **SEARCHES,
    "partition": (SHORT,), "rpartition": (SHORT,), "replace": (SHORT, SHORT, COUNT),
    "split": (st.none() | SHORT, COUNT), "rsplit": (st.none() | SHORT, COUNT), "splitlines": (st.booleans(),),
    "strip": (st.none() | DATA,), "lstrip": (st.none() | DATA,), "rstrip": (st.none() | DATA,),
    "upper": (), "lower": (), "isdigit": (), "isascii": (),
    "join": (st.lists(SHORT, max_size=4),), "hex": (st.sampled_from(["-", "é", ":-"]), st.integers(-3, 3)),
    "__eq__": (DATA,), "__lt__": (DATA,), "__le__": (DATA,), "__gt__": (DATA,), "__ge__": (DATA,),
    "__add__": (DATA,), "__mul__": (COUNT,), "__getitem__": (st.integers(-22, 22),), "__repr__": (),
}
OF_BYTES: dict[str, tuple[Any, ...]] = {
    **COMMON,
    "removeprefix": (SHORT,), "removesuffix": (SHORT,),
    "center": (WIDTH, FILL), "ljust": (WIDTH, FILL), "rjust": (WIDTH, FILL), "zfill": (WIDTH,),
    "title": (), "capitalize": (), "swapcase": (),
    "isalpha": (), "isalnum": (), "isspace": (), "islower": (), "isupper": (),
}
MUTATIONS: dict[str, tuple[Any, ...]] = {
    "append": (st.integers(-1, 256),), "extend": (DATA | st.lists(st.integers(-1, 256), max_size=3),),
    "insert": (st.integers(-22, 22), st.integers(0, 255)), "pop": (st.integers(-22, 22),), "remove": (BYTES,), "clear": (),
    "reverse": (), "__setitem__": (st.integers(-22, 22), st.integers(-1, 256)), "__delitem__": (st.integers(-22, 22),),
    "__iadd__": (DATA,), "__imul__": (COUNT,),
}



def plain(result: Any) -> Any:
    """The outcome; where CPython has several texts for one error, only its class."""
    if isinstance(result, tuple) and len(result) == 2 and isinstance(result[0], type):
        return result[0]
    return result


@pytest.mark.parametrize("name", OF_BYTES)
def test_bytes_method_agrees_with_cpython(name: str) -> None:
    function = RUNTIME[f"bytes_{name.strip('_')}"]

    @settings(max_examples=50, deadline=None)
    @given(DATA, st.tuples(*OF_BYTES[name]))
    def agree(data: bytes, arguments: tuple[Any, ...]) -> None:
        assert plain(hosted.outcome(function, data, *arguments)) == plain(hosted.outcome(getattr(data, name), *arguments))

    agree()


@pytest.mark.parametrize("name", COMMON)
def test_bytearray_method_agrees_with_cpython(name: str) -> None:
    function = RUNTIME[f"bytearray_{name.strip('_')}"]

    @settings(max_examples=30, deadline=None)
    @given(DATA, st.tuples(*COMMON[name]))
    def agree(data: bytes, arguments: tuple[Any, ...]) -> None:
        ours = hosted.outcome(lambda: function(hosted.Array(data), *arguments))
        theirs = hosted.outcome(getattr(bytearray(data), name), *arguments)
        assert plain(ours) == plain(theirs) and type(ours) is type(theirs)

    agree()


@pytest.mark.parametrize("name", MUTATIONS)
def test_bytearray_mutation_agrees_with_cpython(name: str) -> None:
    function = RUNTIME[f"bytearray_{name.strip('_')}"]

    @settings(max_examples=50, deadline=None)
    @given(DATA, st.lists(st.tuples(*MUTATIONS[name]), max_size=4))
    def agree(data: bytes, calls: list[tuple[Any, ...]]) -> None:
        def ours() -> list[Any]:
            array = hosted.Array(data)
            return [(plain(_tried(function, array, *call)), array.real()) for call in calls]
        reference = bytearray(data)
        theirs = [(plain(_tried(getattr(bytearray, name), reference, *call)), bytearray(reference)) for call in calls]
        assert hosted.outcome(ours) == theirs

    agree()


def _tried(function: Any, *arguments: Any) -> Any:
    try:
        result = hosted.real(function(*arguments))
        return bytearray(result) if isinstance(result, bytearray) else result
    except (IndexError, ValueError) as error:
        return type(error), str(error)


@settings(max_examples=300, deadline=None)
@given(DATA, BOUND, BOUND, STRIDE)
def test_slices_agree_with_cpython(data: bytes, start: int | None, stop: int | None, step: int | None) -> None:
    theirs = hosted.outcome(lambda: data[start:stop:step])
    assert hosted.outcome(RUNTIME["bytes_getitem_slice"], data, start, stop, step) == theirs
    ours = hosted.outcome(lambda: RUNTIME["bytearray_getitem_slice"](hosted.Array(data), start, stop, step))
    assert ours == theirs


@settings(max_examples=200, deadline=None)
@given(DATA, BOUND, BOUND, STRIDE, SHORT | DATA)
def test_slice_assignment_and_deletion_agree_with_cpython(
    data: bytes, start: int | None, stop: int | None, step: int | None, value: bytes,
) -> None:
    def ours(function: Any, *more: Any) -> Any:
        array = hosted.Array(data)
        function(array, start, stop, step, *more)
        return array

    def assign() -> bytearray:
        array = bytearray(data)
        array[start:stop:step] = value
        return array

    def delete() -> bytearray:
        array = bytearray(data)
        del array[start:stop:step]
        return array

    assert hosted.outcome(ours, RUNTIME["bytearray_setitem_slice"], value) == hosted.outcome(assign)
    assert hosted.outcome(ours, RUNTIME["bytearray_delitem_slice"]) == hosted.outcome(delete)


def test_a_bytearray_can_be_appended_to_itself() -> None:
    array = hosted.Array(b"abc")
    for _ in range(4):
        RUNTIME["bytearray_iadd"](array, array)
    assert array.real() == b"abc" * 16


@settings(max_examples=300, deadline=None)
@given(UTF_8, st.sampled_from(["utf-8", "ascii", "latin-1"]), st.sampled_from(["strict", "ignore", "replace", "backslashreplace"]))
def test_decoding_agrees_with_cpython(data: bytes, encoding: str, errors: str) -> None:
    theirs = hosted.outcome(data.decode, encoding, errors)
    assert hosted.outcome(RUNTIME["bytes_decode"], data, encoding, errors) == theirs


@given(st.text(st.sampled_from("0aFg \t"), max_size=8))
def test_fromhex_agrees_with_cpython(text: str) -> None:
    assert hosted.outcome(RUNTIME["bytes_fromhex"], text) == hosted.outcome(bytes.fromhex, text)


@pytest.mark.parametrize("arguments", [(), (3,), (-1,), (b"ab",), ([1, 2],), ([256],), ("é", "utf-8"), (range(3),)], ids=repr)
def test_construction_agrees_with_cpython(arguments: tuple[Any, ...]) -> None:
    assert hosted.outcome(RUNTIME["bytes_new"], *arguments) == hosted.outcome(bytes, *arguments)
    assert plain(hosted.outcome(RUNTIME["bytearray_new"], *arguments)) == plain(hosted.outcome(bytearray, *arguments))
