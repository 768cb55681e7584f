"""A computer whose programs are lists of numbers, with modes, run as generators that ask for input; five in a ring."""
from __future__ import annotations

from enum import IntEnum
from itertools import permutations
from typing import Callable, Generator, Iterable


class Op(IntEnum):
    ADD = 1
    MUL = 2
    IN = 3
    OUT = 4
    JNZ = 5
    JZ = 6
    LT = 7
    EQ = 8
    REL = 9
    HALT = 99


BINARY: dict[Op, Callable[[int, int], int]] = {
    Op.ADD: lambda a, b: a + b, Op.MUL: lambda a, b: a * b, Op.LT: lambda a, b: int(a < b), Op.EQ: lambda a, b: int(a == b),
}


class Memory(dict[int, int]):
    def __missing__(self, key: int) -> int:
        if key < 0:
            raise MemoryError(f"address {key}")
        return 0


def run(program: Iterable[int]) -> Generator[int | None, int, str]:
    """Yields None to ask for a number, and each number put out."""
    memory = Memory(enumerate(program))
    pc = base = steps = 0
    while True:
        steps += 1
        modes, code = divmod(memory[pc], 100)
        op = Op(code)

        def address(n: int) -> int:
            mode = modes // 10 ** (n - 1) % 10
            raw = memory[pc + n]
            return pc + n if mode == 1 else raw + base if mode == 2 else raw

        if op is Op.HALT:
            return f"{steps} steps"
        if op in BINARY:
            memory[address(3)] = BINARY[op](memory[address(1)], memory[address(2)])
            pc += 4
        elif op is Op.IN:
            given = yield None
            memory[address(1)] = given
            pc += 2
        elif op is Op.OUT:
            yield memory[address(1)]
            pc += 2
        elif op in (Op.JNZ, Op.JZ):
            pc = memory[address(2)] if (memory[address(1)] != 0) == (op == Op.JNZ) else pc + 3
        else:
            base += memory[address(1)]
            pc += 2


def outputs(program: list[int], *inputs: int) -> list[int]:
    given = iter(inputs)
    machine = run(program)
    found: list[int] = []
    value = next(machine)
    try:
        while True:
            if value is None:
                value = machine.send(next(given))
            else:
                found.append(value)
                value = next(machine)
    except StopIteration as stop:
        print(f"[{stop.value}]", end=" ")
    return found


def amplify(program: list[int], phases: tuple[int, ...]) -> int:
    signal = 0
    for phase in phases:
        signal = outputs(program, phase, signal)[0]
    return signal


print(outputs([1002, 6, 3, 6, 4, 6, 33]))
quine = [109, 1, 204, -1, 1001, 100, 1, 100, 1008, 100, 16, 101, 1006, 101, 0, 99]
print(outputs(quine) == quine)
print(outputs([1102, 34915192, 34915192, 7, 4, 7, 99, 0]), outputs([104, 1125899906842624, 99]))
compare = [3, 21, 1008, 21, 8, 20, 1005, 20, 22, 107, 8, 21, 20, 1006, 20, 31, 1106, 0, 36, 98, 0, 0, 1002, 21, 125, 20, 4, 20, 1105, 1, 46, 104, 999, 1105, 1, 46, 1101, 1000, 1, 20, 4, 20, 1105, 1, 46, 98, 99]
for n in (7, 8, 9):
    print(n, outputs(compare, n))
amplifier = [3, 15, 3, 16, 1002, 16, 10, 16, 1, 16, 15, 15, 4, 15, 99, 0, 0]
best = max(permutations(range(3)), key=lambda p: int("".join(map(str, p))))
print(best, amplify(amplifier, best))
for bad in ([98], [1, -5, 0, 0]):
    try:
        outputs(bad)
    except (ValueError, MemoryError) as e:
        print(type(e).__name__, e)
