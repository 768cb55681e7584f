import queue
import threading

jobs: "queue.Queue[int | None]" = queue.Queue(maxsize=4)
results: "queue.Queue[int]" = queue.Queue()


def work() -> None:
    while True:
        job = jobs.get()
        if job is None:
            break
        results.put(job * job)


workers = [threading.Thread(target=work) for _ in range(3)]
for worker in workers:
    worker.start()
for i in range(100):
    jobs.put(i)
for _ in workers:
    jobs.put(None)
for worker in workers:
    worker.join()
total = 0
while not results.empty():
    total += results.get()
print(total, jobs.empty(), jobs.qsize(), jobs.full())
try:
    results.get(block=False)
except queue.Empty:
    print("empty")
try:
    results.get(timeout=0.01)
except queue.Empty:
    print("still empty")
small: "queue.Queue[str]" = queue.Queue(1)
small.put("x")
try:
    small.put_nowait("y")
except queue.Full:
    print("full", small.get_nowait())
