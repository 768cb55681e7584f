"""`open()`."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files import mounts
from yarara.kernel.files.filesystem import CREATE, EXCLUSIVE, READ, TRUNCATE, WRITE, file_error
from yarara.library._file_objects import SEEK_END, BufferedFile, TextIOWrapper, check_newline
from yarara.library._wide_files import WideTextFile
from yarara.runtime.error_numbers import EISDIR


def open_binary(file: str, mode: str, buffering: int = -1) -> BufferedFile:
    """`open(file, "rb")` and its like. Raises OSError, ValueError for a mode that is none."""
    flags = _flags(mode)
    place = mounts.find(file)
    if flags & WRITE == 0 and place.status().is_directory():
        raise file_error(EISDIR, file)
    opened = place.open(flags)
    result = BufferedFile(opened, file, mode, "a" in mode)
    if "a" in mode:
        result.seek(0, SEEK_END)
    return result


def open_text(file: str, mode: str = "r", buffering: int = -1, encoding: str | None = None, errors: str | None = None,
              newline: str | None = None) -> TextIOWrapper:
    """`open(file)`, in UTF-8 unless another encoding is named."""
    check_newline(newline)
    if len("\n".encode("utf-8" if encoding is None else encoding)) != 1:  # lines cannot be found by their last byte
        if machine.WIDE_CODECS and encoding is not None:
            return WideTextFile(open_binary(file, mode), encoding.lower(), "strict" if errors is None else errors, newline)
        raise LookupError(f"unknown encoding of a file: {encoding}")
    return TextIOWrapper(open_binary(file, mode), "utf-8" if encoding is None else encoding.lower(), "strict" if errors is None else errors, newline)


def _flags(mode: str) -> int:
    kinds = 0
    flags = 0
    for letter in mode:
        if letter not in "rwxabt+" or mode.count(letter) > 1:
            raise ValueError(f"invalid mode: {mode!r}")
        if letter in "rwxa":
            kinds += 1
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    if kinds != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "r" in mode:
        flags = READ
    elif "w" in mode:
        flags = WRITE | CREATE | TRUNCATE
    elif "x" in mode:
        flags = WRITE | CREATE | EXCLUSIVE
    else:
        flags = WRITE | CREATE
    return flags | READ | WRITE if "+" in mode else flags
