"""A bank with tellers as discrete events: a heap of things to happen, processes as generators, statistics at the end."""
from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Callable, Generator, Generic, NamedTuple, TypeVar

Process = Generator["Delay | Resource", None, None]
T = TypeVar("T")


class Delay(NamedTuple):
    time: int


@dataclass(order=True)
class Event:
    time: int
    number: int
    action: Callable[[], None] = field(compare=False)


@dataclass
class Resource:
    name: str
    capacity: int
    busy: int = 0
    waiting: deque[Callable[[], None]] = field(default_factory=deque, repr=False)
    longest: int = 0


class Series(Generic[T]):
    def __init__(self) -> None:
        self.points: list[tuple[int, T]] = []

    def note(self, time: int, value: T) -> None:
        if not self.points or self.points[-1][1] != value:
            self.points.append((time, value))

    def __len__(self) -> int:
        return len(self.points)


class Simulation:
    def __init__(self) -> None:
        self.now = 0
        self._events: list[Event] = []
        self._numbers = itertools.count()
        self.done = 0

    def at(self, time: int, action: Callable[[], None]) -> Event:
        event = Event(time, next(self._numbers), action)
        heapq.heappush(self._events, event)
        return event

    def start(self, process: Process, delay: int = 0) -> None:
        self.at(self.now + delay, lambda: self._step(process))

    def _step(self, process: Process) -> None:
        try:
            wanted = next(process)
        except StopIteration:
            self.done += 1
            return
        match wanted:
            case Delay(time):
                self.at(self.now + time, lambda: self._step(process))
            case Resource() as resource if resource.busy < resource.capacity:
                resource.busy += 1
                self._step(process)
            case Resource() as resource:
                resource.waiting.append(lambda: self._step(process))
                resource.longest = max(resource.longest, len(resource.waiting))

    def release(self, resource: Resource) -> None:
        if resource.waiting:
            self.at(self.now, resource.waiting.popleft())
        else:
            resource.busy -= 1

    def run(self, until: int | None = None) -> int:
        while self._events and (until is None or self._events[0].time <= until):
            event = heapq.heappop(self._events)
            self.now = event.time
            event.action()
        return self.now


def customer(sim: Simulation, name: str, counter: Resource, work: int, waits: dict[str, int], series: Series[int]) -> Process:
    arrived = sim.now
    yield counter
    waits[name] = sim.now - arrived
    series.note(sim.now, counter.busy)
    yield Delay(work)
    sim.release(counter)
    series.note(sim.now, counter.busy)


def source(sim: Simulation, counter: Resource, rng: random.Random, waits: dict[str, int], series: Series[int]) -> Process:
    for number in itertools.count(1):
        if number > 30:
            return
        sim.start(customer(sim, f"c{number}", counter, rng.randint(3, 12), waits, series))
        yield Delay(int(rng.expovariate(1 / 3)))


for tellers in (1, 2, 3):
    sim, counter, waits = Simulation(), Resource("counter", tellers), dict[str, int]()
    series: Series[int] = Series()
    sim.start(source(sim, counter, random.Random(42), waits, series))
    half = sim.run(until=40)
    print(f"{tellers} tellers: at {half} {counter.busy} busy {len(counter.waiting)} waiting {sim.done} done", end="; ")
    end = sim.run()
    print(f"ends {end} mean {sum(waits.values()) / len(waits):.2f} longest {counter.longest} changes {len(series)}", counter)
    print("  ", sorted(waits.items(), key=lambda item: (-item[1], item[0]))[:4], max(v for _, v in series.points))
first, second = Event(3, 1, print), Event(3, 2, print)
print(first < second, first == Event(3, 1, print), sorted([second, first])[0].number)
