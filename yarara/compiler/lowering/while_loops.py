"""`while`: the condition at the end of each round, strips for plain bodies, and the comparison that trial division needs."""

from __future__ import annotations

from mypy.nodes import ComparisonExpr, Expression, IntExpr, NameExpr, OpExpr, UnaryExpr, Var, WhileStmt

from yarara.compiler.lowering.builder import Loop, Value
from yarara.compiler.lowering.copy_loops import CopyLoops
from yarara.compiler.lowering.counted_loops import SMALL, STRIP, Strip
from yarara.compiler.lowering.cursors import Arithmetic, Bound, Cursors, Inside
from yarara.compiler.lowering.operations import LARGEST_ROOT
from yarara.compiler.lowering.plain_code import PlainCode, key_of
from yarara.compiler.program.types import INT


def _is_short(e: Expression) -> bool:
    """A condition made of names, numbers, arithmetic and comparisons only."""
    if isinstance(e, ComparisonExpr):
        return len(e.operators) == 1 and all(_is_short(o) for o in e.operands)
    if isinstance(e, OpExpr):
        return _is_short(e.left) and _is_short(e.right)
    if isinstance(e, UnaryExpr):
        return _is_short(e.expr)
    return isinstance(e, (NameExpr, IntExpr))


def _squared(e: Expression) -> Var | None:
    """The variable, when the expression is its square."""
    if isinstance(e, OpExpr) and e.op == "*" and isinstance(e.left, NameExpr) and isinstance(e.right, NameExpr) and e.left.node is e.right.node:
        return e.left.node if isinstance(e.left.node, Var) else None
    return None


def _least_value(bound: Bound, least: dict[Var, int]) -> int:
    """What a bound is not below, when these variables are not below these numbers."""
    return bound.amount + (0 if bound.of is None else least.get(bound.of, -SMALL) if isinstance(bound.of, Var) else 0)


class WhileLoops(CopyLoops):
    """Loops with a condition."""

    def _execute_WhileStmt(self, s: WhileStmt) -> None:
        """The condition stands before the loop and, when it is short, again at its end: one jump less in each round. What is looked at
        before the loop often says that it holds in the first one."""
        entry, done, after = (self.name(n) for n in ("while", "done", "after"))
        code = self._plain_while(s)
        rounds = self._slot_with(Value(INT, str(2 * STRIP))) if code is not None and self.program.preemptive else ""
        inside = self._inside(s, code) if code is not None else None
        self.jump(entry)
        self.start_quietly(entry)
        before = set(self.assigned)
        if code is not None and inside is not None:
            careful = self.name("careful")
            strip = self._look_at_cursors(code, inside, careful)
            self._rounds(s, strip, rounds, entry, done, after)
            self.start_quietly(careful)
            self.assigned = set(before)
        self._rounds(s, None, rounds, entry if inside is not None else "", done, after)
        self.assigned = set(before)
        self.start_quietly(done)
        endless = self.static_truth(s.expr) is True
        if s.else_body is not None and not endless:
            self.execute_block(s.else_body)
        if endless:
            self.unreachable()
        self.start_if_reached(after)

    def _is_short(self, s: WhileStmt) -> bool:
        return self.static_truth(s.expr) is None and _is_short(s.expr)

    def _rounds(self, s: WhileStmt, strip: Strip | None, rounds: str, entry: str, done: str, after: str) -> None:
        """One copy of the loop; after a strip it goes to `entry`, if there is another copy."""
        head, body, again = (self.name(n) for n in ("head", "body", "again"))
        short = self._is_short(s)
        outer, self.strip = self.strip, strip
        self.jump(head)
        self.start_quietly(head)
        self.condition(s.expr, body, done)
        before = set(self.assigned)
        self.start_quietly(body)
        self.loops.append(Loop(after, again, len(self.cleanups)))
        self.execute_block(s.body)
        self.loops.pop()
        self.start(again)
        self.where(s)
        if rounds:
            self._end_round(rounds, entry)
        else:
            self.yield_point()
        self.assigned = before
        if short:
            self.condition(s.expr, body, done)
        else:
            self.jump(head)
        self.strip = outer

    # -- strips --------------------------------------------------------------------------------------------------------

    def _plain_while(self, s: WhileStmt) -> PlainCode | None:
        if not self.application or self.static_truth(s.expr) is not None:
            return None
        code = self.plain_code()
        return code if code.expression(s.expr) and code.block(s.body) else None

    def _end_round(self, rounds: str, entry: str) -> None:
        """Let others run after each strip."""
        left = self.instruction(f"sub i64 {self.load(INT, rounds).ref}, 2")  # by two: emulators compute the flags of `dec` slowly
        self.store(Value(INT, left), rounds)
        ended, on = self.name("ended"), self.name("on")
        self.branch(self.instruction(f"icmp eq i64 {left}, 0"), ended, on, likely=False)
        self.start_quietly(ended)
        self.yield_point()
        self.store(Value(INT, str(2 * STRIP)), rounds)
        self.jump(entry or on)
        self.start_quietly(on)

    # -- cursors -------------------------------------------------------------------------------------------------------

    def _inside(self, s: WhileStmt, code: PlainCode) -> Inside | None:
        """What a look before the loop can show of the subscripts in it; None when that is nothing."""
        def is_number(variable: Var) -> bool:
            local = self.locals.get(variable)
            return local is not None and local.cell is None and local.type is INT and variable in self.assigned

        found = Cursors(s, code, is_number, lambda base: self.is_steady_list(base, code), lengths_last=not self.program.parallel).inside()
        return found if found.subscripts else None

    def _look_at_cursors(self, code: PlainCode, inside: Inside, careful: str) -> Strip:
        """Leave for the careful copy unless these subscripts will be inside, and the numbers are small."""
        bounds = [*inside.lowest, *(bound for _, bound in inside.highest), *(bound for pair in inside.ordered for bound in pair)]
        steady = {v: (-SMALL, SMALL - 1) for v in code.int_operands if self.is_steady(v, code, INT)}
        highest = self._largest(inside)
        below = {of for (_, of), amount in highest.items() if isinstance(of, Var) and (amount == 0 or of not in steady)}
        looked_at = dict.fromkeys([*steady, *(bound.of for bound in bounds if isinstance(bound.of, Var))])
        for variable in looked_at:
            if variable not in below:
                self.go_if(self.is_small(variable), careful)
        exact: set[Arithmetic] = {step for step, bound in inside.steps.items() if not isinstance(bound.of, Var) or bound.of in looked_at}
        exact.update(e.index for e in inside.subscripts if isinstance(e.index, OpExpr))
        strip = Strip(inside=inside.subscripts, numbers=steady, exact=exact)
        for e in code.subscripts:
            key = key_of(e.base)
            if key is not None and key not in strip.places and self.is_steady_list(e.base, code):
                strip.places[key] = self.place_of(self.lower(e.base), careful)
        for (key, of), amount in highest.items():
            self._look_at_highest(self._value_of(Bound(of, amount), strip), strip.places[key].length, of in below, of in steady, careful)
        least = {of: max(-amount for (_, other), amount in highest.items() if other is of) for of in below}
        for less, more in inside.ordered:
            is_known = less.of is None and less.amount <= _least_value(more, least)
            self._go_unless_known(self.instruction(f"icmp sle i64 {self._value_of(less, strip)}, {self._value_of(more, strip)}"), is_known, careful)
        for bound in inside.lowest:
            if bound.of is not None or bound.amount < 0:
                self._go_unless_known(self.instruction(f"icmp sge i64 {self._value_of(bound, strip)}, 0"), _least_value(bound, least) >= 0, careful)
        return strip

    def _go_unless_known(self, condition: str, is_known: bool, careful: str) -> None:
        if is_known:
            self.assume(condition)
        else:
            self.go_if(condition, careful)

    def _look_at_highest(self, at: str, length: str, is_near: bool, is_small: bool, careful: str) -> None:
        """One look shows of a number that is to be near the highest subscript (`is_near`) that it is not negative, inside, and with that below 2**47, which is small
        enough for steps. What the loop computes with must be small (`is_small`)."""
        if is_small and is_near:
            length = self.instruction(f"call i64 @llvm.umin.i64(i64 {length}, i64 {SMALL})")
        self.go_if(self.instruction(f"icmp {'ult' if is_near else 'slt'} i64 {at}, {length}"), careful)

    @staticmethod
    def _largest(inside: Inside) -> dict[tuple[tuple[Var, str], Var | tuple[Var, str] | None], int]:
        """Of the highest subscripts of one list that go by the same number, only the one furthest above it."""
        found: dict[tuple[tuple[Var, str], Var | tuple[Var, str] | None], int] = {}
        for key, bound in inside.highest:
            found[key, bound.of] = max(bound.amount, found.get((key, bound.of), bound.amount))
        return found

    def _value_of(self, bound: Bound, strip: Strip) -> str:
        """Before the loop."""
        if bound.of is None:
            return str(bound.amount)
        number = self.load(INT, self.locals[bound.of].slot).ref if isinstance(bound.of, Var) else strip.places[bound.of].length
        return self.instruction(f"add i64 {number}, {bound.amount}") if bound.amount else number

    # -- squares -------------------------------------------------------------------------------------------------------

    def condition(self, e: Expression, yes: str, no: str) -> None:
        if isinstance(e, ComparisonExpr) and len(e.operators) == 1 and e.operators[0] in ("<", "<=") and isinstance(e.operands[1], (NameExpr, IntExpr)):
            root = _squared(e.operands[0])
            local = self.locals.get(root) if root is not None else None
            if local is not None and local.type is INT and self.result_type(e.operands[1]) is INT and self.static_truth(e) is None and not self.word_arithmetic:
                self._square_condition(e, yes, no)
                return
        super().condition(e, yes, no)

    def _square_condition(self, e: ComparisonExpr, yes: str, no: str) -> None:
        """`root * root < limit`. A root below 2**32 has its square in 64 bits without sign, so that the comparison is right even if the
        square is no `int`; whether it is one needs to be known only when the comparison fails."""
        assert isinstance(e.operands[0], OpExpr)
        self.where(e)
        root = self.coerce(self.lower(e.operands[0].left), INT).ref
        limit = self.coerce(self.lower(e.operands[1]), INT).ref
        biased = self.instruction(f"add i64 {root}, {(1 << 32) - 1}")
        self._overflow_if(self.instruction(f"icmp ugt i64 {biased}, {(1 << 33) - 2}"))
        square = self.instruction(f"mul i64 {root}, {root}")
        beyond = self.instruction(f"call i64 @llvm.smax.i64(i64 {limit}, i64 {'-1' if e.operators[0] == '<=' else '0'})")
        if e.operators[0] == "<=":
            beyond = self.instruction(f"add i64 {beyond}, 1")
        less, more = self.name("less"), self.name("more")
        self.branch(self.instruction(f"icmp ult i64 {square}, {beyond}"), less, more)
        self.start_quietly(more)
        biased = self.instruction(f"add i64 {root}, {LARGEST_ROOT}")
        self._overflow_if(self.instruction(f"icmp ugt i64 {biased}, {2 * LARGEST_ROOT}"))
        self.jump(no)
        self.start_quietly(less)
        biased = self.instruction(f"add i64 {root}, {LARGEST_ROOT}")
        self.assume(self.instruction(f"icmp ule i64 {biased}, {2 * LARGEST_ROOT}"))
        self.jump(yes)
