"""`contextlib.redirect_stdout` and `redirect_stderr`: nested, left by an exception, to a class of one's own."""

import contextlib
import io
import sys
from sys import stdout as first_stdout


class Pieces:
    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, s: str) -> int:
        self.pieces.append(s)
        return len(s)


def work(name: str) -> int:
    print("working on", name)
    sys.stdout.write("still working\n")
    return len(name)


def fail() -> None:
    print("about to fail")
    raise ValueError("failed")


def main() -> None:
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer) as given:
        print(work("this"))
        print(given is buffer, "inside")
    print("outside", repr(buffer.getvalue()))
    inner = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        with contextlib.redirect_stdout(inner):
            print("to the inner one")
        print("to the outer one")
    print(repr(inner.getvalue()), repr(buffer.getvalue()[-17:]))
    try:
        with contextlib.redirect_stdout(inner):
            fail()
    except ValueError as error:
        print(error, repr(inner.getvalue()))
    pieces = Pieces()
    with contextlib.redirect_stdout(pieces):
        print("a", 1, sep="-")
        print(*[1, 2, 3])
        print()
    print(pieces.pieces)
    real = sys.stdout
    with contextlib.redirect_stdout(io.StringIO()):
        print("lost")
        print("kept", file=real)
        first_stdout.write("kept, too\n")
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        print("an error", file=sys.stderr)
        sys.stderr.write("another\n")
    print(repr(errors.getvalue()))
    manager = contextlib.redirect_stdout(buffer)
    with manager:
        with manager:
            print("twice")
        print("once")
    print(buffer.getvalue().splitlines()[-2:])


main()
