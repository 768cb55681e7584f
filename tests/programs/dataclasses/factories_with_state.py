import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import Callable, List

next_number: Callable[[], int] = itertools.count(1).__next__
used: List[str] = []


def default_name() -> str:
    used.append("name")
    return f"ticket {len(used)}"


class Clock:
    def __init__(self) -> None:
        self.now = 0

    def tick(self) -> int:
        self.now += 10
        return self.now


clock = Clock()


@dataclass
class Ticket:
    number: int = field(default_factory=next_number)
    name: str = field(default_factory=default_name)
    at: int = field(default_factory=clock.tick)
    tags: List[str] = field(default_factory=partial(list, ("new", "open")))
    history: List[int] = field(default_factory=lambda: [clock.now])


first, second = Ticket(), Ticket(name="given")
second.tags.append("urgent")
print(first)
print(second)
print(Ticket(number=99), next_number(), clock.now, used)
