"""Constraint solver in the style of DeltaBlue."""
from __future__ import annotations
from enum import IntEnum
from abc import ABC, abstractmethod
from typing import ClassVar

class Direction(IntEnum):
    NONE = 0
    FORWARD = 1
    BACKWARD = -1

class Strength:
    REQUIRED: ClassVar[Strength]
    STRONG: ClassVar[Strength]
    WEAK: ClassVar[Strength]
    def __init__(self, value: int, name: str) -> None:
        self.value = value
        self.name = name
    @classmethod
    def stronger(cls, a: Strength, b: Strength) -> bool:
        return a.value < b.value
    @classmethod
    def weakest_of(cls, a: Strength, b: Strength) -> Strength:
        return a if cls.stronger(b, a) else b
    def __repr__(self) -> str:
        return f"<{self.name}>"

Strength.REQUIRED = Strength(0, "required")
Strength.STRONG = Strength(1, "strong")
Strength.WEAK = Strength(2, "weak")

class Variable:
    def __init__(self, name: str, value: int = 0) -> None:
        self.name = name
        self.value = value
        self.constraints: list[Constraint] = []
        self.determined_by: Constraint | None = None
        self.strength = Strength.WEAK

    def add(self, c: Constraint) -> None:
        self.constraints.append(c)

class Constraint(ABC):
    def __init__(self, strength: Strength) -> None:
        self.strength = strength

    @abstractmethod
    def execute(self) -> None: ...

    @abstractmethod
    def inputs(self) -> list[Variable]: ...

    def is_input(self) -> bool:
        return False

class Edit(Constraint):
    def __init__(self, v: Variable, strength: Strength = Strength.STRONG) -> None:
        super().__init__(strength)
        self.v = v
        v.add(self)
    def execute(self) -> None:
        pass
    def inputs(self) -> list[Variable]:
        return []
    def is_input(self) -> bool:
        return True

class Binary(Constraint):
    def __init__(self, a: Variable, b: Variable, strength: Strength) -> None:
        super().__init__(strength)
        self.a, self.b = a, b
        self.direction = Direction.FORWARD
        a.add(self)
        b.add(self)
    def inputs(self) -> list[Variable]:
        return [self.a] if self.direction == Direction.FORWARD else [self.b]
    def output(self) -> Variable:
        return self.b if self.direction == Direction.FORWARD else self.a

class Equal(Binary):
    def execute(self) -> None:
        self.output().value = self.inputs()[0].value

class Scale(Binary):
    def __init__(self, a: Variable, scale: Variable, offset: Variable, b: Variable, strength: Strength = Strength.REQUIRED) -> None:
        super().__init__(a, b, strength)
        self.scale = scale
        self.offset = offset
    def execute(self) -> None:
        if self.direction is Direction.FORWARD:
            self.b.value = self.a.value * self.scale.value + self.offset.value
        else:
            self.a.value = (self.b.value - self.offset.value) // self.scale.value

class Plan(list[Constraint]):
    def execute(self) -> None:
        for c in self:
            c.execute()

def chain(n: int) -> int:
    vs = [Variable(f"v{i}") for i in range(n + 1)]
    plan = Plan()
    for a, b in zip(vs, vs[1:]):
        plan.append(Equal(a, b, Strength.REQUIRED))
    Edit(vs[0])
    for i in range(50):
        vs[0].value = i
        plan.execute()
        assert vs[-1].value == i
    return vs[-1].value

def projection(n: int) -> list[int]:
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    plan = Plan()
    dests: list[Variable] = []
    for i in range(n):
        src, dst = Variable("src", i), Variable("dst", i)
        dests.append(dst)
        plan.append(Scale(src, scale, offset, dst))
    plan.execute()
    for c in plan:
        if isinstance(c, Scale):
            c.direction = Direction.BACKWARD
            c.b.value += 5
    plan.execute()
    return [d.value for d in dests] + [c.inputs()[0].value for c in plan]

print(chain(100), projection(4), len(Plan()), Strength.weakest_of(Strength.STRONG, Strength.WEAK), Direction.BACKWARD, Direction.BACKWARD.name)
