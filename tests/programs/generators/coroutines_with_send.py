"""Generators as coroutines: averages, a parser fed line by line, a trampoline scheduler, pipelines primed by a decorator."""
from __future__ import annotations

from collections import deque
from functools import wraps
from typing import Callable, Generator, Iterable, Iterator, ParamSpec, TypeVar, cast

P = ParamSpec("P")
Y = TypeVar("Y")
S = TypeVar("S")
R = TypeVar("R")


def primed(function: Callable[P, Generator[Y, S, R]]) -> Callable[P, Generator[Y, S, R]]:
    @wraps(function)
    def start(*args: P.args, **kwargs: P.kwargs) -> Generator[Y, S, R]:
        generator = function(*args, **kwargs)
        next(generator)
        return generator
    return start


@primed
def averager(start: float = 0.0) -> Generator[float, float, None]:
    total, count, mean = start, 0, start
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


@primed
def collector(into: list[str], prefix: str = "") -> Generator[None, str, None]:
    try:
        while True:
            into.append(prefix + (yield))
    except GeneratorExit:
        into.append(f"{prefix}closed")
        raise


@primed
def broadcast(*targets: Generator[None, str, None]) -> Generator[None, str, None]:
    while True:
        item = yield
        for target in targets:
            target.send(item)


def sections() -> Generator[None, str, dict[str, list[str]]]:
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    while (line := (yield)) != "END":
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif current is None:
            raise SyntaxError(f"outside of a section: {line!r}")
        else:
            current.append(line)
    return found


def parse(lines: Iterable[str]) -> dict[str, list[str]]:
    parser = sections()
    next(parser)
    try:
        for line in lines:
            parser.send(line)
    except StopIteration as stop:
        return cast(dict[str, list[str]], stop.value)
    raise EOFError("END is missing")


Task = Generator[str, None, int]


def worker(name: str, steps: int) -> Task:
    for step in range(steps):
        yield f"{name}{step}"
    return steps


def parent(name: str) -> Task:
    first = yield from worker(name + "-x", 2)
    second = yield from worker(name + "-y", 1)
    return first * 10 + second


def schedule(*tasks: Task) -> Iterator[str]:
    ready = deque(enumerate(tasks))
    while ready:
        number, task = ready.popleft()
        try:
            yield next(task)
        except StopIteration as stop:
            yield f"[{number} done: {stop.value}]"
        else:
            ready.append((number, task))


average = averager()
print([average.send(v) for v in (10.0, 20.0, 60.0)], averager.__name__)
log: list[str] = []
fan = broadcast(collector(log), collector(log, prefix=">"))
for word in "some words".split():
    fan.send(word)
one = collector(log, "*")
one.close()
print(log)
print(parse(["[a]", "1", "2", "[b]", "[a]", "3", "END", "ignored"]))
for bad in (["x"], ["[a]"]):
    try:
        parse(bad)
    except (SyntaxError, EOFError) as e:
        print(type(e).__name__, e)
print(*schedule(worker("a", 1), parent("b"), worker("c", 0)))
guarded = worker("z", 3)
print(next(guarded), end=" ")
try:
    guarded.throw(ValueError("stop it"))
except ValueError as e:
    print(e, list(guarded))
