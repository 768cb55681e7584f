"""What a call did to an attribute or variable that was assigned None, or was narrowed: the tests behind the call ask the value, and its text is that of the value."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class Cell(Generic[T]):
    def __init__(self) -> None:
        self.value: T | None = None

    def take(self) -> T | None:
        found, self.value = self.value, None
        return found

    def reset(self, filler: "Filler") -> None:
        self.value = None
        filler.fill()
        if self.value is None:
            print("still empty")
        else:
            print("filled again")


class Filler:
    def __init__(self, cell: Cell[int]) -> None:
        self.cell = cell

    def fill(self) -> None:
        self.cell.value = 7


def best_of(items: list[int]) -> None:
    best: int | None = None
    seen = None

    def visit(item: int) -> None:
        nonlocal best, seen
        if best is None or item > best:
            best = item
        seen = item

    for item in items:
        visit(item)
    if best is None:
        print("nothing")
    else:
        print("best", best + 1)
    print(seen)


@dataclass
class Node:
    name: str
    parent: "Node | None" = None
    anything: object = None

    def detach(self) -> None:
        self.parent = None
        self.anything = None
        self.attach()
        if self.parent is not None:
            print("attached", self.parent.name, self.anything)

    def attach(self) -> None:
        self.parent = Node("root")
        self.anything = 3


cell: Cell[int] = Cell()
cell.reset(Filler(cell))
print(cell.take(), cell.take())
best_of([3, 9, 4])
best_of([])
Node("leaf").detach()

connection: str | None = None


def connect() -> None:
    global connection
    connection = "open"


connect()
if connection is not None:
    print(connection.upper())
else:
    print("closed")


class Session:
    def __init__(self) -> None:
        self.user: str | None = None
        self.visits: int | None = None
        self.share: float | None = None

    def close(self) -> None:
        self.user = None
        self.visits = None
        self.share = None


def shown_after_a_call() -> None:
    session = Session()
    session.user, session.visits, session.share = "ada", 4, 0.5
    if session.user is not None and session.visits is not None and session.share is not None:
        session.close()
        print(session.user, session.visits, session.share)
        print(f"{session.user} {session.visits!r}", str(session.user) + repr(session.visits))
        print("%s|%5s|%r" % (session.user, session.visits, session.share), "{}".format(session.visits))
        try:
            print("%d" % session.visits)
        except TypeError as error:
            print(error)
        try:
            print(f"{session.share:.2f}")
        except TypeError as error:
            print(error)


shown_after_a_call()
