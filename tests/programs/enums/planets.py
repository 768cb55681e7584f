"""Members with fields of their own, set by `__init__` from tuples; computed values."""
import math
from enum import Enum


class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    MARS = (6.421e+23, 3.3972e6)

    def __init__(self, mass: float, radius: float) -> None:
        self.mass = mass
        self.radius = radius

    @property
    def surface_gravity(self) -> float:
        return 6.67300e-11 * self.mass / (self.radius * self.radius)


class Coin(Enum):
    PENNY = 1
    DIME = 10

    def __init__(self, cents: int) -> None:
        self.label = f"{cents}c"


class Constant(Enum):
    PI = math.sqrt(9.8)
    E = round(2.71828, 2)


class Mixed(Enum):
    ONE = 1
    TWO = "two"
    PAIR = (1, "x")
    NOTHING = None


print([f"{p.name} {p.surface_gravity:.2f}" for p in Planet])
print(Planet.EARTH, repr(Planet.EARTH), Planet.EARTH.value, Planet["MARS"], Planet.MARS.radius)
print([c.label for c in Coin], Coin(10).label, Coin.PENNY.value + 1)
print([c.value for c in Constant], Constant.E)
print([m for m in Mixed], Mixed.ONE.value + 1, Mixed.TWO.value.upper(), Mixed.PAIR.value[1], Mixed("two"), Mixed(1), Mixed(None))
heaviest = max(Planet, key=lambda p: p.mass)
print(heaviest.name, {p: p.radius for p in Planet}[Planet.MARS])
