"""`weakref.finalize`: a call when an object goes, when it is asked for, or at the end of the program."""

import gc
import threading
import weakref


class Folder:
    def __init__(self, name: str) -> None:
        self.name = name
        self._finalizer = weakref.finalize(self, remove, name, 3)

    def close(self) -> None:
        print("closing gives", self._finalizer())

    @property
    def closed(self) -> bool:
        return not self._finalizer.alive


def remove(name: str, times: int) -> int:
    print("removing", name)
    return len(name) * times


def use() -> None:
    folder = Folder("short-lived")
    print(folder.closed)


kept = Folder("kept")
closed = Folder("closed")
closed.close()
closed.close()
print(closed.closed, kept.closed)
thread = threading.Thread(target=use)  # no word on its stack is left when it has ended
thread.start()
thread.join()
gc.collect()
print("collected")

detached = weakref.finalize(kept, print, "never")
detached.detach()
print(detached.alive, detached())
silent = weakref.finalize(kept, print, "not at the end")
silent.atexit = False


def fail() -> None:
    raise ValueError("in a finalizer")


broken = weakref.finalize(kept, fail)
try:
    broken()
except ValueError as error:
    print("raised", error, broken.alive)
last = weakref.finalize(kept, print, "first of all at the end", 1, 2.5)
print("end of the program", last.alive)
