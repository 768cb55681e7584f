"""How an exception that nobody handled is printed: CPython's text, on standard error."""

from __future__ import annotations

from typing import Final

from yarara import machine
from yarara.machine import Struct, u64
from yarara.runtime.output import write_stderr

_REPEATS: Final = 3
"""Equal frames in a row that are shown before the rest are counted."""

_CAUSE: Final = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT: Final = "\nDuring handling of the above exception, another exception occurred:\n\n"


class FunctionInfo(Struct):
    """What the compiler leaves in the image about a function that an exception may pass."""
    file_name: u64  # address of a str
    name: u64  # address of a str, qualified
    count: u64  # of the lines below
    lines: u64  # address of `SourceLine`s


class SourceLine(Struct):
    """One line of source on which an exception may pass."""
    number: u64
    text: u64  # address of a str, without indentation


def print_exception(error: BaseException) -> None:
    """Print the traceback of an exception and of those it came from."""
    cause = error.__cause__
    context = error.__context__
    if cause is not None:
        print_exception(cause)
        write_stderr(_CAUSE)
    elif context is not None and not error.__suppress_context__:
        print_exception(context)
        write_stderr(_CONTEXT)
    _print_frames(error)
    write_stderr(_description(error) + "\n")
    notes = error._notes
    if notes is not None:
        for note in notes:
            write_stderr(note + "\n")


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


def _print_frames(error: BaseException) -> None:
    trace = error._trace
    if trace is None:
        return
    write_stderr("Traceback (most recent call last):\n")
    repeated = 0
    at = error._trace_length - 2
    while at >= 0:
        same = at + 2 < error._trace_length and trace[at] == trace[at + 2] and trace[at + 1] == trace[at + 3]
        if not same:
            _print_repeats(repeated)
            repeated = 0
        repeated += 1
        if repeated <= _REPEATS:
            _print_frame(FunctionInfo.at(trace[at]), trace[at + 1])
        at -= 2
    _print_repeats(repeated)


def _print_repeats(count: int) -> None:
    if count > _REPEATS:
        more = count - _REPEATS
        write_stderr(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


def _print_frame(function: FunctionInfo, line: int) -> None:
    file_name = machine.object_at(str, function.file_name)
    name = machine.object_at(str, function.name)
    write_stderr(f'  File "{file_name}", line {line}, in {name}\n')
    for i in range(function.count):
        entry = SourceLine.at(function.lines + i * SourceLine.SIZE)
        if entry.number == line and entry.text != 0:
            write_stderr("    " + machine.object_at(str, entry.text) + "\n")
            return
