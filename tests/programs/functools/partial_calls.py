from functools import partial
from typing import Callable
def power(base: int, exponent: int = 2, *, mod: int = 0) -> int:
    r = base ** exponent
    return r % mod if mod else r
sq = partial(power)
cube = partial(power, exponent=3)
two = partial(power, 2)
print(sq(5), cube(3), two(10), two(), partial(power, 3, 4)(), partial(power, mod=7)(5, 2), cube(2, exponent=4))
binary = partial(int, base=2)
print(binary("1011"), [binary(b) for b in ("1", "10")])
say = partial(print, "hey", sep="-")
say("you")
table: dict[str, Callable[[int], int]] = {"cube": cube, "two": two}
for k, f in table.items():
    print(k, f(4))
class Acc:
    def __init__(self, n: int) -> None:
        self.n = n
    def add(self, k: int, m: int) -> int:
        self.n += k * m
        return self.n
acc = Acc(1)
inc = partial(acc.add, 2)
print(inc(3), inc(4))
make = partial(Acc, 9)
print(make().n)
print(list(map(partial(power, exponent=2), [1, 2, 3])))
def greet(a: str, b: str, c: str) -> str: return f"{a} {b} {c}"
print(partial(partial(greet, "a"), "b")("c"), partial(greet, c="z")("x", "y"))
