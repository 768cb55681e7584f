"""Philosophers who order their forks, readers and writers, a barrier in phases, futures of one's own: no output depends on timing."""
from __future__ import annotations

import threading
from contextlib import contextmanager
from queue import Queue
from typing import Callable, Generic, Iterator, Optional, TypeVar

T = TypeVar("T")


class Philosopher(threading.Thread):
    def __init__(self, number: int, forks: list[threading.Lock], meals: int) -> None:
        super().__init__(name=f"philosopher-{number}")
        first, second = sorted((number, (number + 1) % len(forks)))
        self.first, self.second = forks[first], forks[second]
        self.meals = meals
        self.eaten = 0

    def run(self) -> None:
        while self.eaten < self.meals:
            with self.first, self.second:
                self.eaten += 1


class ReadWriteLock:
    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._readers = 0
        self._writing = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._writing)
            self._readers += 1
        try:
            yield
        finally:
            with self._condition:
                self._readers -= 1
                self._condition.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._condition:
            while self._writing or self._readers:
                self._condition.wait()
            self._writing = True
        try:
            yield
        finally:
            with self._condition:
                self._writing = False
                self._condition.notify_all()


class Future(Generic[T]):
    def __init__(self) -> None:
        self._ready = threading.Event()
        self._value: Optional[T] = None
        self._error: BaseException | None = None

    def set(self, value: T) -> None:
        self._value = value
        self._ready.set()

    def fail(self, error: BaseException) -> None:
        self._error = error
        self._ready.set()

    def result(self) -> T:
        self._ready.wait()
        if self._error is not None:
            raise self._error
        assert self._value is not None
        return self._value


class Pool:
    def __init__(self, size: int) -> None:
        self._jobs: Queue[Callable[[], None] | None] = Queue()
        self._threads = [threading.Thread(target=self._work) for _ in range(size)]

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def __enter__(self) -> Pool:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def submit(self, function: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()

        def job() -> None:
            try:
                future.set(function())
            except Exception as error:
                future.fail(error)
        self._jobs.put(job)
        return future


forks = [threading.Lock() for _ in range(5)]
table = [Philosopher(n, forks, 50) for n in range(5)]
for p in table:
    p.start()
for p in table:
    p.join()
print([p.eaten for p in table], table[0].name, any(lock.locked() for lock in forks))

lock, shared, seen = ReadWriteLock(), [0, 0], list[bool]()


def writer() -> None:
    for _ in range(100):
        with lock.writing():
            shared[0] += 1
            shared[1] += 1


def reader() -> None:
    for _ in range(100):
        with lock.reading():
            seen.append(shared[0] == shared[1])


threads = [threading.Thread(target=f) for f in (writer, reader, writer, reader)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(shared, all(seen), len(seen))

phases: list[list[int]] = [[], [], []]
barrier = threading.Barrier(3, action=lambda: order.append(sum(map(len, phases))))
order: list[int] = []


def walk(number: int) -> None:
    for phase in phases:
        phase.append(number)
        barrier.wait()


walkers = [threading.Thread(target=walk, args=(n,)) for n in range(3)]
for t in walkers:
    t.start()
for t in walkers:
    t.join()
print(order, [sorted(p) for p in phases])

with Pool(3) as pool:
    futures = [pool.submit(lambda: 6 * 7), pool.submit(lambda: len("abc"))]
    broken = pool.submit(lambda: 1 // 0)
    print([f.result() for f in futures], pool.submit(lambda: "text").result().upper())
    try:
        broken.result()
    except ZeroDivisionError as e:
        print("in a worker:", e)
print(threading.active_count())
