"""Conditions that are decided by one jump: `if rows[i] or rising[up] or falling[down]` in a quick copy of a loop.

Each `or` is a jump, and where the items are as good as random the processor guesses a third of these wrong, which costs more than to look at
all of them. Reading an item that is surely there has no effect. So such a condition first sees to it that all indices are inside, then reads all items and
jumps once. When an index is not inside, everything is done one after another, as it is written.
"""

from __future__ import annotations

from mypy.nodes import ComparisonExpr, Expression, IndexExpr, IntExpr, NameExpr, OpExpr, UnaryExpr, Var

from yarara.compiler.lowering.counted_loops import CountedLoops, Strip
from yarara.compiler.program.types import BOOL, FLOAT, INT

MOST = 4
"""Items that are read at once."""


class JointConditions(CountedLoops):
    """`and` and `or` of items of lists."""

    in_turn = False

    def condition(self, e: Expression, yes: str, no: str) -> None:
        if isinstance(e, OpExpr) and e.op in ("and", "or") and self.strip is not None and not self.in_turn and self.static_truth(e) is None:
            operands = _operands(e, e.op)
            items: list[IndexExpr] = []
            if all(self._is_silent(operand, items) for operand in operands) and 2 <= len(items) <= MOST:
                self._at_once(e, operands, items, self.strip, yes, no)
                return
        super().condition(e, yes, no)

    def _is_silent(self, e: Expression, items: list[IndexExpr]) -> bool:
        """Whether nobody notices that it is evaluated, provided that all the `items` are there."""
        if isinstance(e, UnaryExpr):
            return e.op == "not" and self._is_silent(e.expr, items)
        if isinstance(e, ComparisonExpr):
            return e.operators[0] in ("==", "!=", "<", "<=", ">", ">=") and len(e.operators) == 1 and all(self._is_number(o, items) for o in e.operands)
        return self._is_number(e, items)

    def _is_number(self, e: Expression, items: list[IndexExpr]) -> bool:
        if isinstance(e, IndexExpr):
            items.append(e)
            place = self.known_place(e)
            return place is not None and place.item in (BOOL, INT, FLOAT) and self._is_known(e.index)
        return isinstance(e, IntExpr) or self._is_known(e)

    def _is_known(self, e: Expression) -> bool:
        """A number in a local variable, which has a value."""
        if not isinstance(e, NameExpr) or not isinstance(e.node, Var):
            return False
        local = self.locals.get(e.node)
        return local is not None and local.cell is None and local.type in (BOOL, INT, FLOAT) and e.node in self.assigned

    def _at_once(self, e: OpExpr, operands: list[Expression], items: list[IndexExpr], strip: Strip, yes: str, no: str) -> None:
        in_turn = self.name("in_turn")
        unsure = [item for item in items if item not in strip.inside]
        for item in unsure:
            place = self.known_place(item)
            assert place is not None
            self.go_if(self.instruction(f"icmp ult i64 {self.coerce(self.lower(item.index), INT).ref}, {place.length}"), in_turn)
        strip.inside.update(unsure)
        joint = self.truth(self.lower(operands[0]))
        for operand in operands[1:]:
            joint = self.instruction(f"{e.op} i1 {joint}, {self.truth(self.lower(operand))}")
        strip.inside.difference_update(unsure)
        self.emit(f"br i1 {joint}, label %{yes}, label %{no}, !unpredictable !{self.program.debug.nothing}")  # so that LLVM keeps it one jump
        self.terminated = True
        if unsure:
            self.start_quietly(in_turn)
            self.in_turn = True
            super().condition(e, yes, no)
            self.in_turn = False


def _operands(e: Expression, operator: str) -> list[Expression]:
    """The parts of `a or b or c`."""
    if isinstance(e, OpExpr) and e.op == operator:
        return [*_operands(e.left, operator), *_operands(e.right, operator)]
    return [e]
