from collections.abc import Callable
from functools import partial, reduce
from typing import TypeVar
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
def compose(f: Callable[[B], C], g: Callable[[A], B]) -> Callable[[A], C]:
    return lambda x: f(g(x))
def pipe(x: int, *fs: Callable[[int], int]) -> int:
    for f in fs:
        x = f(x)
    return x
def curry(f: Callable[[A, B], C]) -> Callable[[A], Callable[[B], C]]:
    def first(a: A) -> Callable[[B], C]:
        def second(b: B) -> C:
            return f(a, b)
        return second
    return first
def twice(f: Callable[[A], A]) -> Callable[[A], A]:
    return lambda x: f(f(x))
def add(a: int, b: int) -> int:
    return a + b
inc = partial(add, 1)
double: Callable[[int], int] = lambda n: n * 2
print(compose(double, inc)(5), compose(inc, double)(5), compose(str, double)(4), compose(len, str)(12345), compose(lambda s: s + "!", str.upper)("hey"))
print(pipe(3, inc, double, inc), pipe(3), curry(add)(2)(40), twice(double)(3), twice(twice(inc))(0), twice(str.upper)("eh"))
print(reduce(add, range(5), 100))
print(list(map(partial(add, 2), range(5))), sorted([3, -1, 2], key=compose(abs, inc)), [f(9) for f in (inc, double)])
table: dict[str, Callable[[float, float], float]] = {"+": lambda a, b: a + b, "max": max, "pow": pow, "-": lambda a, b: a - b}
print({k: f(2.0, 3.0) for k, f in table.items()})
def memo(f: Callable[[int], int]) -> Callable[[int], int]:
    cache: dict[int, int] = {}
    def inner(n: int) -> int:
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    return inner
@memo
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), list(filter(None, [0, 1, 2])), list(filter(lambda n: n % 2, range(6))), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
