"""`__setattr__` and `__delattr__` of one's own: every assignment goes through them, and on to `object`."""

from __future__ import annotations


class Watched:
    changes: list[str] = []
    name: str
    count: int
    ratio: float

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count

    def __setattr__(self, name: str, value: object) -> None:
        Watched.changes.append(f"{name}={value!r}")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        Watched.changes.append(f"del {name}")
        super().__delattr__(name)


def shown() -> str:
    text = " ".join(Watched.changes)
    Watched.changes.clear()
    return text


watched = Watched("w", 1)
print(watched.name, watched.count, shown())
watched.count += 5
watched.name, watched.ratio = "x", 0.5
print(watched.name, watched.count, watched.ratio, shown())
del watched.count
try:
    print(watched.count)
except AttributeError as error:
    print(error, shown())
try:
    del watched.count
except AttributeError as error:
    print(error, shown())
watched.count = 7
print(watched.count, shown())


class Positive(Watched):
    """Numbers that are not negative."""

    limit: int

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, int) and value < 0:
            raise ValueError(f"{name} is {value}")
        super().__setattr__(name, value)


positive = Positive("p", 2)
positive.limit = 9
try:
    positive.count = -1
except ValueError as error:
    print("ValueError:", error)
print(positive.count, positive.limit, shown())
every: list[Watched] = [watched, positive]
for one in every:
    try:
        one.count = -3
    except ValueError as error:
        print("refused", error)
    print(one.count)
print(shown())


class Constant:
    """Assigned once."""

    x: int
    y: int

    def __init__(self, x: int, y: int) -> None:
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is constant: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} keeps {name}")

    def moved(self, by: int) -> Constant:
        return Constant(self.x + by, self.y)


constant = Constant(1, 2)
for attempt in range(2):
    try:
        if attempt:
            constant.x = 5
        else:
            del constant.y
    except AttributeError as error:
        print(error)
print(constant.x, constant.y, constant.moved(4).x)


class Celsius:
    """A property is assigned to by its name, too."""

    def __init__(self) -> None:
        self.degrees = 0.0

    @property
    def kelvin(self) -> float:
        return self.degrees + 273.15

    @kelvin.setter
    def kelvin(self, value: float) -> None:
        self.degrees = value - 273.15

    def __setattr__(self, name: str, value: float) -> None:
        print("set", name, round(value, 2))
        object.__setattr__(self, name, value)


warm = Celsius()
warm.kelvin = 300.0
print(round(warm.degrees, 2), warm.kelvin)
warm.__setattr__("degrees", 3.0)
print(warm.degrees)


class Base:
    def __init__(self, n: int) -> None:
        self.n = n


class Noisy(Base):
    def __setattr__(self, name: str, value: object) -> None:
        print("noisy", name, value)
        super().__setattr__(name, value)


bases: list[Base] = [Base(1), Noisy(2)]
for base in bases:
    base.n = base.n * 10
print([base.n for base in bases])
