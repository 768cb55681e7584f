"""`contextlib.redirect_stdout` and `redirect_stderr`: another object takes the place of the stream in `sys`."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Callable, Generic, Protocol, TypeVar

from yarara import machine
from yarara.runtime.output import write_stdout

if not machine.COMPILED or TYPE_CHECKING:
    from _sys import TextOutput  # a program that imports `contextlib` for something else has no streams for it


class Writer(Protocol):
    """What can take the place of a stream."""

    def write(self, s: str, /) -> object: ...


W = TypeVar("W", bound=Writer)


class RedirectedOutput(TextOutput):
    """What `sys.stdout` is meanwhile: it hands on what is written to it."""

    def __init__(self, write: Callable[[str], object], is_error: bool) -> None:
        super().__init__(is_error)
        self._write = write

    def write(self, text: str) -> int:
        self._write(text)
        return len(text)


class redirect_stdout(Generic[W]):
    """What is printed goes to this object instead; it may be entered several times."""

    def __init__(self, new_target: W) -> None:
        self._new_target = new_target
        self._old_targets: list[TextOutput] = []

    def __enter__(self) -> W:
        import _sys
        self._old_targets.append(_sys.stdout)
        _sys.stdout = RedirectedOutput(self._new_target.write, False)
        return self._new_target

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        import _sys
        _sys.stdout = self._old_targets.pop()


class redirect_stderr(Generic[W]):
    """What is written to `sys.stderr` goes to this object instead."""

    def __init__(self, new_target: W) -> None:
        self._new_target = new_target
        self._old_targets: list[TextOutput] = []

    def __enter__(self) -> W:
        import _sys
        self._old_targets.append(_sys.stderr)
        _sys.stderr = RedirectedOutput(self._new_target.write, True)
        return self._new_target

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        import _sys
        _sys.stderr = self._old_targets.pop()


def print_to_stdout(texts: list[str], separator: str, end: str) -> None:
    """`print` in a program that redirects: to whatever `sys.stdout` is, a call for each part."""
    import _sys
    stream = _sys.stdout
    if not isinstance(stream, RedirectedOutput):
        write_stdout(separator.join(texts) + end)
        return
    for i in range(len(texts)):
        if i > 0:
            stream.write(separator)
        stream.write(texts[i])
    stream.write(end)
