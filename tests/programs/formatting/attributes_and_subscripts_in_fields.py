"""`str.format` with `{0.attribute}`, `{name[key]}` and both, of values whose types are known."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Place(NamedTuple):
    x: int
    y: float


class Colour(Enum):
    RED = "r"
    BLUE = "b"


@dataclass
class Ship:
    name: str
    at: Place
    colour: Colour = Colour.RED
    cargo: list[str] = field(default_factory=list)

    @property
    def tons(self) -> float:
        return len(self.cargo) * 1.5


ship = Ship("Argo", Place(3, 4.5), Colour.BLUE, ["wool", "wine"])
print("{0.name} at {0.at.x},{0.at.y:.2f}: {0.cargo[0]} and {0.cargo[1]!r}, {0.tons:>6} t".format(ship))
print("{ship.name:*^10}|{ship.at[0]:04d}|{ship.colour.name}|{ship.colour.value}".format(ship=ship))
prices = {"wool": 12, "wine": 30, "tin": 7}
print("{0[wool]:>5} {0[wine]:<5}| {p[tin]}".format(prices, p=prices))
rows = [[1, 2], [3, 4]]
print("{0[0][1]} {0[1][0]:b} {0[1]}".format(rows))
pair = ("left", 2.5)
print("{0[0]:>{w}} {0[1]:{w}.{p}f}".format(pair, w=8, p=2))
print("{.real} {.imag} {[0]}".format(5, 6, "text"))
nested: dict[str, dict[int, Ship]] = {"fleet": {7: ship}}
print("{0[fleet][7].name} {0[fleet][7].cargo}".format(nested))
try:
    print("{0[copper]}".format(prices))
except KeyError as error:
    print("KeyError", error)
try:
    print("{0[9]}".format(rows))
except IndexError as error:
    print("IndexError", error)
