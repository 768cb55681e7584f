"""How an exception group that nobody handled is printed: each of its exceptions in a box of its own, as CPython 3.11 draws them."""

from __future__ import annotations

from typing import Final

from yarara.runtime.output import write_stderr
from yarara.runtime.tracebacks import print_description, print_exception, print_frames

_MOST_PARTS: Final = 15
_DEEPEST: Final = 10
_HEADER: Final = "Exception Group Traceback (most recent call last):\n"

_depth: int = 0
"""How many boxes are around what is printed."""
_open: bool = False
"""Whether the box of the last part has no lower edge yet."""


def write_margin(edge: str = "| ") -> None:
    """The left edges of the boxes, at the start of each line."""
    if _depth > 0:
        _indent()
        write_stderr(edge)


def _indent() -> None:
    for _ in range(_depth):
        write_stderr("  ")


def print_group(error: BaseExceptionGroup[BaseException]) -> None:
    """A group without those it came from."""
    global _depth
    if _depth > _DEEPEST:
        write_margin()
        write_stderr(f"... (max_group_depth is {_DEEPEST})\n")
        return
    outermost = _depth == 0
    if outermost:
        _depth = 1
    print_frames(error, _HEADER, "+ " if outermost else "| ")
    print_description(error)
    _print_parts(error)
    if outermost:
        _depth = 0


def _print_parts(error: BaseExceptionGroup[BaseException]) -> None:
    global _depth, _open
    parts = error.exceptions
    shown = min(len(parts), _MOST_PARTS + 1)
    _open = False
    for i in range(shown):
        if i == shown - 1:
            _open = True
        _indent()
        title = str(i + 1) if i < _MOST_PARTS else "..."
        write_stderr(("+-" if i == 0 else "  ") + f"+---------------- {title} ----------------\n")
        _depth += 1
        if i < _MOST_PARTS:
            print_exception(parts[i])
        else:
            more = len(parts) - _MOST_PARTS
            write_margin()
            write_stderr(f"and {more} more exception{'s' if more > 1 else ''}\n")
        if i == shown - 1 and _open:
            _indent()
            write_stderr("+------------------------------------\n")
            _open = False
        _depth -= 1
