"""The order of `__del__`: who refers to others comes before them; circles go together; when the program ends, the oldest first."""

import gc
import weakref
from typing import Callable


class Part:
    def __init__(self, name: str, inside: "Part | None" = None) -> None:
        self.name = name
        self.inside = inside

    def __del__(self) -> None:
        order.append(self.name)
        if self.name.startswith("last"):
            print("at the end:", self.name, "with", self.inside.name if self.inside is not None else "nothing")


order: list[str] = []


def clutter(depth: int) -> int:
    words = [depth] * 8
    return sum(words) + (clutter(depth - 1) if depth > 0 else 0)


def far(depth: int, action: Callable[[], None]) -> None:
    """Far down the stack, where what the action leaves is overwritten."""
    if depth > 0:
        far(depth - 1, action)
    else:
        action()


def chain() -> None:
    part: Part | None = None
    for number in range(12):
        part = Part(f"part {number}", part)


def circle() -> None:
    first, second, third = Part("one"), Part("two"), Part("three")
    first.inside, second.inside, third.inside = second, third, first
    references.extend([weakref.ref(first), weakref.ref(second), weakref.ref(third)])


references: "list[weakref.ref[Part]]" = []


def tell() -> None:
    clutter(60)
    gc.collect()
    print(*order)
    order.clear()



class Logger:
    """Writes what is left when it goes, by which time what it refers to is still there."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names = {"info": 1}

    def __del__(self) -> None:
        order.append(f"{len(self.lines)} lines, {self.names}")


def log() -> None:
    logger = Logger()
    for number in range(3):
        logger.lines.append(f"line {number}")


for action in (chain, circle, log):
    far(20, action)
    tell()
print([reference() is None for reference in references])
last_a = Part("last a")
last_b = Part("last b", last_a)
print("end")
