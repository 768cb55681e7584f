"""Concurrency: producers and consumers, barriers, semaphores, thread-local accumulation, timeouts."""
import queue
import threading
import time
from typing import Dict, List, Optional, Set, Tuple

class Pool:
    def __init__(self, workers: int) -> None:
        self.tasks: "queue.Queue[Optional[Tuple[int, int]]]" = queue.Queue(maxsize=8)
        self.results: Dict[int, int] = {}
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._run, name=f"pool-{i}") for i in range(workers)]
        for t in self.threads:
            t.start()

    def _run(self) -> None:
        while (task := self.tasks.get()) is not None:
            n, x = task
            value = sum(i * i for i in range(x))
            with self.lock:
                self.results[n] = value
            self.tasks.task_done()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *args: object) -> None:
        for _ in self.threads:
            self.tasks.put(None)
        for t in self.threads:
            t.join()

class Account:
    def __init__(self) -> None:
        self.cond = threading.Condition()
        self.balance = 0

    def deposit(self, n: int) -> None:
        with self.cond:
            self.balance += n
            self.cond.notify_all()

    def withdraw(self, n: int, timeout: float) -> bool:
        with self.cond:
            if not self.cond.wait_for(lambda: self.balance >= n, timeout):
                return False
            self.balance -= n
            return True

def ping(barrier: threading.Barrier, order: List[int], lock: threading.Lock, me: int) -> None:
    for phase in range(3):
        with lock:
            order.append(phase)
        barrier.wait()

def main() -> None:
    with Pool(3) as pool:
        for n in range(20):
            pool.tasks.put((n, n * 10))
        pool.tasks.join()
    print(len(pool.results), pool.results[19], sorted(pool.results)[:3])
    acc = Account()
    outcome: List[bool] = []
    t = threading.Thread(target=lambda: outcome.append(acc.withdraw(50, 5.0)))
    t.start()
    for _ in range(5):
        acc.deposit(10)
    t.join()
    print(outcome, acc.balance, acc.withdraw(1, 0.01))
    order: List[int] = []
    barrier = threading.Barrier(3)
    lock = threading.Lock()
    ts = [threading.Thread(target=ping, args=(barrier, order, lock, i)) for i in range(3)]
    for x in ts: x.start()
    for x in ts: x.join()
    print(order)
    sem = threading.BoundedSemaphore(2)
    active = 0
    peak = 0
    def job() -> None:
        nonlocal active, peak
        with sem:
            with lock:
                active += 1
                peak = max(peak, active)
            time.sleep(0.002)
            with lock:
                active -= 1
    ts = [threading.Thread(target=job) for _ in range(6)]
    for x in ts: x.start()
    for x in ts: x.join()
    print(peak <= 2, active)
    ev = threading.Event()
    print(ev.wait(0.005), ev.is_set())
    threading.Timer(0.005, ev.set).start()
    print(ev.wait(2.0))
    pq: "queue.PriorityQueue[Tuple[int, str]]" = queue.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        pq.put(item)
    print([pq.get()[1] for _ in range(3)])
    try:
        pq.get_nowait()
    except queue.Empty:
        print("empty")
    def failing() -> None:
        raise RuntimeError("in thread")
    print(threading.current_thread().name, threading.active_count())

main()
