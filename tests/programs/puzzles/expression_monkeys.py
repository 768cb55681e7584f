"""Monkeys that shout numbers or sums of others': evaluated with a cache, and solved backwards for one of them."""
from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import cache
from typing import Callable, TypeAlias

Operation: TypeAlias = Callable[[int, int], int]
OPERATIONS: dict[str, Operation] = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}


@dataclass(frozen=True)
class Number:
    value: int


@dataclass(frozen=True)
class Sum:
    left: str
    symbol: str
    right: str

    @property
    def operation(self) -> Operation:
        return OPERATIONS[self.symbol]


Job = Number | Sum


def parse(line: str) -> tuple[str, Job]:
    name, _, words = line.partition(": ")
    match words.split():
        case [number]:
            return name, Number(int(number))
        case [left, ("+" | "-" | "*" | "/") as symbol, right]:
            return name, Sum(left, symbol, right)
        case other:
            raise SyntaxError(f"{name}: {other}")


TEXT = """root: pppw + sjmn
dbpl: 5
cczh: sllz + lgvd
zczc: 2
ptdq: humn - dvpt
dvpt: 3
lfqf: 4
humn: 5
ljgn: 2
sjmn: drzm * dbpl
sllz: 4
pppw: cczh / lfqf
lgvd: ljgn * ptdq
drzm: hmdt - zczc
hmdt: 32"""
jobs = dict(map(parse, TEXT.splitlines()))


@cache
def shout(name: str) -> int:
    match jobs[name]:
        case Number(value=n):
            return n
        case Sum(left, _, right) as job:
            return job.operation(shout(left), shout(right))


@cache
def depends(name: str, on: str = "humn") -> bool:
    job = jobs[name]
    return name == on or isinstance(job, Sum) and (depends(job.left) or depends(job.right))


def solve(name: str, wanted: int) -> int:
    if name == "humn":
        return wanted
    job = jobs[name]
    assert isinstance(job, Sum)
    if depends(job.left):
        known = shout(job.right)
        inverse = {"+": wanted - known, "-": wanted + known, "*": wanted // known, "/": wanted * known}
        return solve(job.left, inverse[job.symbol])
    known = shout(job.left)
    inverse = {"+": wanted - known, "-": known - wanted, "*": wanted // known, "/": known // wanted if wanted else 0}
    return solve(job.right, inverse[job.symbol])


print(shout("root"), shout.cache_info().currsize, depends("pppw"), depends("sjmn"))
root = jobs["root"]
assert isinstance(root, Sum)
answer = solve(root.left, shout(root.right))
print(answer, root)
jobs["humn"] = Number(answer)
shout.cache_clear()
print(shout(root.left) == shout(root.right), shout(root.left))
for line in ("x: 1 2", "y: a % b", "z: many"):
    try:
        print(parse(line))
    except SyntaxError as e:
        print("SyntaxError:", e)
    except ValueError as e:
        print("ValueError:", e)
