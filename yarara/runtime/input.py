"""Lines from standard input: what `input()` and `sys.stdin` read."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.runtime.codecs import bytes_decode
from yarara.runtime.output import write_stdout

_CHUNK: Final = 8192
_NEW_LINE: Final = 10

_pending: bytearray = bytearray()
"""What was read and not yet asked for."""


def _read_more() -> bool:
    """Have more in `_pending`; False at the end."""
    from yarara.kernel import standard_input  # only programs that read have the driver

    chunk = bytes(_CHUNK)
    count = standard_input.read(machine.tail(chunk), _CHUNK)
    _pending.extend(chunk[:count])
    return count > 0


def _take(count: int) -> str:
    """The first bytes of `_pending` as text."""
    taken = bytes(_pending[:count])
    del _pending[:count]
    return bytes_decode(taken)


def read_line() -> str:
    """One line with its end; nothing at the end of the input."""
    searched = 0
    while True:
        found = _pending.find(_NEW_LINE, searched)
        if found >= 0:
            return _take(found + 1)
        searched = len(_pending)
        if not _read_more():
            return _take(len(_pending))


def read_all() -> str:
    """Everything up to the end of the input."""
    while _read_more():
        pass
    return _take(len(_pending))


def input_line(prompt: str) -> str:
    """`input(prompt)`. Raises EOFError at the end of the input."""
    write_stdout(prompt)
    line = read_line()
    if len(line) == 0:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")
