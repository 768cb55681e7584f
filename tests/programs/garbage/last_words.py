"""`__del__`: when the garbage collector has found that nothing refers to an object any more, once for each."""

import copy
import gc
from dataclasses import dataclass
from typing import Callable, Generic, TypeVar

T = TypeVar("T")
told: list[str] = []


def clutter(depth: int) -> int:
    """Overwrites what earlier calls left on the stack."""
    words = [depth] * 8
    return sum(words) + (clutter(depth - 1) if depth > 0 else 0)


def far(depth: int, action: Callable[[], None]) -> None:
    """Far down the stack, where what the action leaves is overwritten."""
    if depth > 0:
        far(depth - 1, action)
    else:
        action()


def tell() -> None:
    clutter(60)
    gc.collect()
    print(len(told), *sorted(told))
    told.clear()


class Plain:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        told.append(self.name)


class Derived(Plain):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.extra = name * 2

    def __del__(self) -> None:
        told.append(self.extra)
        super().__del__()


class Quiet(Plain):
    """Has that of its base."""


@dataclass
class Point:
    x: int
    y: int

    def __del__(self) -> None:
        told.append(f"point {self.x} {self.y}")


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def __del__(self) -> None:
        told.append(f"box of {self.item}")


class Names(list[str]):
    def __del__(self) -> None:
        told.append("names " + "+".join(self))


class Number(int):
    def __del__(self) -> None:
        told.append(f"number {self + 1}")


class Failing:
    def __init__(self, fail: bool) -> None:
        self.part = "nothing"
        if fail:
            raise ValueError("not made")
        self.part = "all"

    def __del__(self) -> None:
        told.append("made: " + self.part)


class Phoenix:
    def __del__(self) -> None:
        told.append("burnt")
        ashes.append(self)


ashes: list[Phoenix] = []


def several() -> None:
    things = [Plain("a"), Plain("b"), Derived("c"), Quiet("d")]
    print(len(things))


def others() -> None:
    point = Point(1, 2)
    moved = copy.copy(point)
    moved.x = 5
    boxes = Box(3), Box("text")
    names = Names(["x", "y"])
    print(f"{moved} {boxes[0].item} {boxes[1].item} {names} {Number(4) * 2}")


def attempt() -> None:
    for fail in (True, False):
        try:
            Failing(fail)
        except ValueError as error:
            print("caught", error)


def rise() -> None:
    Phoenix()


def fall() -> None:
    print(len(ashes), type(ashes.pop()).__name__)


for action in (several, others, attempt, rise, fall):
    far(20, action)
    tell()
kept = Plain("kept")
kept.__del__()
tell()
