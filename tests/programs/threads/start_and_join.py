import threading

results = [0] * 8


def compute(index: int, upto: int) -> None:
    total = 0
    for i in range(upto):
        total += i
    results[index] = total


threads = [threading.Thread(target=compute, args=(i, 1000 * i)) for i in range(8)]
print(threads[0].is_alive())
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results, threads[0].is_alive())
named = threading.Thread(target=print, args=("in a thread",), name="worker")
print(named.name, threading.current_thread().name)
named.start()
named.join()
