"""State machines, visitors, iterators, context managers, exceptions."""
from __future__ import annotations
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence, Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Generic, TypeVar, Optional, Literal, Final, NamedTuple, cast

T = TypeVar("T")
R = TypeVar("R")

class Visitor(ABC, Generic[R]):
    @abstractmethod
    def visit_num(self, n: Num) -> R: ...
    @abstractmethod
    def visit_add(self, a: Add) -> R: ...
    @abstractmethod
    def visit_mul(self, m: Mul) -> R: ...

class Node(ABC):
    @abstractmethod
    def accept(self, v: Visitor[R]) -> R: ...

@dataclass
class Num(Node):
    value: int
    def accept(self, v: Visitor[R]) -> R:
        return v.visit_num(self)

@dataclass
class Add(Node):
    left: Node
    right: Node
    def accept(self, v: Visitor[R]) -> R:
        return v.visit_add(self)

@dataclass
class Mul(Node):
    left: Node
    right: Node
    def accept(self, v: Visitor[R]) -> R:
        return v.visit_mul(self)

class Evaluate(Visitor[int]):
    def visit_num(self, n: Num) -> int:
        return n.value
    def visit_add(self, a: Add) -> int:
        return a.left.accept(self) + a.right.accept(self)
    def visit_mul(self, m: Mul) -> int:
        return m.left.accept(self) * m.right.accept(self)

class Show(Visitor[str]):
    def visit_num(self, n: Num) -> str:
        return str(n.value)
    def visit_add(self, a: Add) -> str:
        return f"({a.left.accept(self)} + {a.right.accept(self)})"
    def visit_mul(self, m: Mul) -> str:
        return f"{m.left.accept(self)} * {m.right.accept(self)}"

class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"

TRANSITIONS: Final[Mapping[tuple[State, str], State]] = {
    (State.IDLE, "start"): State.RUNNING,
    (State.RUNNING, "stop"): State.DONE,
    (State.RUNNING, "pause"): State.IDLE,
}

class Machine:
    def __init__(self) -> None:
        self.state = State.IDLE
        self.history: list[tuple[State, str, State]] = []
        self.listeners: list[Callable[[State, State], None]] = []

    def fire(self, event: str) -> bool:
        new = TRANSITIONS.get((self.state, event))
        if new is None:
            return False
        old, self.state = self.state, new
        self.history.append((old, event, new))
        for listener in self.listeners:
            listener(old, new)
        return True

class Resource(AbstractContextManager["Resource"]):
    log: list[str] = []
    def __init__(self, name: str, swallow: bool = False) -> None:
        self.name = name
        self.swallow = swallow
    def __enter__(self) -> Resource:
        self.log.append(f"+{self.name}")
        return self
    def __exit__(self, t: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> bool:
        self.log.append(f"-{self.name}({t.__name__ if t else None})")
        return self.swallow

class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n
    def __iter__(self) -> Iterator[int]:
        return self
    def __next__(self) -> int:
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class AppError(Exception):
    code: int = 1
class NotFound(AppError):
    code = 404
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
    def __str__(self) -> str:
        return f"{self.what!r} not found"

def find(table: Mapping[str, T], key: str) -> T:
    try:
        return table[key]
    except KeyError as e:
        raise NotFound(key) from e

def main() -> int:
    tree: Node = Add(Num(2), Mul(Num(3), Add(Num(4), Num(5))))
    print(tree.accept(Show()), "=", tree.accept(Evaluate()))
    print(tree)
    m = Machine()
    m.listeners.append(lambda old, new: print(f"  {old.value} -> {new.value}"))
    print([m.fire(e) for e in ("stop", "start", "pause", "start", "stop", "start")], m.state, len(m.history))
    with Resource("a"), Resource("b", swallow=True) as b:
        print(b.name)
        raise ValueError("x")
    with ExitStack() as stack:
        rs = [stack.enter_context(Resource(f"r{i}")) for i in range(3)]
        print(len(rs))
    print(Resource.log)
    print(list(Countdown(4)), sum(Countdown(10)), [*Countdown(2)], 3 in Countdown(5), max(Countdown(7)))
    try:
        find({"a": 1}, "b")
    except AppError as e:
        print(type(e).__name__, e, e.code, type(e.__cause__).__name__)
    first: Optional[str] = None
    for attempt in range(3):
        try:
            if attempt == 0:
                raise NotFound("zero")
            elif attempt == 1:
                continue
            first = f"ok{attempt}"
        except NotFound as nf:
            print("caught", nf.what)
        else:
            print("else", attempt)
            break
        finally:
            print("finally", attempt)
    print(first)
    return 3

if __name__ == "__main__":
    sys.exit(main())
