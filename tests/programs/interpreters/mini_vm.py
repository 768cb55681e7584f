"""A stack machine with an assembler, calls and a tiny optimizer."""
from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Callable, Optional


class Op(Enum):
    PUSH = auto()
    POP = auto()
    ADD = auto()
    SUB = auto()
    MUL = auto()
    LT = auto()
    EQ = auto()
    JMP = auto()
    JZ = auto()
    LOAD = auto()
    STORE = auto()
    CALL = auto()
    RET = auto()
    PRINT = auto()
    HALT = auto()
    DUP = auto()


@dataclass(frozen=True)
class Instr:
    op: Op
    arg: Optional[int] = None

    def __str__(self) -> str:
        return self.op.name if self.arg is None else f"{self.op.name} {self.arg}"


class VMError(Exception):
    pass


@dataclass
class Frame:
    return_to: int
    locals: dict[int, int] = field(default_factory=dict)


class VM:
    def __init__(self, code: list[Instr], trace: bool = False) -> None:
        self.code = code
        self.stack: list[int] = []
        self.frames = [Frame(-1)]
        self.pc = 0
        self.output: list[str] = []
        self.steps = 0
        self.binary: dict[Op, Callable[[int, int], int]] = {
            Op.ADD: lambda a, b: a + b,
            Op.SUB: lambda a, b: a - b,
            Op.MUL: lambda a, b: a * b,
            Op.LT: lambda a, b: int(a < b),
            Op.EQ: lambda a, b: int(a == b),
        }

    def pop(self) -> int:
        try:
            return self.stack.pop()
        except IndexError:
            raise VMError(f"stack underflow at {self.pc}") from None

    def run(self, limit: int = 10_000) -> list[str]:
        while self.steps < limit:
            self.steps += 1
            if not 0 <= self.pc < len(self.code):
                raise VMError(f"pc out of range: {self.pc}")
            instr = self.code[self.pc]
            self.pc += 1
            op, arg = instr.op, instr.arg
            if op in self.binary:
                b, a = self.pop(), self.pop()
                self.stack.append(self.binary[op](a, b))
            elif op is Op.PUSH:
                assert arg is not None
                self.stack.append(arg)
            elif op is Op.POP:
                self.pop()
            elif op is Op.DUP:
                self.stack.append(self.stack[-1])
            elif op is Op.JMP:
                assert arg is not None
                self.pc = arg
            elif op is Op.JZ:
                assert arg is not None
                if self.pop() == 0:
                    self.pc = arg
            elif op is Op.LOAD:
                assert arg is not None
                try:
                    self.stack.append(self.frames[-1].locals[arg])
                except KeyError as e:
                    raise VMError(f"local {e} is not set") from e
            elif op is Op.STORE:
                assert arg is not None
                self.frames[-1].locals[arg] = self.pop()
            elif op is Op.CALL:
                assert arg is not None
                self.frames.append(Frame(self.pc))
                self.pc = arg
            elif op is Op.RET:
                self.pc = self.frames.pop().return_to
            elif op is Op.PRINT:
                self.output.append(str(self.pop()))
            elif op is Op.HALT:
                return self.output
        raise VMError("step limit")


def assemble(source: str) -> list[Instr]:
    labels: dict[str, int] = {}
    lines: list[list[str]] = []
    for raw in source.splitlines():
        line = raw.split(";", 1)[0].strip()
        if not line:
            continue
        if line.endswith(":"):
            labels[line[:-1]] = len(lines)
            continue
        lines.append(line.split())
    code: list[Instr] = []
    for number, (mnemonic, *rest) in enumerate(lines):
        op = Op[mnemonic.upper()]
        if rest:
            arg = rest[0]
            code.append(Instr(op, labels[arg] if arg in labels else int(arg)))
        else:
            code.append(Instr(op))
    return code


def fold(code: list[Instr]) -> list[Instr]:
    """PUSH a; PUSH b; ADD -> PUSH a+b where no jump can be hurt (only jump-free code)."""
    if any(i.op in (Op.JMP, Op.JZ, Op.CALL) for i in code):
        return code
    out: list[Instr] = []
    for i in code:
        match out, i:
            case [*_, Instr(Op.PUSH, int(a)), Instr(Op.PUSH, int(b))], Instr(Op.ADD | Op.MUL as op):
                del out[-2:]
                out.append(Instr(Op.PUSH, a + b if op is Op.ADD else a * b))
            case _:
                out.append(i)
    return out


FACTORIAL = """
    push 10
    call fact
    print
    halt
fact:
    store 0
    push 1
    store 1
loop:
    load 0
    jz done
    load 1
    load 0
    mul
    store 1
    load 0
    push 1
    sub
    store 0
    jmp loop
done:
    load 1
    ret
"""
code = assemble(FACTORIAL)
print(len(code), ", ".join(str(i) for i in code[:6]))
vm = VM(code)
print(vm.run(), vm.steps, vm.stack)
simple = assemble("push 2\npush 3\nadd\npush 4\nmul\nprint\nhalt")
print([str(i) for i in fold(simple)], VM(fold(simple)).run())
for bad in ("add", "load 3", "jmp 99", "loop:\njmp loop"):
    try:
        VM(assemble(bad)).run()
    except VMError as e:
        print("VMError:", e, "| cause:", repr(e.__cause__))
try:
    assemble("frob 1")
except KeyError as e:
    print("KeyError", e)
print(Instr(Op.PUSH, 3) == Instr(Op.PUSH, 3), hash(Instr(Op.POP)) == hash(Instr(Op.POP)), Instr(Op.JZ, 4))
