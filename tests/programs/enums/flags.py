"""`Flag` and `IntFlag`: combinations, tests, names of combinations."""
from enum import Flag, IntFlag, auto


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Mode(IntFlag):
    READ = 1
    WRITE = 2
    EXEC = 4
    NONE = 0


both = Perm.R | Perm.W
print(both, repr(both), both is Perm.RW, both.value, both.name, both == Perm.RW)
print(Perm.R | Perm.X, repr(Perm.R | Perm.X), (Perm.W | Perm.X).name, repr(Perm.R & Perm.W), Perm.R & Perm.W, (Perm.R & Perm.W).name)
print(Perm.R in both, Perm.X in both, ~Perm.R, repr(~both), both ^ Perm.W, bool(Perm(0)), bool(both))
print(list(Perm), [p.name for p in both], len(both), Perm(5), Perm(3) is Perm.RW, Perm["RW"], list(Perm.__members__))
held: dict[Perm, str] = {Perm.R: "read", Perm.R | Perm.X: "read and run"}
print(held[Perm.X | Perm.R], held.get(Perm.W, "none"), (Perm.R | Perm.X) == Perm(5), (Perm.R | Perm.X) is Perm(5))
current = Perm.R
current |= Perm.X
current &= ~Perm.R
print(current, [current | p for p in Perm])
mode = Mode.READ | Mode.WRITE
print(mode, repr(mode), mode == 3, mode & Mode.READ, repr(mode & 2), repr(mode | 8), mode + 1, f"{mode:04b}")
print(repr(~Mode.READ), Mode.WRITE in mode, Mode.EXEC in mode, bool(mode & Mode.EXEC), repr(Mode(0)), repr(Mode.NONE), 5 & Mode.EXEC)
print(list(Mode), [m for m in mode], int(mode), Mode(6), repr(Mode(16)))
try:
    Perm(8)
except ValueError as error:
    print(error)
