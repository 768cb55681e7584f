import threading
import time

event = threading.Event()
seen: list[int] = []
lock = threading.Lock()


def wait(number: int) -> None:
    event.wait()
    with lock:
        seen.append(number)


threads = [threading.Thread(target=wait, args=(i,)) for i in range(5)]
for thread in threads:
    thread.start()
time.sleep(0.05)
print(seen, event.is_set(), event.wait(timeout=0.01))
event.set()
for thread in threads:
    thread.join()
print(sorted(seen), event.is_set(), event.wait())
event.clear()
print(event.is_set())
