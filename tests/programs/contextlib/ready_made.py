"""closing, suppress, nullcontext, ExitStack, AbstractContextManager, ContextDecorator."""

from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, nullcontext, suppress
from types import TracebackType


class Door:
    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        print("close", self.name)


class Room(AbstractContextManager["Room"]):
    def __init__(self, name: str, swallows: bool = False) -> None:
        self.name, self.swallows = name, swallows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool:
        print("leave", self.name, repr(error))
        return self.swallows


class Logged(ContextDecorator):
    def __enter__(self) -> "Logged":
        print("begin")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        print("end", repr(error))


with closing(Door("front")) as door:
    print(door.name)
try:
    with closing(Door("back")):
        raise ValueError("inside")
except ValueError as error:
    print(error)
with suppress(KeyError, ZeroDivisionError):
    print(1 // 0)
with suppress(LookupError):
    print({"a": 1}["b"])
try:
    with suppress(KeyError):
        print([1][5])
except IndexError as index_error:
    print(index_error)
with nullcontext(5) as five:
    print(five)
with Room("hall") as room:
    print(room.name)
with Room("attic", swallows=True):
    raise RuntimeError("in the attic")


@Logged()
def work(n: int, scale: int = 2) -> int:
    print("working")
    return 100 // n * scale


def fail() -> None:
    """mypy believes that an ExitStack swallows nothing, and that what comes after a `raise` in its block is never reached."""
    raise KeyError("x")


print(work(5), work(10, scale=3))
try:
    work(0)
except ZeroDivisionError as zero:
    print(zero)
with ExitStack() as stack:
    rooms = [stack.enter_context(Room(name)) for name in ("a", "b")]
    stack.callback(print, "called back")
    door = stack.enter_context(closing(Door("stack")))
    print(len(rooms), door.name)
with ExitStack() as stack:
    stack.enter_context(Room("swallower", True))
    stack.enter_context(Room("inner"))
    fail()
kept = ExitStack()
with ExitStack() as stack:
    stack.callback(Door("later").close)
    kept = stack.pop_all()
print("still open")
kept.close()
