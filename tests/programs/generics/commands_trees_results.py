"""Generic classes: commands with ParamSpec, protocols, trees, results, repositories; protocols of functions."""
from __future__ import annotations
from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, Protocol, TypeVar

T = TypeVar("T")
U = TypeVar("U")
P = ParamSpec("P")


class Command(Generic[P, T]):
    def __init__(self, function: Callable[P, T]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        self.calls += 1
        return self.function(*args, **kwargs)


@Command
def greet(name: str, punctuation: str = "!") -> str:
    return "hello " + name + punctuation


print(greet("ann"), greet("bob", punctuation="?"), greet.calls)


class Comparable(Protocol):
    def __lt__(self, other: "Comparable") -> bool: ...


S_co = TypeVar("S_co", covariant=True)


class Box(Protocol[S_co]):
    def get(self) -> S_co: ...


class Cell(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    def get(self) -> T:
        return self.value

    def map(self, f: Callable[[T], U]) -> Cell[U]:
        return Cell(f(self.value))


class Lazy(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make

    def get(self) -> T:
        return self.make()


def both(a: Box[T], b: Box[U]) -> tuple[T, U]:
    return a.get(), b.get()


print(both(Cell(1), Lazy(lambda: "x")), Cell(2).map(str).get() + "!", Cell("a").map(len).map(lambda n: n * 2.5).get())


class Node(Generic[T]):
    def __init__(self, value: T, children: list[Node[T]] | None = None) -> None:
        self.value = value
        self.children: list[Node[T]] = children or []

    def __iter__(self) -> Iterator[T]:
        yield self.value
        for child in self.children:
            yield from child

    def map(self, f: Callable[[T], U]) -> Node[U]:
        return Node(f(self.value), [c.map(f) for c in self.children])

    def fold(self, f: Callable[[T, list[U]], U]) -> U:
        return f(self.value, [c.fold(f) for c in self.children])


tree = Node(1, [Node(2, [Node(3)]), Node(4)])
print(list(tree), list(tree.map(lambda n: f"<{n}>")), tree.fold(lambda v, rs: v + sum(rs)))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> Stack[T]:
        self.items.append(item)
        return self


class Named(Stack[str]):
    def joined(self) -> str:
        return "-".join(self.items)


n = Named()
n.push("a").push("b")
print(n.joined(), Stack[int]().push(1).items)


class Result(Generic[T]):
    def __init__(self, value: T | None, error: str = "") -> None:
        self.value, self.error = value, error

    @classmethod
    def ok(cls, value: T) -> Result[T]:
        return cls(value)

    @classmethod
    def fail(cls, error: str) -> Result[T]:
        return cls(None, error)

    def then(self, f: Callable[[T], Result[U]]) -> Result[U]:
        if self.value is None:
            return Result(None, self.error)
        return f(self.value)


def half(n: int) -> Result[int]:
    return Result.ok(n // 2) if n % 2 == 0 else Result.fail(f"{n} is odd")


r = Result.ok(12).then(half).then(half)
print(r.value, r.error, r.then(half).error, r.then(half).then(half).error)


class Repository(Generic[T]):
    def __init__(self, key: Callable[[T], str]) -> None:
        self.by: dict[str, T] = {}
        self.key = key

    def add(self, item: T) -> T:
        self.by[self.key(item)] = item
        return item

    def __getitem__(self, key: str) -> T:
        return self.by[key]

    def __contains__(self, key: str) -> bool:
        return key in self.by


rep: Repository[int] = Repository(str)
rep.add(5)
print(rep["5"], "5" in rep, "6" in rep)
class Handler(Protocol):
    def __call__(self, name: str, *, loud: bool = False) -> str: ...
def plain(name: str, *, loud: bool = False) -> str:
    return name.upper() if loud else name
def run(h: Handler) -> str:
    return h("x") + h("y", loud=True)
class Obj:
    def __call__(self, name: str, *, loud: bool = False) -> str:
        return f"{name}{loud}"
print(run(plain), run(Obj()))
