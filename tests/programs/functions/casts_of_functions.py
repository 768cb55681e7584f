# A function that need not be given all of its parameters is cast to one that has fewer, and called through it.
from functools import partial
from typing import Callable, cast
def add(a: int, b: int = 2, *, c: int = 5) -> int:
    print(a, b, c)
    return a
def show(a: int) -> None:
    print("show", a)
f = cast(Callable[[], object], partial(add, 1, b=3))
print(f())
g: Callable[[], object] = partial(add, 1, b=3)
print(g())
h = cast(Callable[[int], int], add)
print(h(3))
k = cast(Callable[[int], object], show)
print(k(3))
m: Callable[[int], object] = show
print(m(3))
