# What need not be given to the target of a thread: defaults, keyword-only parameters, what partial() left.
import threading
from functools import partial
from typing import Callable, cast
def add(a: int, b: int = 2, *, c: int = 5) -> int:
    print(a, b, c)
    return a
def show(a: int) -> None:
    print("show", a)
def run(t: threading.Thread) -> None:
    t.start()
    t.join()
run(threading.Thread(target=partial(add, 1, b=3)))
run(threading.Thread(target=partial(add, c=3), args=(4,)))
run(threading.Thread(target=add, args=(4,)))
run(threading.Thread(target=partial(show, 4)))
