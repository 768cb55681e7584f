"""`_missing_`, texts of one's own, class methods, bases without members, mixins."""
from enum import Enum, IntEnum


class Described(Enum):
    def describe(self) -> str:
        return f"{self.name} of {type(self).__name__}"


class Direction(Described):
    NORTH = "n"
    SOUTH = "s"

    @classmethod
    def _missing_(cls, value: object) -> "Direction | None":
        if isinstance(value, str):
            for member in cls:
                if member.value == value.lower():
                    return member
        return None

    @classmethod
    def default(cls) -> "Direction":
        return cls.NORTH

    @staticmethod
    def count() -> int:
        return len(Direction)

    def opposite(self) -> "Direction":
        return Direction.SOUTH if self is Direction.NORTH else Direction.NORTH


class Loud:
    def loud(self) -> str:
        return str(self).upper()


class Animal(Loud, Enum):
    CAT = "meow"
    DOG = "woof"

    def __str__(self) -> str:
        return f"{self.name.lower()} says {self.value}"


class Priority(IntEnum):
    LOW = 1
    HIGH = 2

    def __str__(self) -> str:
        return self.name.title()


print(Direction("N"), Direction("s").describe(), Direction.default(), Direction.count(), Direction.NORTH.opposite())
try:
    Direction("west")
except ValueError as error:
    print(error)
print(Animal.CAT, repr(Animal.DOG), Animal.DOG.loud(), f"{Animal.CAT}", [str(a) for a in Animal])
print(Priority.LOW, repr(Priority.HIGH), f"{Priority.HIGH}", Priority.LOW + 1, Priority.HIGH > 1)
