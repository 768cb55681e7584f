"""A pool of workers over a queue, with results in order, errors collected and a sentinel to stop."""
from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import Callable, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Job(Generic[T]):
    number: int
    payload: T


class Pool(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], size: int) -> None:
        self.work = work
        self.jobs: queue.Queue[Job[T] | None] = queue.Queue(maxsize=4)
        self.results: dict[int, R] = {}
        self.errors: dict[int, str] = {}
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.run, name=f"worker-{i}") for i in range(size)]
        for t in self.threads:
            t.start()

    def run(self) -> None:
        while True:
            job = self.jobs.get()
            if job is None:
                self.jobs.task_done()
                return
            try:
                result = self.work(job.payload)
            except (ValueError, ZeroDivisionError) as error:
                with self.lock:
                    self.errors[job.number] = f"{type(error).__name__}: {error}"
            else:
                with self.lock:
                    self.results[job.number] = result
            finally:
                self.jobs.task_done()

    def map(self, items: list[T]) -> list[R | None]:
        for number, item in enumerate(items):
            self.jobs.put(Job(number, item))
        self.jobs.join()
        return [self.results.get(n) for n in range(len(items))]

    def close(self) -> None:
        for _ in self.threads:
            self.jobs.put(None)
        for t in self.threads:
            t.join()


def divisors(n: int) -> list[int]:
    if n < 0:
        raise ValueError(f"negative: {n}")
    return [d for d in range(1, n + 1) if n % d == 0] if n else [1 // n]


pool: Pool[int, list[int]] = Pool(divisors, 3)
print(pool.map([6, 28, -1, 0, 97, 36]))
print(sorted(pool.errors.items()))
pool.close()
print([t.is_alive() for t in pool.threads], pool.jobs.empty())


class Buffer:
    """The classic bounded buffer with two conditions."""

    def __init__(self, size: int) -> None:
        self.items: list[int] = []
        self.size = size
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, item: int) -> None:
        with self.not_full:
            self.not_full.wait_for(lambda: len(self.items) < self.size)
            self.items.append(item)
            self.not_empty.notify()

    def get(self) -> int:
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.pop(0)
            self.not_full.notify()
            return item


buffer = Buffer(2)
total = 0


def produce(start: int) -> None:
    for i in range(start, start + 20):
        buffer.put(i)


def consume(count: int, out: list[int]) -> None:
    for _ in range(count):
        out.append(buffer.get())


taken: list[list[int]] = [[], []]
threads = [threading.Thread(target=produce, args=(s,)) for s in (0, 100)] + [threading.Thread(target=consume, args=(20, t)) for t in taken]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(taken[0] + taken[1]) == [*range(20), *range(100, 120)], len(buffer.items), [len(t) for t in taken])
