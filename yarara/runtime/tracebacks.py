"""How an exception that nobody handled is printed: CPython's text, on standard error."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.kernel import console
from yarara.machine import Array, Struct, u32, u64
from yarara.runtime.output import write_stderr

_REPEATS: Final = 3
"""Equal frames in a row that are shown before the rest are counted."""
_LINE: Final = 0xFFFFFF
_MOST_FRAMES: Final = 1000
"""Of a longer traceback only the innermost frames are shown."""

_HEADER: Final = "Traceback (most recent call last):\n"
_CAUSE: Final = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT: Final = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FunctionInfo(Struct):
    """What the compiler leaves in the image about a function that an exception may pass."""
    file_name: u64  # address of a str
    name: u64  # address of a str
    lines: u64  # address of the first of the file's `SourceLine`s; after the last comes the number 0


class SourceLine(Struct):
    """One line of source on which an exception may pass. Its text follows, without indentation, as UTF-8."""
    number: u32
    length: u32  # of the text, in bytes


class Site:
    """Where in a function an exception passed: a line and what is marked of it, as the compiler packs them (`marks.py`)."""

    def __init__(self, word: int) -> None:
        self.line = word & _LINE
        self.start = word >> 24 & 0x3FF  # columns of a terminal, from the first character that is no indentation
        self.end = word >> 34 & 0x3FF  # 0: no marks
        self.inner_start = word >> 44 & 0x3FF
        self.inner_end = word >> 54 & 0x3FF  # 0: no part of what is marked is told from the rest


def print_exception(error: BaseException) -> None:
    """Print the traceback of an exception and of those it came from."""
    cause = error.__cause__
    context = error.__context__
    if cause is not None:
        print_exception(cause)
        _print_between(_CAUSE)
    elif context is not None and not error.__suppress_context__:
        print_exception(context)
        _print_between(_CONTEXT)
    if machine.GROUPS and isinstance(error, BaseExceptionGroup):
        from yarara.runtime.group_tracebacks import print_group
        print_group(error)
        return
    print_frames(error, _HEADER)
    print_description(error)


def _print_between(text: str) -> None:
    if machine.GROUPS:
        for line in ("\n", text[1:-1], "\n"):
            _begin_line()
            write_stderr(line)
    else:
        write_stderr(text)


def _begin_line(edge: str = "| ") -> None:
    """The edges of the boxes around what is printed, in a program that has exception groups."""
    if machine.GROUPS:
        from yarara.runtime.group_tracebacks import write_margin
        write_margin(edge)


def print_description(error: BaseException) -> None:
    """The class, the text and the notes of an exception."""
    _begin_line()
    write_stderr(_description(error) + "\n")
    notes = error._notes
    if notes is not None:
        for note in notes:
            if machine.GROUPS:
                _print_lines(note)
            else:
                write_stderr(note + "\n")


def _print_lines(note: str) -> None:
    for line in note.split("\n"):
        _begin_line()
        write_stderr(line + "\n")


def exit_status(error: BaseException) -> int:
    """What the program ends with when this exception leaves its main module; prints what CPython prints."""
    if not isinstance(error, SystemExit):
        print_exception(error)
        return 1
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    write_stderr(str(code) + "\n")
    return 1


def _description(error: BaseException) -> str:
    name = _shown_name(type(error)._full_name)
    text = str(error)
    return name + ": " + text if text != "" else name


def _shown_name(qualified: str) -> str:
    return qualified.removeprefix("__main__.")


def print_frames(error: BaseException, header: str, edge: str = "| ") -> None:
    """The frames that an exception passed; `edge` is what comes before the header in a box."""
    trace = error._trace
    if trace is None:
        return
    _begin_line(edge)
    write_stderr(header)
    repeated = 0
    first = min(error._trace_length, 2 * _MOST_FRAMES) - 2
    at = first
    while at >= 0:
        if at < first and not _same_line(trace, at, at + 2):
            _print_repeats(repeated)
            repeated = 0
        repeated += 1
        if repeated <= _REPEATS:
            _print_frame(FunctionInfo.at(trace[at]), Site(trace[at + 1]))
        at -= 2
    _print_repeats(repeated)


def _same_line(trace: Array[int], one: int, other: int) -> bool:
    return FunctionInfo.at(trace[one]).name == FunctionInfo.at(trace[other]).name and (trace[one + 1] ^ trace[other + 1]) & _LINE == 0 \
        and FunctionInfo.at(trace[one]).file_name == FunctionInfo.at(trace[other]).file_name


def _print_repeats(count: int) -> None:
    if count > _REPEATS:
        more = count - _REPEATS
        _begin_line()
        write_stderr(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _print_frame(function: FunctionInfo, site: Site) -> None:
    file_name = machine.object_at(str, function.file_name)
    name = machine.object_at(str, function.name)
    _begin_line()
    write_stderr(f'  File "{file_name}", line {site.line}, in {name}\n')
    line = SourceLine.at(function.lines)
    while line.number != 0:
        if line.number == site.line:
            _begin_line()
            write_stderr("    ")
            console.write_error(line.address + SourceLine.SIZE, line.length)
            write_stderr("\n")
            _print_marks(site)
            return
        line = SourceLine.at(line.address + SourceLine.SIZE + line.length)


def _print_marks(site: Site) -> None:
    if site.end == 0:
        return
    _begin_line()
    _write_repeated(" ", 4 + site.start)
    if site.inner_end == 0:
        _write_repeated("^", site.end - site.start)
    else:
        _write_repeated("~", site.inner_start - site.start)
        _write_repeated("^", site.inner_end - site.inner_start)
        _write_repeated("~", site.end - site.inner_end)
    write_stderr("\n")


@machine.never_inline
def _write_repeated(character: str, count: int) -> None:
    for _ in range(count):
        console.write_error(machine.tail(character), 1)
