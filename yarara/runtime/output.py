"""Text to standard output and standard error, as UTF-8."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.runtime.codecs import BACKSLASH_REPLACE, STRICT, encode_utf8


def write_stdout(text: str) -> None:
    """To standard output. Raises UnicodeEncodeError for a lone surrogate."""
    if text.isascii():
        console.write_output(machine.tail(text), len(text))
    else:
        data = encode_utf8(text, STRICT)
        console.write_output(machine.tail(data), len(data))


def write_stderr(text: str) -> None:
    """To standard error; what has no UTF-8 is written as an escape sequence."""
    if text.isascii():
        console.write_error(machine.tail(text), len(text))
    else:
        data = encode_utf8(text, BACKSLASH_REPLACE)
        console.write_error(machine.tail(data), len(data))
