"""ExitStack.push: the way out of something entered before, and functions that are told of the exception."""

from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Iterator, Optional


class Door:
    def __enter__(self) -> "Door":
        print("never entered")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        print("door", repr(error))


@contextmanager
def room(name: str) -> Iterator[str]:
    print("enter", name)
    try:
        yield name
    finally:
        print("leave", name)


def swallow(kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]) -> bool:
    print("swallow", kind.__name__ if kind else None, repr(error))
    return isinstance(error, ValueError)


def undo(fails: bool) -> None:
    with ExitStack() as stack:
        print(stack.push(Door()).__class__.__name__)
        stack.push(swallow)
        stack.push(lambda kind, error, trace: print("told", repr(error)))
        hall = room("hall")
        hall.__enter__()
        stack.push(hall)
        if fails:
            raise ValueError("inside")
        print("body")


undo(True)
undo(False)
