from __future__ import annotations
import contextlib
import functools
import itertools
import time
from collections import Counter
from typing import Callable, Generator, Iterable, Iterator, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

calls: Counter[str] = Counter()

def counted(f: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(f)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        calls[f.__name__] += 1
        return f(*args, **kwargs)
    return wrapper

def retry(times: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(f: Callable[P, R]) -> Callable[P, R]:
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(times):
                try:
                    return f(*args, **kwargs)
                except ValueError as e:
                    print("attempt", attempt, "failed:", e)
            return f(*args, **kwargs)
        return wrapper
    return decorate

@counted
def parse(line: str, sep: str = ",") -> list[str]:
    return [part.strip() for part in line.split(sep)]

state = {"left": 2}

@retry(times=3)
@counted
def flaky(x: int) -> int:
    if state["left"] > 0:
        state["left"] -= 1
        raise ValueError(f"not yet {state['left']}")
    return x * 2

def lines() -> Iterator[str]:
    for i in range(5):
        yield f"{i}, {i * i}, name{i}"

def chunked(items: Iterable[T], n: int) -> Iterator[list[T]]:
    it = iter(items)
    while chunk := list(itertools.islice(it, n)):
        yield chunk

def averager() -> Generator[float, float, str]:
    total, n = 0.0, 0
    average = 0.0
    try:
        while True:
            value = yield average
            total += value
            n += 1
            average = total / n
    except GeneratorExit:
        print("closing after", n)
        raise
    return "never"

@contextlib.contextmanager
def section(name: str) -> Iterator[str]:
    print("<", name, ">", sep="")
    try:
        yield name.upper()
    finally:
        print("</", name, ">", sep="")

@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)

with section("parse") as s, contextlib.suppress(KeyError):
    print(s)
    for row in map(parse, lines()):
        print(row)
    raise KeyError("x")
print(flaky(21), dict(calls))
print(list(chunked(range(10), 4)))
a = averager()
next(a)
print([a.send(float(x)) for x in (10, 20, 60)])
a.close()
print(fib(80), fib.cache_info())
print(list(itertools.accumulate([1, 2, 3, 4], lambda x, y: x * y)), list(itertools.chain.from_iterable([[1], [2, 3]])))
words = "the quick brown fox jumps over the lazy dog the end".split()
for k, group in itertools.groupby(sorted(words, key=len), key=len):
    print(k, list(group))
print(Counter(words).most_common(2), functools.reduce(lambda x, y: x + y, (len(w) for w in words)))
print(sum(x for x in itertools.takewhile(lambda v: v < 50, (n * n for n in itertools.count(1)))))
