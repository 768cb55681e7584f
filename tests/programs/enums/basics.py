"""Members, their names and values, identity, iteration, lookup by value and by name."""
from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def shout(self) -> str:
        return self.name + "!"

    @property
    def doubled(self) -> int:
        return self.value * 2


def describe(color: Color) -> str:
    if color is Color.RED:
        return "warm"
    elif color == Color.GREEN:
        return "fresh"
    return "cold"


print(Color.RED, repr(Color.GREEN), Color.BLUE.name, Color.BLUE.value, f"{Color.RED}", f"{Color.RED:>12}|")
print(Color.CRIMSON, Color.CRIMSON is Color.RED, Color.RED == Color.GREEN, Color.RED != Color.BLUE)
print([c.name for c in Color], list(Color), len(Color))
print(Color(2), Color["BLUE"], Color(3) is Color.BLUE, Color["CRIMSON"])
print([describe(c) for c in Color], Color.RED.shout(), Color.BLUE.doubled)
names = {Color.RED: "red", Color.GREEN: "green"}
names[Color.BLUE] = "blue"
print(names, names[Color(1)], Color.RED in names, len({Color.RED, Color.CRIMSON, Color.BLUE}))
for index, color in enumerate(Color, 1):
    print(index, color.value, color)
print(Color.__members__)
print([c.name for c in reversed(Color)], Color.RED in Color, max(Color, key=lambda c: c.value))
for wrong in (5, 0):
    try:
        print(Color(wrong))
    except ValueError as error:
        print(error)
try:
    print(Color["PINK"])
except KeyError as error:
    print("no", error)
favourite: Color | None = None
print(favourite, favourite is Color.RED)
favourite = Color.GREEN
print(favourite, favourite is not None and favourite.value)
things: list[object] = [Color.RED, 1, Color.BLUE]
print(things, things[0] == Color.RED, things[1] == Color.RED, isinstance(things[2], Color))
print(sorted(Color, key=lambda c: -c.value), type(Color.RED).__name__)
