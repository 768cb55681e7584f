import threading
import time


def late() -> None:
    time.sleep(0.1)
    print("late but heard")


def forever() -> None:
    while True:
        time.sleep(1)


threading.Thread(target=late).start()
threading.Thread(target=forever, daemon=True).start()
print("main ends")
