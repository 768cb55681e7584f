# Thread(kwargs=...): the function gets them by name, beside args; the thread is named after the function.
import threading
from threading import Thread


def add(a: int, b: int = 2, *, scale: float = 1.0, note: str = "") -> None:
    with lock:
        results.append((threading.current_thread().name, (a + b) * scale, note))


class Counter:
    def __init__(self, start: int) -> None:
        self.value = start

    def step(self, by: int, times: int) -> None:
        for _ in range(times):
            with lock:
                self.value += by


def told(text: str) -> str:
    print("evaluated now:", text)
    return text


lock = threading.Lock()
results: list[tuple[str, float, str]] = []
counter = Counter(5)
threads = [
    threading.Thread(target=add, args=(1,), kwargs={"scale": 0.5, "note": told("first")}),
    Thread(target=add, kwargs={"a": 10, "b": 20}, name="named", daemon=True),
    Thread(None, add, "by place", (7,), {"note": "seven"}),
    Thread(target=counter.step, args=[3], kwargs=dict(times=100)),
    Thread(target=counter.step, kwargs={"by": -1, "times": 50}),
    Thread(target=add, args=(1, 1), kwargs={}),
]
print([thread.name for thread in threads], [thread.daemon for thread in threads][:3])
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
print(counter.value)
