"""Cursors: whole numbers that a loop moves in one direction only, and between which bounds that keeps them.

A `while` such as

    while low < high:
        items[low], items[high] = items[high], items[low]
        low += 1
        high -= 1

says by its condition and its steps that both subscripts stay between what `low` and `high` were before the loop. When a look at these two
numbers shows that they are inside, no round needs to look again (`while_loops.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mypy.nodes import AssignmentStmt, CallExpr, ComparisonExpr, Expression, IndexExpr, IntExpr, NameExpr, Node, OperatorAssignmentStmt, OpExpr, RefExpr, TupleExpr, Var, WhileStmt

from yarara.compiler.lowering.plain_code import PlainCode, distance_from, key_of
from yarara.compiler.walk import walk

FAR = 1 << 28
"""Steps and distances are smaller, so that no sum of a few of them and a small number overflows."""


Arithmetic = OpExpr | OperatorAssignmentStmt


class Bound(NamedTuple):
    """`of + amount`: `of` a variable as it is before the loop, the key of a list for its length, or None for 0."""

    of: Var | tuple[Var, str] | None
    amount: int


class Inside(NamedTuple):
    """The subscripts of a loop that need no look, if these bounds, low and high, are inside of the lists."""

    lowest: dict[Bound, None]
    highest: dict[tuple[tuple[Var, str], Bound], None]
    subscripts: set[IndexExpr]
    ordered: dict[tuple[Bound, Bound], None]
    """What must not be larger than what before the loop."""
    steps: dict[Arithmetic, Bound]
    """How far the steps lead that the condition stops."""


class _Comparison(NamedTuple):
    """`less + amount <= more`"""

    less: Var | tuple[Var, str] | None
    more: Var | tuple[Var, str] | None
    amount: int


def _step(target: Expression, value: Expression) -> tuple[Var, int] | None:
    """A variable, and what this assignment adds to it."""
    if not isinstance(target, NameExpr) or not isinstance(target.node, Var):
        return None
    amount = distance_from(value, target.node)
    return (target.node, amount) if amount is not None and abs(amount) < FAR else None


def _steps(s: Node) -> Iterator[tuple[Expression, tuple[Var, int] | None, Node]]:
    """What a statement by itself assigns to, the step where it is one, and what computes it."""
    if isinstance(s, OperatorAssignmentStmt):
        target = s.lvalue
        step = None
        if isinstance(target, NameExpr) and isinstance(target.node, Var) and isinstance(s.rvalue, IntExpr) and s.op in ("+", "-") and s.rvalue.value < FAR:
            step = target.node, s.rvalue.value if s.op == "+" else -s.rvalue.value
        yield target, step, s
    elif isinstance(s, AssignmentStmt):
        value = s.rvalue
        for target in s.lvalues:
            if isinstance(target, TupleExpr) and isinstance(value, TupleExpr) and len(s.lvalues) == 1 and len(target.items) == len(value.items):
                yield from ((t, _step(t, v), v) for t, v in zip(target.items, value.items))
            elif isinstance(target, TupleExpr):
                yield from ((t, None, value) for t in target.items)
            else:
                yield target, _step(target, value), value


class Cursors:
    """What one loop does to numbers. `is_number` tells local variables of type int, `is_steady_list` lists that the loop leaves where they are;
    whether their lengths last depends on who else may change them."""

    def __init__(
        self, s: WhileStmt, code: PlainCode, is_number: Callable[[Var], bool], is_steady_list: Callable[[Expression], bool], lengths_last: bool,
    ) -> None:
        self.code, self.is_number, self.is_steady_list = code, is_number, is_steady_list
        self.measured = {key_of(e.base) for e in code.subscripts if is_steady_list(e.base)} if lengths_last else set()
        """The lists of which a length in the condition says something."""
        self.steps: dict[Var, list[tuple[int, int]]] = {}
        """Of each variable that only steps: in which statement of the body, and how far."""
        self.ordered: dict[tuple[Bound, Bound], None] = {}
        self._find_steps(s)
        self.conditions = [self._comparisons(e) for e in _conjuncts(s.expr)]
        self.statement = s

    def _find_steps(self, s: WhileStmt) -> None:
        other: set[Var] = set()
        for number, statement in enumerate(s.body.body):
            def enter(node: Node) -> bool:
                for target, step, _ in _steps(node):
                    if step is not None:
                        self.steps.setdefault(step[0], []).append((number, step[1]))
                    elif isinstance(target, NameExpr) and isinstance(target.node, Var):
                        other.add(target.node)
                return True

            walk(statement, enter)
        for variable, steps in list(self.steps.items()):
            if variable in other or not self.is_number(variable) or len({amount > 0 for _, amount in steps}) > 1:
                del self.steps[variable]

    # -- the condition -------------------------------------------------------------------------------------------------

    def _comparisons(self, e: Expression) -> list[_Comparison]:
        """What one part of the condition says."""
        if not isinstance(e, ComparisonExpr):
            return []
        found: list[_Comparison] = []
        for operator, left, right in e.pairwise():
            if operator in (">", ">="):
                operator, left, right = operator.replace(">", "<"), right, left
            less, more = self._term(left), self._term(right)
            if operator in ("<", "<=") and less is not None and more is not None:
                found.append(_Comparison(less.of, more.of, less.amount - more.amount + (operator == "<")))
            elif operator == "!=" and less is not None and more is not None:
                found += self._until(less, more) or self._until(more, less)
        return found

    def _until(self, moved: Bound, end: Bound) -> list[_Comparison]:
        """`moved != end`: who begins on one side and goes by one does not miss it."""
        steps = self.steps.get(moved.of, []) if isinstance(moved.of, Var) else []
        if len(steps) != 1 or abs(steps[0][1]) != 1 or isinstance(end.of, Var) and end.of in self.steps:
            return []
        if steps[0][1] > 0:
            self.ordered[moved, end] = None
            return [_Comparison(moved.of, end.of, moved.amount - end.amount + 1)]
        self.ordered[end, moved] = None
        return [_Comparison(end.of, moved.of, end.amount - moved.amount + 1)]

    def _term(self, e: Expression) -> Bound | None:
        if isinstance(e, IntExpr):
            return Bound(None, e.value) if e.value < FAR else None
        if isinstance(e, CallExpr):
            key = key_of(e.args[0]) if isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.len" else None
            return Bound(key, 0) if key is not None and key in self.measured else None
        name = e.left if isinstance(e, OpExpr) else e
        variable = name.node if isinstance(name, NameExpr) else None
        distance = distance_from(e, variable)
        if not isinstance(variable, Var) or distance is None or abs(distance) >= FAR or not self._is_known(variable):
            return None
        return Bound(variable, distance)

    # -- bounds --------------------------------------------------------------------------------------------------------

    def _is_known(self, variable: Var) -> bool:
        return variable in self.steps or self.is_number(variable) and variable not in self.code.assigned

    def _moves(self, of: Var | tuple[Var, str] | None, sign: int) -> bool:
        """Whether the loop may change this number in the direction of `sign`."""
        return isinstance(of, Var) and any(amount * sign > 0 for _, amount in self.steps.get(of, ()))

    def _bound(self, variable: Var, sign: int, place: int, conditions: list[_Comparison]) -> Bound | None:
        """How large (`sign` 1) or small (-1) it may be in a statement of the body, when these conditions held at the start of the round."""
        if not self._moves(variable, sign):
            return Bound(variable, 0)
        passed = sum(amount for number, amount in self.steps[variable] if number <= place)
        for less, more, amount in conditions:
            if sign > 0 and less is variable and not self._moves(more, 1):
                return Bound(more, passed - amount)
            if sign < 0 and more is variable and not self._moves(less, -1):
                return Bound(less, passed + amount)
        return None

    def inside(self) -> Inside:
        """All subscripts of which bounds are known."""
        found = Inside({}, {}, set(), self.ordered, {})
        wanted = set(self.code.subscripts)
        known: list[_Comparison] = []
        for part, comparisons in zip(_conjuncts(self.statement.expr), self.conditions):
            self._look_in(part, -1, list(known), wanted, found)
            known += comparisons
        for number, statement in enumerate(self.statement.body.body):
            self._look_in(statement, number, known, wanted, found)
            self._note_steps(statement, number, known, found)
        return found

    def _note_steps(self, statement: Node, place: int, known: list[_Comparison], found: Inside) -> None:
        """Not those behind an `if`: LLVM would make sums of both branches, which costs more than a jump that is seldom taken."""
        for _, step, arithmetic in _steps(statement):
            if step is not None and step[0] in self.steps and isinstance(arithmetic, Arithmetic):
                bound = self._bound(step[0], 1 if step[1] > 0 else -1, place, known)
                if bound is not None:
                    found.steps[arithmetic] = bound

    def _look_in(self, node: Node, place: int, known: list[_Comparison], wanted: set[IndexExpr], found: Inside) -> None:
        def enter(inner: Node) -> bool:
            if isinstance(inner, IndexExpr) and inner in wanted and self.is_steady_list(inner.base):
                self._note(inner, place, known, found)
            return True

        walk(node, enter)

    def _note(self, e: IndexExpr, place: int, known: list[_Comparison], found: Inside) -> None:
        index, key = self._term(e.index), key_of(e.base)
        if index is None or key is None or isinstance(index.of, tuple):
            return
        low = Bound(None, 0) if index.of is None else self._bound(index.of, -1, place, known)
        high = Bound(None, 0) if index.of is None else self._bound(index.of, 1, place, known)
        if low is not None and high is not None:
            found.lowest[Bound(low.of, low.amount + index.amount)] = None
            found.highest[key, Bound(high.of, high.amount + index.amount)] = None
            found.subscripts.add(e)


def _conjuncts(e: Expression) -> list[Expression]:
    """The parts of `a and b and c`."""
    if isinstance(e, OpExpr) and e.op == "and":
        return [*_conjuncts(e.left), *_conjuncts(e.right)]
    return [e]
