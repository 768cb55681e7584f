"""What the built-in exception classes do: their arguments, their text, the trace of frames they passed.

The classes themselves are declared in the typeshed.
"""

from __future__ import annotations

from typing import Final, TypeVar

from yarara import machine
from yarara.machine import Array
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import (
    EACCES, EAGAIN, EALREADY, ECHILD, ECONNABORTED, ECONNREFUSED, ECONNRESET, EEXIST, EINPROGRESS, EINTR, EISDIR, ENOENT, ENOTDIR,
    EPERM, EPIPE, ESHUTDOWN, ESRCH, ETIMEDOUT,
)
from yarara.runtime.string_repr import str_to_ascii

E = TypeVar("E", bound=BaseException)

_FIRST_FRAMES: Final = 8


# -- every exception ---------------------------------------------------------------------------------------------------

def baseexception_init(self: BaseException, *args: object) -> None:
    self.args = args


def exception_arguments(self: BaseException) -> tuple[object, ...]:
    """`args`, also when a class of one's own did not call `super().__init__`."""
    if machine.address_of(self.args) == 0:
        self.args = ()
    return self.args


def baseexception_str(self: BaseException) -> str:
    args = exception_arguments(self)
    if len(args) == 0:
        return ""
    if len(args) == 1:
        return str(args[0])
    return repr(args)


def baseexception_repr(self: BaseException) -> str:
    args = exception_arguments(self)
    if len(args) == 1:
        return type(self).__name__ + "(" + repr(args[0]) + ")"
    return type(self).__name__ + repr(args)


def baseexception_add_note(self: BaseException, note: str) -> None:
    notes = self._notes
    if notes is None:
        self._notes = [note]
    else:
        notes.append(note)


def baseexception_notes(self: BaseException) -> list[str]:
    notes = self._notes
    if notes is None:
        raise AttributeError("'" + type(self).__name__ + "' object has no attribute '__notes__'")
    return notes


def baseexception_with_traceback(self: E, traceback: object) -> E:
    """What a traceback holds is kept here in another way: only the exception itself is given back."""
    return self


def add_traceback(error: BaseException, function: int, site: int) -> None:
    """An exception leaves a frame: called by compiled code, innermost frame first. `function` is a `FunctionInfo`, `site` a packed `Site`."""
    try:
        trace = error._trace
        if trace is None:
            trace = error._trace = Array(2 * _FIRST_FRAMES)
        used = error._trace_length
        if used == len(trace):
            larger: Array[int] = Array(2 * used)
            larger.copy_from(0, trace, 0, used)
            trace = error._trace = larger
        trace[used] = function
        trace[used + 1] = site
        error._trace_length = used + 2
    except MemoryError:
        error._trace_length = error._trace_length // 4 * 2  # what lies in the middle is lost; so not each frame asks again, which is a collection


def trace_length(error: BaseException) -> int:
    """How much of a trace there is, for `shorten_trace`."""
    return error._trace_length


def shorten_trace(error: BaseException, length: int) -> None:
    """Forget the frames that an exception left since: `error.__traceback__ = earlier`."""
    error._trace_length = length


def set_context(error: BaseException, handled: BaseException) -> None:
    """`error` is raised by a `raise` statement while `handled` is handled."""
    if error is not handled:
        _forget_context(handled, error)
        error.__context__ = handled


def chain_context(error: BaseException, handled: BaseException) -> None:
    """`error` leaves a block that handles `handled`: if it does not know so yet, the end of its history does."""
    _forget_context(handled, error)
    at = error
    while at is not handled:
        context = at.__context__
        if context is None:
            at.__context__ = handled
            return
        at = context


def _forget_context(error: BaseException, forgotten: BaseException) -> None:
    """Cut a history before `forgotten`, so that it has no circle."""
    at = error
    while True:
        context = at.__context__
        if context is None:
            return
        if context is forgotten:
            at.__context__ = None
            return
        at = context


# -- those with more to say --------------------------------------------------------------------------------------------

def keyerror_str(self: KeyError) -> str:
    args = exception_arguments(self)
    if len(args) == 1:
        return repr(args[0])
    return baseexception_str(self)


def systemexit_init(self: SystemExit, *args: object) -> None:
    self.args = args
    if len(args) == 1:
        self.code = args[0]
    elif len(args) > 1:
        self.code = args


def stopiteration_init(self: StopIteration, *args: object) -> None:
    self.args = args
    if len(args) > 0:
        self.value = args[0]


def oserror_init(self: OSError, *args: object) -> None:
    _set_os_arguments(self, args)


def _set_os_arguments(self: OSError, args: tuple[object, ...]) -> None:
    """`OSError(errno, strerror, filename)`, or any other arguments without a meaning of their own."""
    self.args = args
    if len(args) < 2 or len(args) > 5:
        return
    number = args[0]
    text = args[1]
    if isinstance(number, int):
        self.errno = number
    if isinstance(text, str):
        self.strerror = text
    if len(args) > 2:
        name = args[2]
        if isinstance(name, str):
            self.filename = name
        self.args = (number, text)


def oserror_str(self: OSError) -> str:
    if self.errno is None or self.strerror is None:
        return baseexception_str(self)
    text = f"[Errno {self.errno}] {self.strerror}"
    if self.filename is not None:
        text += f": {self.filename!r}"
    return text


def oserror_new(*args: object) -> OSError:
    """`OSError(...)`: the class that stands for the error number, if it has one (PEP 3151)."""
    error = _error_of_number(args[0]) if len(args) >= 2 else _plain_error()
    _set_os_arguments(error, args)
    return error


def os_error(number: int) -> OSError:
    """The exception for an error number, with its text."""
    return oserror_new(number, error_message(number))


def _plain_error() -> OSError:
    return machine.allocate_with_tail(OSError, 0)


def _error_of_number(number: object) -> OSError:
    if not isinstance(number, int):
        return _plain_error()
    if number == ECONNREFUSED:
        return ConnectionRefusedError()
    if number == ECONNRESET:
        return ConnectionResetError()
    if number == ECONNABORTED:
        return ConnectionAbortedError()
    if number == EPIPE or number == ESHUTDOWN:
        return BrokenPipeError()
    if number == ETIMEDOUT:
        return TimeoutError()
    if number == EAGAIN or number == EALREADY or number == EINPROGRESS:
        return BlockingIOError()
    if number == EINTR:
        return InterruptedError()
    if number == EACCES or number == EPERM:
        return PermissionError()
    return _file_error(number)


def _file_error(number: int) -> OSError:
    if number == ENOENT:
        return FileNotFoundError()
    if number == EEXIST:
        return FileExistsError()
    if number == EISDIR:
        return IsADirectoryError()
    if number == ENOTDIR:
        return NotADirectoryError()
    if number == ECHILD:
        return ChildProcessError()
    if number == ESRCH:
        return ProcessLookupError()
    return _plain_error()


# -- text that cannot be converted -------------------------------------------------------------------------------------

def unicodedecodeerror_init(
    self: UnicodeDecodeError, encoding: str, data: bytes, start: int, end: int, reason: str
) -> None:
    self.args = (encoding, data, start, end, reason)
    self.encoding = encoding
    self.object = data
    self.start = start
    self.end = end
    self.reason = reason


def unicodedecodeerror_str(self: UnicodeDecodeError) -> str:
    if self.end == self.start + 1:
        return f"'{self.encoding}' codec can't decode byte 0x{self.object[self.start]:02x} in position {self.start}: {self.reason}"
    return f"'{self.encoding}' codec can't decode bytes in position {self.start}-{self.end - 1}: {self.reason}"


def unicodeencodeerror_init(
    self: UnicodeEncodeError, encoding: str, text: str, start: int, end: int, reason: str
) -> None:
    self.args = (encoding, text, start, end, reason)
    self.encoding = encoding
    self.object = text
    self.start = start
    self.end = end
    self.reason = reason


def unicodeencodeerror_str(self: UnicodeEncodeError) -> str:
    if self.end == self.start + 1:
        character = str_to_ascii(self.object[self.start])
        return f"'{self.encoding}' codec can't encode character '{character}' in position {self.start}: {self.reason}"
    return f"'{self.encoding}' codec can't encode characters in position {self.start}-{self.end - 1}: {self.reason}"
