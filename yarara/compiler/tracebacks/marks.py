"""The marks that CPython 3.11 puts under the part of a line that failed.

The part is marked unless it is all of the line. An operator is marked within its operands, and a subscript within its value
(`tb_displayline` in Python/traceback.c).
"""

from __future__ import annotations

import ast
from functools import cache
from typing import NamedTuple

from yarara.compiler.diagnostics import terminal_width

_BLANKS = " \t\f"
_BLANK_BYTES = _BLANKS.encode()
_WIDEST = 1 << 10
_LINE_BITS, _COLUMN_BITS = 24, 10


class Span(NamedTuple):
    """A part of the source: lines from 1, columns in bytes of UTF-8 from 0, the end is behind the last."""

    line: int
    column: int
    end_line: int
    end_column: int


def packed_site(span: Span, text: str) -> int:
    """One word for the image: the line's number in the low 24 bits; above, 10 bits each, what is marked of the line without indentation.

    These are where it starts and ends and, when an operator or subscript is told from the rest, where that starts and ends, in
    columns of a terminal. All are 0 when nothing is marked.
    """
    data = text.encode()
    indentation = len(text) - len(text.lstrip(_BLANKS))
    one_line = span.line == span.end_line
    start, end = _characters(data, span.column), _characters(data, span.end_column) if one_line else _end_of_text(text)
    inner = _anchors(text[start:end]) if one_line else None
    word = span.line
    if inner is None and end - start == len(text) - indentation or terminal_width(text[:max(start, end)]) - indentation >= _WIDEST:
        return word
    columns = [min(start, end), end, *((start + at for at in inner) if inner else (indentation, indentation))]
    for index, column in enumerate(columns):
        word |= max(terminal_width(text[:column]) - indentation, 0) << _LINE_BITS + index * _COLUMN_BITS
    return word


def _characters(data: bytes, count: int) -> int:
    """How many characters so many bytes of UTF-8 are."""
    return len(data[:count].decode(errors="replace"))


def _end_of_text(text: str) -> int:
    """Behind the last character that is not blank; CPython looks at the bytes with a number of characters."""
    data, end = text.encode(), len(text)
    while end > 0 and data[end - 1] in _BLANK_BYTES:
        end -= 1
    return end


@cache
def _anchors(segment: str) -> tuple[int, int] | None:
    """Within an operation or a subscript: where the operator or the brackets start and end."""
    try:
        tree = ast.parse(segment)
    except (SyntaxError, ValueError):
        return None
    statement = tree.body[0] if len(tree.body) == 1 else None
    expression = statement.value if isinstance(statement, ast.Expr) else None
    data = segment.encode()
    if isinstance(expression, ast.BinOp):
        start, end = _operator(data, expression)
    elif isinstance(expression, ast.Subscript):
        start, end = _brackets(data, expression)
    else:
        return None
    return _characters(data, start), _characters(data, end)


def _operator(data: bytes, operation: ast.BinOp) -> tuple[int, int]:
    """Between the operands: the first character that is neither blank nor a closing parenthesis, and the next one."""
    start, limit = operation.left.end_col_offset or 0, operation.right.col_offset
    while start + 1 < limit and data[start] in _BLANK_BYTES + b")":
        start += 1
    return start, start + (2 if start + 1 < limit and data[start + 1] not in _BLANK_BYTES else 1)


def _brackets(data: bytes, subscript: ast.Subscript) -> tuple[int, int]:
    """From the opening bracket to the closing one."""
    start, end = data.find(b"[", subscript.value.end_col_offset), data.find(b"]", (subscript.slice.end_col_offset or 0) + 1)
    return start, len(data) if end < 0 else end + 1
