"""Loops that copy: `for i in range(...): target[i + c] = source[i + d]` in a quick copy is one `memmove`.

The items of two lists are the same memory or have nothing in common. So the loop and `memmove` differ only where the loop writes an item of the same
list that it reads in a later round, which is so when `c` is greater than `d`.
"""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, Expression, ForStmt, IndexExpr, NameExpr, Var

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.counted_loops import Place, Strip
from yarara.compiler.lowering.joint_conditions import JointConditions
from yarara.compiler.lowering.operands import LoopCode
from yarara.compiler.lowering.plain_code import NUMBERS, distance_from
from yarara.compiler.program.types import INT, WORD


class CopyLoops(JointConditions):
    """A strip of a copying loop, all of whose subscripts are inside."""

    def _copy(self, s: ForStmt, code: LoopCode, strip: Strip | None, base: str, end: str, step: Value, latch: str, after: str) -> None:
        ends = self._ends_of_copy(s, strip) if strip is not None and step.ref == "1" else None
        if ends is None:
            super()._copy(s, code, strip, base, end, step, latch, after)
            return
        (target, target_distance), (source, source_distance) = ends
        self.where(s.body.body[0])
        size = target.item_size
        length = self.instruction(f"mul i64 {self.instruction(f'sub i64 {end}, {base}')}, {size}")
        first = self.instruction(f"mul i64 {base}, {size}")
        to, of = (self.offset(self.offset(place.items, first), distance * size) for place, distance in ((target, target_distance), (source, source_distance)))
        self.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {to}, ptr {of}, i64 {length}, i1 false){self._tag(target.item, 'items')}")
        self.assign(s.index, Value(INT, self.instruction(f"sub i64 {end}, 1")))
        self.jump(latch)

    def _ends_of_copy(self, s: ForStmt, strip: Strip) -> tuple[tuple[Place, int], tuple[Place, int]] | None:
        """Where the loop writes and reads in its round 0, if it copies, and does so like `memmove`."""
        copy = s.body.body[0]
        if len(s.body.body) != 1 or not isinstance(copy, AssignmentStmt) or len(copy.lvalues) != 1:
            return None
        target, source = self._moved_by(s.index, copy.lvalues[0], strip), self._moved_by(s.index, copy.rvalue, strip)
        if target is None or source is None or not self._holds_as_it_is(target[0], source[0]):
            return None
        return (target, source) if target[1] <= source[1] else None

    def _moved_by(self, index: Expression, e: Expression, strip: Strip) -> tuple[Place, int] | None:
        """The list and the constant `c` of a subscript `index + c` that is surely inside."""
        assert isinstance(index, NameExpr) and isinstance(index.node, Var)
        if not isinstance(e, IndexExpr) or e not in strip.inside:
            return None
        place, distance = strip.place(e), distance_from(e.index, index.node)
        return (place, distance) if place is not None and distance is not None else None

    def _holds_as_it_is(self, target: Place, source: Place) -> bool:
        """Whether an item is stored by both lists in the same bytes, one word at most: others may read it meanwhile, and where several cores run take an item out."""
        same = target.item is source.item and target.is_bytes == source.is_bytes
        return same and target.item_size <= WORD and (target.item in NUMBERS or not self.program.parallel)
