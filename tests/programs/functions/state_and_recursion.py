from __future__ import annotations
from threading import Thread
import sys

results: list[int] = []

def start_all() -> None:
    total = 0
    def work(n: int) -> None:
        nonlocal total
        total += n
        results.append(n)
    threads = [Thread(target=work, args=(i,)) for i in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(total, sorted(results))

start_all()

def grow(item: int, into: list[int] = []) -> list[int]:
    into.append(item)
    return into

print(grow(1), grow(2), grow(3, [9]))

class Tree:
    def __init__(self, depth: int) -> None:
        self.child: Tree | None = Tree(depth - 1) if depth else None
    def depth(self) -> int:
        return 1 + (self.child.depth() if self.child else 0)

class Sub(Tree):
    def depth(self) -> int:
        return super().depth()

print(Tree(100).depth())

class Loop:
    def go(self, n: int) -> int:
        return self.go(n + 1) + 1
    def __repr__(self) -> str:
        return f"<{self!r}>"

for action in range(2):
    try:
        print(Loop().go(0) if action == 0 else repr(Loop()))
    except RecursionError as error:
        print("recursion")
x = 5
x //= 2
x **= 3
x <<= 2
x |= 1
x ^= 3
x %= 7
print(x, -7 // 2 * 3, 2 ** 3 ** 2, -2 ** 2, not 1 == 2, 1 if x else 2, ~5 & 0xFF)
data = {"a": [1, 2]}
data["a"] += [3]
data["a"][0] -= 5
print(data, [[0] * 2 for _ in range(2)], [[0] * 2] * 2)
matrix = [[0] * 2] * 2
matrix[0][0] = 1
print(matrix)
s = "abc"
s += "d"
b = bytearray(b"x")
alias = b
b += b"yz"
print(s, alias, alias is b)
l = [1]
m = l
l += (2, 3)
m.extend("")  if False else None
print(m, l is m)
t: tuple[int, ...] = (1,)
u = t
t += (2,)
print(t, u)
def f(a: int, /, b: int, *, c: int = 1) -> int:
    return a + b + c
print(f(1, b=2), f(1, 2, c=5))
