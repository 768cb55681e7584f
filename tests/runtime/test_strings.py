"""`str` does what CPython's `str` does: every method on generated text of all three kinds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime import hosted

RUNTIME = hosted.load()

# Few characters, so that parts are found; one of each kind, white space, case that expands, surrogates.
CHARACTERS = "aAbB  \t\n\r'\"\\0.9_é\xa0ßŉǆǅΣσς’\u2028ⅷ٣日ﬁ\ud800😀𐐀"
TEXT = st.text(st.sampled_from(CHARACTERS), max_size=12)
SHORT = st.text(st.sampled_from(CHARACTERS), max_size=2)
ANY_TEXT = st.text(max_size=8)
BOUND = st.none() | st.integers(-14, 14)
COUNT = st.integers(-2, 4)
WIDTH = st.integers(-1, 20)
FILL = st.sampled_from(["*", "日", "", "ab"])

METHODS: dict[str, tuple[Any, ...]] = {
    "find": (SHORT, BOUND, BOUND), "rfind": (SHORT, BOUND, BOUND), "index": (SHORT, BOUND, BOUND),
    "rindex": (SHORT, BOUND, BOUND), "count": (SHORT, BOUND, BOUND),
    "startswith": (SHORT | st.tuples(SHORT, SHORT), BOUND, BOUND),
    "endswith": (SHORT | st.tuples(SHORT, SHORT), BOUND, BOUND),
    "removeprefix": (SHORT,), "removesuffix": (SHORT,), "partition": (SHORT,), "rpartition": (SHORT,),
    "replace": (SHORT, SHORT, COUNT),
    "split": (st.none() | SHORT, COUNT), "rsplit": (st.none() | SHORT, COUNT), "splitlines": (st.booleans(),),
    "strip": (st.none() | TEXT,), "lstrip": (st.none() | TEXT,), "rstrip": (st.none() | TEXT,),
    "center": (WIDTH, FILL), "ljust": (WIDTH, FILL), "rjust": (WIDTH, FILL), "zfill": (WIDTH,),
    "expandtabs": (st.integers(-1, 9),),
    "upper": (), "lower": (), "title": (), "capitalize": (), "swapcase": (), "casefold": (),
    "isalpha": (), "isalnum": (), "isdecimal": (), "isdigit": (), "isnumeric": (), "isspace": (), "isprintable": (),
    "isascii": (), "isidentifier": (), "islower": (), "isupper": (), "istitle": (),
    "join": (st.lists(SHORT, max_size=4),),
    "encode": (st.sampled_from(["utf-8", "UTF8", "ascii", "latin-1", "ebcdic"]),
               st.sampled_from(["strict", "ignore", "replace", "backslashreplace"])),
    "__contains__": (SHORT,), "__eq__": (TEXT,), "__lt__": (TEXT,), "__le__": (TEXT,), "__gt__": (TEXT,), "__ge__": (TEXT,),
    "__add__": (TEXT,), "__mul__": (COUNT,), "__getitem__": (st.integers(-14, 14),), "__repr__": (),
}


@pytest.mark.parametrize("name", METHODS)
def test_method_agrees_with_cpython(name: str) -> None:
    function = RUNTIME[f"str_{name.strip('_')}"]

    @settings(max_examples=60, deadline=None)
    @given(TEXT | ANY_TEXT, st.tuples(*METHODS[name]))
    def agree(text: str, arguments: tuple[Any, ...]) -> None:
        assert hosted.outcome(function, text, *arguments) == hosted.outcome(getattr(text, name), *arguments)

    agree()


@settings(max_examples=300, deadline=None)
@given(TEXT, BOUND, BOUND, st.none() | st.integers(-3, 3))
def test_slice_agrees_with_cpython(text: str, start: int | None, stop: int | None, step: int | None) -> None:
    ours = hosted.outcome(RUNTIME["str_getitem_slice"], text, start, stop, step)
    assert ours == hosted.outcome(lambda: text[start:stop:step])


@given(TEXT)
def test_iterates_over_characters(text: str) -> None:
    assert list(RUNTIME["str_iter"](text)) == list(text)
    assert list(RUNTIME["str_reversed"](text)) == list(reversed(text))


@given(st.integers(-1, 0x110001))
def test_chr_and_ord_agree_with_cpython(code: int) -> None:
    assert hosted.outcome(RUNTIME["chr"], code) == hosted.outcome(chr, code)


@given(TEXT)
def test_ord_takes_exactly_one_character(text: str) -> None:
    assert hosted.outcome(RUNTIME["ord"], text) == hosted.outcome(ord, text)


@given(TEXT)
def test_ascii_escapes_what_is_not_ascii(text: str) -> None:
    assert hosted.outcome(RUNTIME["str_to_ascii"], repr(text)) == ascii(text)


def test_equal_text_hashes_equal_and_other_text_does_not() -> None:
    row = RUNTIME["hash_row"]
    from yarara import machine
    texts = [f"name {i}" for i in range(500)]
    hashes = {row(machine.tail(text), len(text)) for text in texts}
    assert len(hashes) == 500 and 0 not in hashes
    assert len({h & 0xFFF for h in hashes}) > 400, "the low bits choose a place in a table"
