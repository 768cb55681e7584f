from typing import Callable
def fs() -> list[Callable[[], int]]:
    return [lambda: i for i in range(3)]
print([f() for f in fs()])
def g(n: int) -> list[int]:
    return [sum(x * y for y in range(3)) for x in range(n)]
print(g(4))
def h(rows: list[list[int]]) -> list[bool]:
    return [all(v % k == 0 for v in rows[0]) for k in (1, 2, 3)]
print(h([[2, 4]]))
def gen(n: int) -> list[list[int]]:
    its = [(x * y for y in range(3)) for x in range(n)]
    return [list(i) for i in its]
print(gen(3))
def table(n: int) -> list[list[Callable[[int], int]]]:
    return [[lambda x: x + a * 10 + b for b in range(2)] for a in range(n)]
for row in table(2):
    print([f(100) for f in row])
def named(words: list[str]) -> dict[str, Callable[[], str]]:
    return {w: lambda: w.upper() for w in words}
for k, fn in named(["a", "b"]).items():
    print(k, fn())
def many() -> list[int]:
    made: list[Callable[[], int]] = []
    for k in range(3):
        made += [lambda: k * 10 + j for j in range(2)]
    return [f() for f in made]
print(many())
top = [lambda: n for n in range(3)]
print([f() for f in top])
lazy = [(v * w for w in (1, 2)) for v in (5, 6)]
print([sorted(g) for g in lazy])
def by(rows: list[list[int]]) -> list[list[int]]:
    return [sorted(r, key=lambda v: (v - r[0]) ** 2) for r in rows]
print(by([[3, 9, 1], [7, 2, 8]]))
print([max(xs, key=lambda t: t * s) for s in (1, -1) for xs in ([1, 5], [2, 3])])
