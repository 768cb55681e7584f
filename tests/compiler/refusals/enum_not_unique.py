from enum import Enum, unique


@unique
class Level(Enum):
    LOW = 1
    BASE = 1
    HIGH = 2


print(Level.LOW)
