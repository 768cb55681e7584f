"""An incremental constraint solver (after Freeman-Benson and Maloney, 1989): small objects, methods that are overridden, lists of references.    deltablue.py [SIZE [TIMES]]"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod

REQUIRED, PREFERRED, STRONG_DEFAULT, DEFAULT, WEAK_DEFAULT, WEAKEST = range(6)
"""Strengths: a smaller number is stronger."""

UNSATISFIED, FORWARD, BACKWARD = range(3)
"""Whether a constraint between two variables computes, and which of them."""


class Variable:
    """A number that constraints compute."""

    def __init__(self, name: str, value: int) -> None:
        self.name = name
        self.value = value
        self.constraints: list[Constraint] = []
        self.determined_by: Constraint | None = None
        self.mark = 0
        self.walkabout = WEAKEST
        """The weakest constraint that would have to give way for another one to determine this variable."""
        self.stays = True

    def remove_constraint(self, constraint: Constraint) -> None:
        for index, candidate in enumerate(self.constraints):
            if candidate is constraint:
                del self.constraints[index]
                break
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint(ABC):
    """What should hold between variables, and how much it matters."""

    def __init__(self, strength: int) -> None:
        self.strength = strength

    def add(self, planner: Planner) -> None:
        self.add_to_graph()
        planner.incremental_add(self)

    def destroy(self, planner: Planner) -> None:
        if self.is_satisfied():
            planner.incremental_remove(self)
        self.remove_from_graph()

    def satisfy(self, mark: int, planner: Planner) -> Constraint | None:
        """Try to enforce it; the constraint that was overridden by that."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint cannot be satisfied")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise RuntimeError("a cycle of constraints")
        out.mark = mark
        return overridden

    def is_input(self) -> bool:
        """Whether it takes a value from outside."""
        return False

    @abstractmethod
    def add_to_graph(self) -> None: ...

    @abstractmethod
    def remove_from_graph(self) -> None: ...

    @abstractmethod
    def is_satisfied(self) -> bool: ...

    @abstractmethod
    def mark_unsatisfied(self) -> None: ...

    @abstractmethod
    def choose_method(self, mark: int) -> None:
        """Decide which variable to compute, if any."""

    @abstractmethod
    def mark_inputs(self, mark: int) -> None: ...

    @abstractmethod
    def inputs_known(self, mark: int) -> bool: ...

    @abstractmethod
    def output(self) -> Variable: ...

    @abstractmethod
    def recalculate(self) -> None:
        """Strength and stay flag of the output, and its value if that stays."""

    @abstractmethod
    def execute(self) -> None:
        """Compute the output."""


class UnaryConstraint(Constraint):
    """A constraint of one variable."""

    def __init__(self, variable: Variable, strength: int, planner: Planner) -> None:
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False
        self.add(planner)

    def add_to_graph(self) -> None:
        self.variable.constraints.append(self)
        self.satisfied = False

    def remove_from_graph(self) -> None:
        self.variable.remove_constraint(self)
        self.satisfied = False

    def is_satisfied(self) -> bool:
        return self.satisfied

    def mark_unsatisfied(self) -> None:
        self.satisfied = False

    def choose_method(self, mark: int) -> None:
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.walkabout

    def mark_inputs(self, mark: int) -> None:
        pass

    def inputs_known(self, mark: int) -> bool:
        return True

    def output(self) -> Variable:
        return self.variable

    def recalculate(self) -> None:
        self.variable.walkabout = self.strength
        self.variable.stays = not self.is_input()
        if self.variable.stays:
            self.execute()


class Stay(UnaryConstraint):
    """The variable keeps its value."""

    def execute(self) -> None:
        pass


class Edit(UnaryConstraint):
    """The variable gets its value from outside."""

    def is_input(self) -> bool:
        return True

    def execute(self) -> None:
        pass


class BinaryConstraint(Constraint):
    """A constraint between two variables, either of which can be computed from the other."""

    def __init__(self, first: Variable, second: Variable, strength: int, planner: Planner) -> None:
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = UNSATISFIED
        self.add(planner)

    def add_to_graph(self) -> None:
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.direction = UNSATISFIED

    def remove_from_graph(self) -> None:
        self.first.remove_constraint(self)
        self.second.remove_constraint(self)
        self.direction = UNSATISFIED

    def is_satisfied(self) -> bool:
        return self.direction != UNSATISFIED

    def mark_unsatisfied(self) -> None:
        self.direction = UNSATISFIED

    def choose_method(self, mark: int) -> None:
        first, second = self.first, self.second
        if first.mark == mark:
            self.direction = FORWARD if second.mark != mark and self.strength < second.walkabout else UNSATISFIED
        elif second.mark == mark:
            self.direction = BACKWARD if self.strength < first.walkabout else UNSATISFIED
        elif first.walkabout > second.walkabout:
            self.direction = BACKWARD if self.strength < first.walkabout else UNSATISFIED
        else:
            self.direction = FORWARD if self.strength < second.walkabout else UNSATISFIED

    def mark_inputs(self, mark: int) -> None:
        self.input().mark = mark

    def inputs_known(self, mark: int) -> bool:
        source = self.input()
        return source.mark == mark or source.stays or source.determined_by is None

    def input(self) -> Variable:
        return self.first if self.direction == FORWARD else self.second

    def output(self) -> Variable:
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self) -> None:
        source, out = self.input(), self.output()
        out.walkabout = max(self.strength, source.walkabout)
        out.stays = source.stays
        if out.stays:
            self.execute()


class Equality(BinaryConstraint):
    """Both variables have the same value."""

    def execute(self) -> None:
        self.output().value = self.input().value


class Scale(BinaryConstraint):
    """second == first * factor + offset"""

    def __init__(self, source: Variable, factor: Variable, offset: Variable, target: Variable, strength: int, planner: Planner) -> None:
        self.factor = factor
        self.offset = offset
        super().__init__(source, target, strength, planner)

    def add_to_graph(self) -> None:
        super().add_to_graph()
        self.factor.constraints.append(self)
        self.offset.constraints.append(self)

    def remove_from_graph(self) -> None:
        super().remove_from_graph()
        self.factor.remove_constraint(self)
        self.offset.remove_constraint(self)

    def mark_inputs(self, mark: int) -> None:
        super().mark_inputs(mark)
        self.factor.mark = mark
        self.offset.mark = mark

    def execute(self) -> None:
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.factor.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.factor.value

    def recalculate(self) -> None:
        source, out = self.input(), self.output()
        out.walkabout = max(self.strength, source.walkabout)
        out.stays = source.stays and self.factor.stays and self.offset.stays
        if out.stays:
            self.execute()


class Plan:
    """Constraints in an order in which each finds its inputs computed."""

    def __init__(self) -> None:
        self.steps: list[Constraint] = []

    def execute(self) -> None:
        for constraint in self.steps:
            constraint.execute()


class Planner:
    """Keeps the constraints satisfied, the strongest first."""

    def __init__(self) -> None:
        self.mark = 0

    def new_mark(self) -> int:
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint: Constraint) -> None:
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint: Constraint) -> None:
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.remove_from_graph()
        unsatisfied = self.remove_propagate_from(out)
        for strength in range(REQUIRED, WEAKEST):
            for candidate in unsatisfied:
                if candidate.strength == strength:
                    self.incremental_add(candidate)

    def make_plan(self, sources: list[Constraint]) -> Plan:
        mark = self.new_mark()
        plan = Plan()
        todo = sources
        while todo:
            constraint = todo.pop()
            out = constraint.output()
            if out.mark != mark and constraint.inputs_known(mark):
                plan.steps.append(constraint)
                out.mark = mark
                self.add_consumers(out, todo)
        return plan

    def plan_for(self, constraints: list[Constraint]) -> Plan:
        return self.make_plan([c for c in constraints if c.is_input() and c.is_satisfied()])

    def add_propagate(self, constraint: Constraint, mark: int) -> bool:
        """Recompute strengths downstream; False when that comes back to where it began."""
        todo = [constraint]
        while todo:
            current = todo.pop()
            out = current.output()
            if out.mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.add_consumers(out, todo)
        return True

    def remove_propagate_from(self, out: Variable) -> list[Constraint]:
        """Recompute what depended on `out`; the constraints that are unsatisfied now."""
        out.determined_by = None
        out.walkabout = WEAKEST
        out.stays = True
        unsatisfied: list[Constraint] = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            determining = variable.determined_by
            for constraint in variable.constraints:
                if constraint is not determining and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def add_consumers(self, variable: Variable, found: list[Constraint]) -> None:
        determining = variable.determined_by
        for constraint in variable.constraints:
            if constraint is not determining and constraint.is_satisfied():
                found.append(constraint)

    def change(self, variable: Variable, value: int) -> None:
        """Edit a variable ten times."""
        edit = Edit(variable, PREFERRED, self)
        plan = self.plan_for([edit])
        for _ in range(10):
            variable.value = value
            plan.execute()
        edit.destroy(self)


def chain(size: int) -> int:
    """A long chain of equalities, the first variable of which is edited."""
    planner = Planner()
    variables = [Variable(f"v{i}", 0) for i in range(size + 1)]
    for i in range(size):
        Equality(variables[i], variables[i + 1], REQUIRED, planner)
    first, last = variables[0], variables[size]
    Stay(last, STRONG_DEFAULT, planner)
    edit = Edit(first, PREFERRED, planner)
    plan = planner.plan_for([edit])
    total = 0
    for value in range(100):
        first.value = value
        plan.execute()
        if last.value != value:
            raise RuntimeError(f"{last.name} is {last.value}, not {value}")
        total += last.value
    edit.destroy(planner)
    return total


def projection(size: int) -> int:
    """Two sets of variables, each of one a linear function of one of the other."""
    planner = Planner()
    factor, offset = Variable("factor", 10), Variable("offset", 1000)
    source, target = Variable("source", 0), Variable("target", 0)
    targets: list[Variable] = []
    for i in range(size):
        source, target = Variable(f"source{i}", i), Variable(f"target{i}", i)
        targets.append(target)
        Stay(source, DEFAULT, planner)
        Scale(source, factor, offset, target, REQUIRED, planner)
    planner.change(source, 17)
    total = target.value
    planner.change(target, 1050)
    total += source.value
    planner.change(factor, 5)
    for i in range(size - 1):
        if targets[i].value != i * 5 + 1000:
            raise RuntimeError(f"{targets[i].name} is {targets[i].value}")
    planner.change(offset, 2000)
    for i in range(size - 1):
        if targets[i].value != i * 5 + 2000:
            raise RuntimeError(f"{targets[i].name} is {targets[i].value}")
    return total + targets[size // 2].value


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chained = projected = 0
    for _ in range(times):
        chained += chain(size)
        projected += projection(size)
    print(f"chain {chained}, projection {projected}")


if __name__ == "__main__":
    main()
