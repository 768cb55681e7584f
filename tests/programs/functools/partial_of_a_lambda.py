"""`partial` of a lambda: what is given tells the types of its parameters, and where it goes those of the others."""

from functools import partial
from typing import Callable


def apply(f: Callable[[int], int], n: int) -> int:
    return f(n)


def main(k: int) -> None:
    p = partial(lambda a, b: a * 10 + b, 3, k)
    print(p())
    open_end = partial(lambda a, b: a * 10 + b, 3)
    print(open_end(4))
    q: Callable[[str], str] = partial(lambda a, b: a + b, "x")
    print(q("y"))
    print(apply(partial(lambda a, b: a * b, k), 3))
    fs: list[Callable[[int], int]] = [partial(lambda a, b: a - b, n) for n in range(3)]
    print([f(1) for f in fs])
    gs: list[Callable[[], None]] = [partial(lambda name, n: print(name, n), "g", n=n) for n in range(3)]
    for g in gs:
        g()


main(4)
