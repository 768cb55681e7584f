"""A function without a name given to a thread: its parameters have the types that the thread's function declares."""

import threading
from collections.abc import Callable


def pump(source: list[str], sink: list[str], count: Callable[[int], None]) -> None:
    for item in source:
        sink.append(item.upper())
        count(len(item))


class Statistics:
    def __init__(self) -> None:
        self.total = 0

    def add(self, amount: int) -> None:
        self.total += amount


class Worker:
    def __init__(self, change: Callable[[float, str], str]) -> None:
        self.change = change

    def run(self, number: float, then: Callable[[str], str]) -> None:
        print(then(self.change(number, "!")))


statistics, sink = Statistics(), [""]
for args in (["one", "three"], ["five"]):
    thread = threading.Thread(target=pump, args=(args, sink, lambda n: statistics.add(n)))
    thread.start()
    thread.join()
print(sink, statistics.total)

worker = Worker(lambda number, mark: f"{number:.2f}{mark}")
thread = threading.Thread(target=worker.run, name="worker", args=(1.5, lambda text: text * 2), daemon=True)
thread.start()
thread.join()
timer = threading.Timer(0.01, lambda: print("timer", threading.current_thread().name.startswith("Thread-")))
timer.start()
timer.join()
