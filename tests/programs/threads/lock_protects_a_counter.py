import threading


class Counter:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value = 0

    def add(self, times: int) -> None:
        for _ in range(times):
            with self.lock:
                seen = self.value
                self.value = seen + 1


counter = Counter()
threads = [threading.Thread(target=counter.add, args=(5000,)) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter.value, counter.lock.locked(), counter.lock.acquire(), counter.lock.acquire(blocking=False), counter.lock.acquire(timeout=0.01))
counter.lock.release()
try:
    counter.lock.release()
except RuntimeError as error:
    print(error)
