"""An elevator as a state machine, with queued requests and a log of events."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Iterator


class Direction(Enum):
    UP = 1
    IDLE = 0
    DOWN = -1

    def opposite(self) -> Direction:
        return Direction(-self.value)


@dataclass(order=True)
class Passenger:
    time: int
    start: int
    goal: int
    name: str = field(compare=False, default="?")

    @property
    def direction(self) -> Direction:
        return Direction.UP if self.goal > self.start else Direction.DOWN


@dataclass
class Elevator:
    floors: int
    capacity: int = 3
    floor: int = 0
    direction: Direction = Direction.IDLE
    inside: list[Passenger] = field(default_factory=list)
    delivered: dict[str, int] = field(default_factory=dict)

    def wanted(self, waiting: list[Passenger]) -> set[int]:
        return {p.goal for p in self.inside} | {p.start for p in waiting if len(self.inside) < self.capacity}

    def step(self, now: int, waiting: list[Passenger]) -> list[str]:
        events: list[str] = []
        for p in [p for p in self.inside if p.goal == self.floor]:
            self.inside.remove(p)
            self.delivered[p.name] = now - p.time
            events.append(f"{p.name} out")
        for p in sorted(waiting):
            if p.start == self.floor and len(self.inside) < self.capacity:
                waiting.remove(p)
                self.inside.append(p)
                events.append(f"{p.name} in")
        stops = self.wanted(waiting)
        match self.direction:
            case Direction.UP if not any(f > self.floor for f in stops):
                self.direction = Direction.DOWN if stops else Direction.IDLE
            case Direction.DOWN if not any(f < self.floor for f in stops):
                self.direction = Direction.UP if stops else Direction.IDLE
            case Direction.IDLE if stops:
                nearest = min(stops, key=lambda f: (abs(f - self.floor), f))
                self.direction = Direction.UP if nearest > self.floor else Direction.DOWN
        self.floor = max(0, min(self.floors - 1, self.floor + self.direction.value))
        return events


def simulate(arrivals: list[Passenger], elevator: Elevator) -> Iterator[tuple[int, int, Direction, list[str]]]:
    pending, now = sorted(arrivals), 0
    waiting: list[Passenger] = []
    while pending or waiting or elevator.inside:
        while pending and pending[0].time <= now:
            waiting.append(pending.pop(0))
        before = elevator.floor
        events = elevator.step(now, waiting)
        if events:
            yield now, before, elevator.direction, events
        now += 1
        if now > 200:
            raise TimeoutError("stuck")


people = [Passenger(0, 3, 0, "ann"), Passenger(1, 1, 4, "bob"), Passenger(2, 4, 2, "cy"), Passenger(2, 0, 5, "dee"), Passenger(9, 2, 3, "eve")]
lift = Elevator(6, capacity=2)
for now, floor, direction, events in simulate(people, lift):
    print(f"t={now:>2} floor {floor} {direction.name:<4} {', '.join(events)}")
print(lift.delivered, sum(lift.delivered.values()) / len(lift.delivered), max(lift.delivered.items(), key=lambda kv: kv[1]))
print(Direction.UP.opposite(), people[0] < people[1], people[3].direction, Direction["IDLE"].value, lift)
