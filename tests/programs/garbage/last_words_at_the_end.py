"""`__del__` when the program ends by `sys.exit`, after its threads."""

import sys
import threading
import time


class Resource:
    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        print("closed", self.number)


def work() -> None:
    time.sleep(0.05)
    print("worked")


first = Resource(1)
second = Resource(2)
third = Resource(3)
threading.Thread(target=work).start()
print("leaving")
sys.exit(4)
