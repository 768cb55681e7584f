"""isinstance() of what is declared as a type variable: within the branch it is of the class that was tested."""

from typing import TypeVar, Sequence
class B:
    def __init__(self, x: int) -> None:
        self.x = x
class C(B):
    def __init__(self, x: int, y: str) -> None:
        super().__init__(x)
        self.y = y
T = TypeVar("T", bound=B)
U = TypeVar("U")
N = TypeVar("N", int, str)
def f(x: T) -> T:
    if isinstance(x, C):
        print("C", x.y)
        return x
    print("B", x.x)
    return x
def g(x: U) -> U:
    if isinstance(x, C):
        print("C", x.y.upper())
    elif isinstance(x, int):
        print("int", x + 1)
    elif isinstance(x, str):
        print("str", x.upper())
    else:
        print("other")
    return x
def h(x: N) -> N:
    if isinstance(x, int):
        return x + 1
    return x + "!"
def first(items: Sequence[T], wanted: type[T]) -> T | None:
    for item in items:
        if isinstance(item, wanted):
            return item
    return None
def names(items: list[U]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, C):
            found.append(item.y)
        elif isinstance(item, str):
            found.append(item)
    return found
f(B(1)); f(C(1, "yes"))
b: B = C(4, "z")
print(f(b).x)
g(B(1)); g(C(1, "yes")); g(3); g("s"); g(2.5)
o: object = C(1, "o")
g(o)
u: int | str = 3 if b.x else "x"
g(u)
print(h(1), h("a"))
bs: list[B] = [B(1), C(2, "two")]
print(names(bs), names([1, "b"]), names(["x"]))
got = first(bs, C)
print(got.x if got is not None else None)
