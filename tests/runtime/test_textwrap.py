"""`textwrap` of the library against CPython's own, on random text."""

from __future__ import annotations

import textwrap as standard

from hypothesis import given
from hypothesis import strategies as st

from yarara.library import textwrap

TEXT = st.text(alphabet="ab -\t\n_.1", max_size=60)


@given(TEXT, st.integers(1, 20), st.booleans(), st.booleans(), st.booleans())
def test_wrap(text: str, width: int, breaks: bool, hyphens: bool, drops: bool) -> None:
    options = {"break_long_words": breaks, "break_on_hyphens": hyphens, "drop_whitespace": drops}
    assert textwrap.wrap(text, width, **options) == standard.wrap(text, width, **options)  # type: ignore[arg-type]


@given(TEXT, st.integers(6, 20), st.integers(1, 3))
def test_lines_may_be_few(text: str, width: int, most: int) -> None:
    assert textwrap.wrap(text, width, max_lines=most) == standard.wrap(text, width, max_lines=most)


@given(TEXT)
def test_indentation(text: str) -> None:
    assert textwrap.dedent(text) == standard.dedent(text)
    assert textwrap.indent(text, "> ") == standard.indent(text, "> ")
