from functools import cache, cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps
from typing import Callable, ParamSpec, TypeVar
P = ParamSpec("P")
R = TypeVar("R")
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, ["x", "y"], "start"), reduce(max, [3, 9, 2]))
try:
    reduce(lambda a, b: a + b, [0][1:])
except TypeError as error:
    print(error)
calls: list[int] = []
@lru_cache(maxsize=2)
def square(n: int) -> int:
    calls.append(n)
    return n * n
print([square(n) for n in (1, 2, 1, 3, 1, 2)], calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square(5), square.cache_info().misses)
@cache
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().currsize)
def greet(greeting: str, name: str, punctuation: str = "!") -> str:
    return f"{greeting}, {name}{punctuation}"
hello = partial(greet, "Hello")
shout = partial(greet, "HEY", punctuation="!!!")
print(hello("Ann"), hello("Bob", "?"), shout("you"), list(map(partial(greet, "Bye", punctuation="."), ["a", "b"])))
def by_length(a: str, b: str) -> int:
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)
print(sorted(["ccc", "a", "bb", "aa"], key=cmp_to_key(by_length)), max(["x", "yyy"], key=cmp_to_key(by_length)))
@total_ordering
class Version:
    def __init__(self, major: int, minor: int) -> None:
        self.key = (major, minor)
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.key == other.key
    def __lt__(self, other: "Version") -> bool:
        return self.key < other.key
v1, v2 = Version(1, 2), Version(1, 10)
print(v1 < v2, v1 <= v2, v1 > v2, v1 >= v2, v1 == v2, v1 != v2)
@singledispatch
def show(value: object) -> str:
    return f"object {value}"
@show.register
def _(value: int) -> str:
    return f"int {value:+d}"
@show.register
def _(value: str) -> str:
    return f"str {value!r}"
print(show(5), show("x"), show(2.5), show(True))
class Circle:
    def __init__(self, r: float) -> None:
        self.r = r
        self.computed = 0
    @cached_property
    def area(self) -> float:
        self.computed += 1
        return round(3.14159 * self.r ** 2, 3)
c = Circle(2)
print(c.area, c.area, c.computed)
def logged(prefix: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(fn: Callable[P, R]) -> Callable[P, R]:
        @wraps(fn)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            print(prefix, fn.__name__, args, kwargs)
            return fn(*args, **kwargs)
        return inner
    return decorate
@logged("->")
def area(w: int, h: int = 1) -> int:
    "The area."
    return w * h
print(area(3, h=4), area(5), area.__name__, area.__doc__)
