"""Producers, consumers, sleepers and short-lived threads at once; prints the same however they are interleaved."""

from __future__ import annotations

import threading
import queue
import time

q: queue.Queue[list[int]] = queue.Queue(50)
done = threading.Event()
total = 0
lock = threading.Lock()

def produce(n: int) -> None:
    for i in range(n):
        q.put([i, i + 1, i + 2])

def consume() -> None:
    global total
    while True:
        item = q.get()
        if item[0] < 0:
            return
        text = "".join([str(x) for x in item])
        with lock:
            total += len(text)

def waiter() -> None:
    done.wait()

def sleeper() -> None:
    for i in range(50):
        time.sleep(0.002)

producers = [threading.Thread(target=produce, args=(3000,)) for _ in range(3)]
consumers = [threading.Thread(target=consume) for _ in range(4)]
sleepers = [threading.Thread(target=sleeper) for _ in range(5)]
for t in producers + consumers + sleepers:
    t.start()
for t in producers:
    t.join()
for t in consumers:
    q.put([-1])
for t in consumers + sleepers:
    t.join()
print(total)
for round in range(300):
    many = [threading.Thread(target=waiter) for _ in range(10)]
    for t in many:
        t.start()
    done.set()
    for t in many:
        t.join()
    done.clear()
print("ok", threading.active_count())
