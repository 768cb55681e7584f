"""A cooperative scheduler driven by generators: sleep, channels, join, errors."""
from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Union


@dataclass
class Sleep:
    ticks: int


@dataclass
class Put:
    channel: Channel
    item: str


@dataclass
class Get:
    channel: Channel


@dataclass
class Join:
    task: Task


Request = Union[Sleep, Put, Get, Join, None]
Coroutine = Generator[Request, str, str]


class Channel:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: deque[str] = deque()
        self.getters: deque[Task] = deque()
        self.putters: deque[tuple[Task, str]] = deque()


class Task:
    counter = 0

    def __init__(self, name: str, coro: Coroutine) -> None:
        Task.counter += 1
        self.id = Task.counter
        self.name = name
        self.coro = coro
        self.result: str | None = None
        self.error: Exception | None = None
        self.waiters: list[Task] = []

    @property
    def done(self) -> bool:
        return self.result is not None or self.error is not None

    def __repr__(self) -> str:
        return f"<Task {self.id} {self.name}>"


class Loop:
    def __init__(self) -> None:
        self.ready: deque[tuple[Task, str]] = deque()
        self.sleeping: list[tuple[int, int, Task]] = []
        self.now = 0
        self.steps = 0
        self.hooks: dict[type, Callable[[Task], None]] = {}

    def spawn(self, name: str, coro: Coroutine) -> Task:
        task = Task(name, coro)
        self.ready.append((task, ""))
        return task

    def finish(self, task: Task) -> None:
        for w in task.waiters:
            self.ready.append((w, task.result or f"error {task.error!r}"))

    def step(self, task: Task, value: str) -> None:
        self.steps += 1
        try:
            request = next(task.coro) if value == "" else task.coro.send(value)
        except StopIteration as stop:
            task.result = str(stop.value)
            self.finish(task)
            return
        except ValueError as e:
            task.error = e
            self.finish(task)
            return
        match request:
            case Sleep(ticks):
                heapq.heappush(self.sleeping, (self.now + ticks, task.id, task))
            case Put(channel=ch, item=item):
                if ch.getters:
                    self.ready.append((ch.getters.popleft(), item))
                    self.ready.append((task, "ok"))
                elif len(ch.items) < ch.capacity:
                    ch.items.append(item)
                    self.ready.append((task, "ok"))
                else:
                    ch.putters.append((task, item))
            case Get(channel=ch):
                if ch.items:
                    self.ready.append((task, ch.items.popleft()))
                    if ch.putters:
                        putter, item = ch.putters.popleft()
                        ch.items.append(item)
                        self.ready.append((putter, "ok"))
                else:
                    ch.getters.append(task)
            case Join(task=other):
                if other.done:
                    self.ready.append((task, other.result or "failed"))
                else:
                    other.waiters.append(task)
            case None:
                self.ready.append((task, "again"))

    def run(self) -> None:
        while self.ready or self.sleeping:
            if not self.ready:
                when, _, task = heapq.heappop(self.sleeping)
                self.now = when
                self.ready.append((task, f"t={when}"))
            task, value = self.ready.popleft()
            self.step(task, value)


loop = Loop()


def producer(name: str, ch: Channel, n: int, pause: int) -> Coroutine:
    for i in range(n):
        woken = yield Sleep(pause)
        print(f"[{loop.now:3}] {name} made {i} ({woken})")
        yield Put(ch, f"{name}{i}")
    return f"{name} made {n}"


def consumer(ch: Channel, n: int) -> Coroutine:
    got: list[str] = []
    while len(got) < n:
        item = yield Get(ch)
        print(f"[{loop.now:3}] got {item}")
        got.append(item)
        if item.endswith("2"):
            yield None
    return ",".join(got)


def failing() -> Coroutine:
    yield Sleep(4)
    raise ValueError("broken")


def main_task() -> Coroutine:
    ch = Channel(1)
    tasks = [loop.spawn("a", producer("a", ch, 3, 2)), loop.spawn("b", producer("b", ch, 3, 3)), loop.spawn("c", consumer(ch, 6))]
    bad = loop.spawn("bad", failing())
    for t in tasks:
        print(t, "->", (yield Join(t)))
    print(bad, bad.done, repr(bad.error), (yield Join(bad)))
    return "main done"


main = loop.spawn("main", main_task())
loop.run()
print(main.result, loop.now, loop.steps, Task.counter)
