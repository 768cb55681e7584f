"""One-way constraints with strengths, propagated in the order a planner finds: the shape of deltablue."""
from __future__ import annotations

from abc import ABC, abstractmethod
from enum import IntEnum
from typing import Generic, Iterable, List, TypeVar


class Direction(IntEnum):
    NONE = 0
    FORWARD = 1
    BACKWARD = -1


class Strength:
    REQUIRED: Strength
    PREFERRED: Strength
    WEAKEST: Strength

    def __init__(self, strength: int, name: str) -> None:
        super(Strength, self).__init__()
        self.strength = strength
        self.name = name

    @classmethod
    def stronger(cls, s1: Strength, s2: Strength) -> bool:
        return s1.strength < s2.strength

    @classmethod
    def weakest_of(cls, s1: Strength, s2: Strength) -> Strength:
        return s2 if cls.stronger(s1, s2) else s1

    def next_weaker(self) -> Strength:
        strengths = {0: self.__class__.WEAKEST, 1: self.__class__.PREFERRED}
        return strengths.get(self.strength, self)


Strength.REQUIRED = Strength(0, "required")
Strength.PREFERRED = Strength(1, "preferred")
Strength.WEAKEST = Strength(2, "weakest")

T = TypeVar("T")


class OrderedCollection(List[T], Generic[T]):
    def remove_first(self) -> T:
        return self.pop(0)


class Variable:
    def __init__(self, name: str, value: int = 0) -> None:
        self.name = name
        self.value = value
        self.constraints: OrderedCollection[Constraint] = OrderedCollection()
        self.strength = Strength.WEAKEST
        self.mark = 0

    def __repr__(self) -> str:
        return f"{self.name}={self.value}"


class Constraint(ABC):
    def __init__(self, strength: Strength, *variables: Variable) -> None:
        self.strength = strength
        self.variables = variables
        self.direction = Direction.NONE
        for v in variables:
            v.constraints.append(self)

    @abstractmethod
    def execute(self) -> None: ...

    def output(self) -> Variable:
        return self.variables[-1] if self.direction is Direction.FORWARD else self.variables[0]

    def inputs(self) -> Iterable[Variable]:
        return (v for v in self.variables if v is not self.output())

    def choose(self, mark: int) -> bool:
        for direction in (Direction.FORWARD, Direction.BACKWARD):
            self.direction = direction
            out = self.output()
            if out.mark != mark and (self.strength is Strength.REQUIRED or Strength.stronger(self.strength, out.strength)):
                return True
        self.direction = Direction.NONE
        return False


class Edit(Constraint):
    def __init__(self, variable: Variable, source: Iterable[int]) -> None:
        super().__init__(Strength.PREFERRED, variable)
        self.source = iter(source)

    def execute(self) -> None:
        self.output().value = next(self.source, -1)


class Equality(Constraint):
    def execute(self) -> None:
        self.output().value = next(iter(self.inputs())).value


class Scale(Constraint):
    def __init__(self, factor: int, src: Variable, dst: Variable) -> None:
        super(Scale, self).__init__(Strength.REQUIRED, src, dst)
        self.factor = factor

    def execute(self) -> None:
        src, dst = self.variables
        if self.direction == Direction.FORWARD:
            dst.value = src.value * self.factor
        else:
            src.value = dst.value // self.factor


class Planner:
    current_mark = 0

    def plan(self, start: Constraint) -> list[Constraint]:
        Planner.current_mark += 1
        todo: OrderedCollection[Constraint] = OrderedCollection([start])
        plan: list[Constraint] = []
        while todo:
            c = todo.remove_first()
            if c in plan or not c.choose(self.current_mark):
                continue
            out = c.output()
            out.mark = self.current_mark
            out.strength = Strength.weakest_of(c.strength, out.strength)
            plan.append(c)
            todo.extend(other for other in out.constraints if other is not c)
        return plan


def chain_test(n: int) -> None:
    variables = [Variable("v%s" % i) for i in range(n)]
    for i, (a, b) in enumerate(zip(variables, variables[1:])):
        Equality(Strength.REQUIRED, a, b) if i % 3 else Scale(2, a, b)
    edit = Edit(variables[0], range(1, 100, 7))
    plan = Planner().plan(edit)
    print(len(plan), [type(c).__name__[0] + "<>"[c.direction == 1] for c in plan])
    for _ in range(3):
        for c in plan:
            c.execute()
        print(variables)
    back = Planner().plan(Edit(variables[-1], [64]))
    for c in back:
        c.execute()
    print(len(back), variables, {v.strength.name for v in variables})


chain_test(4)
chain_test(9)
print(Strength.REQUIRED.next_weaker().name, Strength.PREFERRED.next_weaker().name, Strength.WEAKEST.next_weaker().name)
print(Direction(-1), repr(Direction.FORWARD), Direction.FORWARD + 1)
