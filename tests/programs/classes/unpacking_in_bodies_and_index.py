import dataclasses
from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    LOW, MID, HIGH = 1, 5, 9


class Config:
    """Settings."""
    width, height = 3, 4
    area = width * height
    names = [f"n{i}" for i in range(width)]


class Index:
    def __init__(self, at: int) -> None:
        self.at = at
    def __index__(self) -> int:
        return self.at


class Counter:
    made = 0
    def __init__(self) -> None:
        type(self).made += 1


class Sub(Counter):
    pass


print(5 in [Level.MID], Level.MID in [5, 6], Level.HIGH > 4, list(Level))
print(Config.area, Config.names, Config.__doc__, Config.__name__, Config.__qualname__, Config.__module__)
i = Index(2)
print([10, 20, 30][i], hex(i), bin(i), "abc"[i], list(range(i)), oct(i), chr(Index(65)), (1, 2, 3)[i])
Counter(); Counter(); Sub()
print(Counter.made, Sub.made)
