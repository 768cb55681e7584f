from __future__ import annotations


class Meters:
    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Meters):
            return self.value == other.value
        return NotImplemented

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Meters):
            return NotImplemented
        return self.value < other.value

    def __add__(self, other: object) -> Meters:
        if isinstance(other, Meters):
            return Meters(self.value + other.value)
        if isinstance(other, int):
            return Meters(self.value + other)
        return NotImplemented

    def __repr__(self) -> str:
        return f"{self.value}m"


class Feet:
    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Meters):
            return self.value == other.value * 3
        if isinstance(other, Feet):
            return self.value == other.value
        return NotImplemented

    def __radd__(self, other: object) -> Meters:
        if isinstance(other, Meters):
            return Meters(other.value + self.value // 3)
        return NotImplemented


class Exact(Meters):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exact) and super().__eq__(other)


m, f = Meters(3), Feet(9)
print(m == Meters(3), m == f, f == m, m != f, m == 3, m == "x", f == 3, Feet(1) == Feet(1), m == m, f != Meters(2))
print(m + Meters(1), m + 2, m + f, m < Meters(4), [m] == [Meters(3)], m in [f], f in [m, Meters(1)], (m, 1) == (f, 1))
for attempt in range(3):
    try:
        if attempt == 0:
            print(m + "x")
        elif attempt == 1:
            print(m < 3)
        else:
            total = Meters(1)
            total += 2.5
            print(total)
    except TypeError as error:
        print(error)
lengths: list[Meters] = [Exact(1), Meters(1), Exact(1)]
print(lengths[0] == lengths[2], lengths[0] == lengths[1], lengths[1] == Meters(1), sorted([Meters(2), Meters(1)]))
