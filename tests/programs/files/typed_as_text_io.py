"""`TextIO`, `BinaryIO` and `IO[str]` as types of parameters, attributes and variables: files, stdout, stderr."""

import os
import sys
from typing import IO, AnyStr, BinaryIO, ContextManager, TextIO

PATH = "/tmp/yarara_typed_as_text_io.txt"


class Report:
    def __init__(self, out: TextIO = sys.stdout, indent: int = 0) -> None:
        self.out = out
        self.indent = indent

    def line(self, text: str) -> "Report":
        print(" " * self.indent + text, file=self.out)
        return self


def copy(source: TextIO, target: IO[str]) -> int:
    count = 0
    for line in source:
        target.write(line.upper())
        count += 1
    return count


def size(file: BinaryIO) -> int:
    return len(file.read())


def both(first: AnyStr, second: AnyStr) -> AnyStr:
    return first + second


def first_line(opened: ContextManager[TextIO]) -> str:
    with opened as file:
        return file.readline().rstrip()


Report().line("to stdout").line("again")
Report(sys.stderr).line("to stderr")
with open(PATH, "w") as file:
    Report(file, 2).line("one").line("two")
    file.writelines(["three\n", "four\n"])
    print(file.writable(), file.readable())
with open(PATH) as source:
    print(copy(source, sys.stdout))
with open(PATH, "rb") as raw:
    print(size(raw))
print(first_line(open(PATH)))
outs: list[TextIO] = [sys.stdout, open(PATH, "a")]
for out in outs:
    out.write("last\n")
    out.flush()
with open(PATH) as source:
    print(source.readlines()[-1:], both("a", "b"), both(b"a", b"b"))
print(sys.stdout.writable(), sys.stdout.readable(), sys.stdin.readable(), sys.stdin.fileno())
try:
    sys.stdout.read()
except OSError as error:
    print(type(error).__name__, error, isinstance(error, ValueError))
os.remove(PATH)
