import threading
import time

rlock = threading.RLock()
order: list[str] = []


def nested(depth: int) -> int:
    with rlock:
        return 0 if depth == 0 else 1 + nested(depth - 1)


print(nested(5))
semaphore = threading.Semaphore(2)
inside = 0
most = 0
guard = threading.Lock()


def visit() -> None:
    global inside, most
    with semaphore:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with guard:
            inside -= 1


visitors = [threading.Thread(target=visit) for _ in range(6)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
print(most, inside, semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False))
