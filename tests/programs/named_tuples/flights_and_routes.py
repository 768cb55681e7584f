"""Flights as named tuples: read from text, sorted, grouped, joined to journeys with waiting times and prices."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple


class Clock(NamedTuple):
    hour: int
    minute: int = 0

    @classmethod
    def parse(cls, text: str) -> Clock:
        return cls(*map(int, text.split(":")))

    @property
    def minutes(self) -> int:
        return self.hour * 60 + self.minute

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


class Flight(NamedTuple):
    number: str
    origin: str
    goal: str
    leaves: Clock
    arrives: Clock
    price: float = 99.5

    def __str__(self) -> str:
        return f"{self.number} {self.origin}-{self.goal} {self.leaves}-{self.arrives}"


class Journey(NamedTuple):
    flights: tuple[Flight, ...]

    def __str__(self) -> str:
        return " / ".join(map(str, self.flights))

    @property
    def price(self) -> float:
        return sum(f.price for f in self.flights) * (1.0 if len(self.flights) == 1 else 0.9)

    @property
    def minutes(self) -> int:
        return self.flights[-1].arrives.minutes - self.flights[0].leaves.minutes

    def waits(self) -> list[int]:
        return [b.leaves.minutes - a.arrives.minutes for a, b in zip(self.flights, self.flights[1:])]


TIMETABLE = """\
YA10 OSL CPH 7:00 8:10 80
YA11 CPH VIE 8:45 10:30 120
YA12 CPH BER 9:15 10:15 65.25
YA20 BER VIE 11:00 12:15
YA21 OSL BER 8:20 10:05 140
YA22 BER VIE 10:20 11:35 110
YA30 OSL VIE 13:00 15:25 310
YA31 VIE OSL 16:00 18:20
"""


def read(line: str) -> Flight:
    number, origin, goal, leaves, arrives, *price = line.split()
    flight = Flight(number, origin, goal, Clock.parse(leaves), Clock.parse(arrives))
    return flight._replace(price=float(price[0])) if price else flight


flights = [read(line) for line in TIMETABLE.splitlines()]
departures: defaultdict[str, list[Flight]] = defaultdict(list)
for flight in flights:
    departures[flight.origin].append(flight)


def journeys(origin: str, goal: str, so_far: tuple[Flight, ...] = ()) -> Iterator[Journey]:
    for flight in departures[origin]:
        late = so_far and flight.leaves.minutes - so_far[-1].arrives.minutes < 30
        if late or any(flight.goal == earlier.origin for earlier in so_far):
            continue
        if flight.goal == goal:
            yield Journey((*so_far, flight))
        else:
            yield from journeys(flight.goal, goal, (*so_far, flight))


print(flights[0], "|", repr(flights[3].leaves), flights[3].price, Clock(9) < Clock(9, 1), Clock.parse("7:05"))
for journey in sorted(journeys("OSL", "VIE"), key=lambda j: (j.price, j.minutes)):
    print(f"{journey.price:8.2f} {journey.minutes:4} min  {journey}  waits {journey.waits()}")
quickest = min(journeys("OSL", "VIE"), key=attrgetter("minutes"))
print("quickest:", quickest.flights[0].number, quickest)
print("nothing to", [*journeys("VIE", "CPH")], [str(j) for j in journeys("VIE", "BER")])
print({airport: [f.number[2:] for f in sorted(found, key=lambda f: f.arrives)] for airport, found in departures.items()})
number, *_, (hour, minute), price = flights[4]
print(number, hour, minute, price, Flight._fields[-2:], flights[4]._asdict()["goal"], flights[4].count("BER"))
match flights[6]:
    case Flight(origin="OSL", goal="VIE", arrives=Clock(hour, minute)) if hour > 12:
        print("afternoon", hour, minute)
    case other:
        print("no", other)
print(max(flights), len({(f.origin, f.goal) for f in flights}), Clock(1, 2) == (1, 2), sum(Clock(10, 20)))
