"""`print(file=)`: a class of one's own sees each part and the flush, a file that may be None, options that may be None."""

import sys
from typing import Protocol, TextIO


class Writer(Protocol):
    def write(self, s: str, /) -> object: ...


class Log:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.flushes = 0

    def write(self, text: str) -> int:
        self.calls.append(text)
        return len(text)

    def flush(self) -> None:
        self.flushes += 1


class Count:
    """No `flush`."""

    total = 0

    def write(self, s: str, /) -> None:
        self.total += len(s)


def report(to: Writer, *values: object) -> None:
    print("report", *values, sep="; ", file=to)


def show(text: str, to: TextIO | None = None, end: str | None = None, sep: str | None = None) -> None:
    print(text, len(text), file=to, end=end, sep=sep)


log = Log()
print("a", 1, 2.5, file=log)
print(file=log)
print("x", "y", sep="", end="", file=log)
print(*[1, 2, 3], "z", sep="-", file=log, flush=True)
print("again", file=log, flush=len(log.calls) > 100)
print(log.calls, log.flushes)
count = Count()
report(count, 1, "two")
report(log, [3])
print(count.total, log.calls[-4:])
maybe: Log | None = log
print("into", file=maybe)
maybe = None if log.flushes else log
print("out", file=maybe, flush=True)
print(log.calls[-2:])
show("default")
show("to stdout", sys.stdout, end="!\n", sep="/")
show("to stderr", sys.stderr)
print("plain", file=None, sep=None, end=None)
