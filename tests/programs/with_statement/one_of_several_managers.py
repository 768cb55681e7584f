"""A `with` whose manager is one of several classes: a lock or nothing, chosen when the program runs."""

import threading
from contextlib import nullcontext
from typing import Optional, Union


class Swallowing:
    def __init__(self, swallows: bool) -> None:
        self.swallows = swallows

    def __enter__(self) -> int:
        return 1

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        print("leave", repr(error))
        return self.swallows


class Counting:
    def __enter__(self) -> str:
        return "one"

    def __exit__(self, *about: object) -> None:
        print("leave with", len(about))


def count(lock: Optional[threading.Lock]) -> int:
    with lock if lock is not None else nullcontext():
        print("counted", lock is not None and lock.locked())
    with lock or nullcontext():
        return 1


def either(manager: Union[Swallowing, Counting]) -> None:
    with manager as entered:
        print(entered)
        raise ValueError("inside")


with nullcontext() as nothing:
    print(nothing)
with nullcontext(None) as none:
    print(none)
guard = threading.Lock()
print(count(None), count(guard), guard.locked())
for manager in (Swallowing(True), Swallowing(False), Counting()):
    try:
        either(manager)
    except ValueError as error:
        print("out", error)
for manager in (Counting(), Swallowing(True)):
    with nullcontext(), manager as one:
        print(str(one) + "!")
        continue
