from functools import cache, lru_cache
import functools
@cache
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
fib.cache_clear()
print(fib.cache_info())
@lru_cache
def sq(x: int) -> int:
    print("sq", x)
    return x * x
print(sq(3), sq(3), sq(4), sq.cache_info())
@lru_cache(maxsize=2)
def up(s: str, *, k: int = 1) -> str:
    print("up", s, k)
    return s.upper() * k
up("a"); up("b"); up("a"); up("c"); up("b"); up("a", k=2)
print(up.cache_info())
@functools.lru_cache(maxsize=None)
def grid(r: int, c: int) -> int:
    return 1 if r == 0 or c == 0 else grid(r - 1, c) + grid(r, c - 1)
print(grid(10, 10), grid.cache_info())
class T:
    def __init__(self, k: int) -> None:
        self.k = k
    @lru_cache(maxsize=None)
    def calc(self, n: int) -> int:
        print("calc", self.k, n)
        return self.k * n
a, b = T(2), T(3)
print(a.calc(4), b.calc(4), a.calc(4), T.calc.cache_info())
