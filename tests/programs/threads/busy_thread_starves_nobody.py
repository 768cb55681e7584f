import threading
import time

stop = False
spins = 0


def spin() -> None:
    global spins
    while not stop:
        spins += 1


threads = [threading.Thread(target=spin) for _ in range(4)]
for thread in threads:
    thread.start()
ticks = 0
for _ in range(5):
    time.sleep(0.01)
    ticks += 1
stop = True
for thread in threads:
    thread.join()
print(ticks, spins > 0)
