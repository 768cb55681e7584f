"""A default that is an object is one object, made when the class is; factories run for each object, in order."""
from dataclasses import dataclass, field

log: list[str] = []


def note(text: str) -> str:
    log.append(text)
    return text


def next_number() -> int:
    log.append("number")
    return len(log)


class Clock:
    ticks = 0

    @staticmethod
    def tick() -> int:
        Clock.ticks += 1
        return Clock.ticks


class Origin:
    def __init__(self) -> None:
        self.name = note("origin")


SHARED = Origin()


@dataclass
class Event:
    kind: str = note("default")
    at: int = field(default_factory=Clock.tick)
    origin: Origin = SHARED
    number: int = field(default_factory=next_number)
    place: Origin = field(default_factory=Origin)


print(log)
first, second = Event(), Event("custom", number=0)
print(first.kind, first.at, first.number, second.kind, second.at, second.number)
print(first.origin is second.origin, first.place is second.place, Event.kind, log)
