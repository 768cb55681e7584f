"""The lines of a Python file as CPython sees them."""

from __future__ import annotations

import tokenize


def source_lines(path: str) -> list[str]:
    """In the encoding that one of the first two lines names (PEP 263), else UTF-8. A form feed ends no line.

    Raises OSError, and ValueError where the file is not text in that encoding.
    """
    try:
        with tokenize.open(path) as file:
            return [line.removesuffix("\n") for line in file]
    except SyntaxError as error:
        raise ValueError(str(error).replace(f" for {path!r}", "")) from error
