"""`IntEnum` members are numbers, too."""
from enum import IntEnum, auto, unique


@unique
class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10

    def next(self) -> "Level":
        return Level.HIGH if self >= Level.MID else Level.MID


class Code(IntEnum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


def twice(n: int) -> int:
    return n * 2


print(Level.LOW, repr(Level.LOW), f"{Level.MID} {Level.MID:>4} {Level.HIGH:03d} {Level.HIGH!r}")
print(Level.LOW + 1, 2 * Level.MID, Level.HIGH - Level.MID, Level.HIGH / 4, -Level.MID, Level.HIGH % 3)
print(Level.LOW < Level.HIGH, Level.LOW == 1, 5 == Level.MID, Level.HIGH > 7, Level.LOW != 2, Level.LOW is Level.LOW)
print(sorted([Level.HIGH, Level.LOW, Level.MID]), max(Level), sum([l.value for l in Level]), Level.MID.next())
print(twice(Level.HIGH), [10, 20, 30][Level.LOW], {1: "one"}[Level.LOW], {Level.LOW: "low"}[Level(1)])
print([(c.name, c.value, int(c)) for c in Code], list(range(Code.C)), Code.D)
counts: dict[int, str] = {}
counts[Level.MID] = "five"
print(counts.get(5), 5 in counts, Level.MID in counts, bool(Level.LOW), "yes" if Code.A else "no")
print(Level.HIGH.bit_length(), hash(Level.LOW) == hash(1), isinstance(Level.LOW, int))
total = 0
for level in Level:
    total += level
print(total, str(Level.HIGH), "level " + str(Level.LOW))
mixed: list[int] = [Level.LOW, 7]
print(mixed == [1, 7], mixed.index(7), 1 in mixed, Level.LOW in [1, 2], Level.HIGH in (1, 2))
try:
    Level(2)
except ValueError as error:
    print(error)
