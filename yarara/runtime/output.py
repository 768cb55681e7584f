"""Text to standard output and standard error, as UTF-8."""

from __future__ import annotations

from typing import Protocol

from yarara import machine
from yarara.kernel import console
from yarara.runtime.codecs import encode_utf8
from yarara.runtime.error_handlers import BACKSLASH_REPLACE, STRICT


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


class Writer(Protocol):
    """A file object of a program."""

    def write(self, s: str, /) -> object: ...


def print_parts(stream: Writer, texts: list[str], separator: str, end: str) -> None:
    """`print` to a file object of a program: a call for each part."""
    for i in range(len(texts)):
        if i > 0:
            stream.write(separator)
        stream.write(texts[i])
    stream.write(end)


def text_or(text: str | None, default: str) -> str:
    """An option of `print` that may be None."""
    return default if text is None else text
