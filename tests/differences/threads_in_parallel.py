# seen on several CPUs only
import threading

total = 0
lock = threading.Lock()


def count() -> None:
    global total
    for _ in range(1000):
        with lock:  # without it, some are lost where threads run in parallel
            total += 1


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
