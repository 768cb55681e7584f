"""`while`: the condition at the end of each round, strips for plain bodies, and the comparison that trial division needs."""

from __future__ import annotations

from mypy.nodes import ComparisonExpr, Expression, IntExpr, NameExpr, OpExpr, UnaryExpr, Var, WhileStmt

from yarara.compiler.builder import Loop, Value
from yarara.compiler.counted_loops import STRIP, CountedLoops
from yarara.compiler.operations import LARGEST_ROOT
from yarara.compiler.types import INT


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


class WhileLoops(CountedLoops):
    """Loops with a condition."""

    def _execute_WhileStmt(self, s: WhileStmt) -> None:
        """The condition stands before the loop and, when it is short, again at its end: one jump less in each round."""
        head, body, again, done, after = (self.name(n) for n in ("while", "body", "again", "done", "after"))
        rounds = self._rounds(s)
        short = self.static_truth(s.expr) is None and _is_short(s.expr)
        if not short:
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
            self._end_round(rounds)
        else:
            self.yield_point()
        self.assigned = set(before)
        if short:
            self.condition(s.expr, body, done)
        else:
            self.jump(head)
        self.start_quietly(done)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        endless = self.static_truth(s.expr) is True
        self.start(after) if not endless else self._after_endless(after)

    def _after_endless(self, after: str) -> None:
        self.unreachable()
        reached = any(line.endswith(f"label %{after}") or f"label %{after}," in line for line in self.lines)
        if reached:
            self.start_quietly(after)

    # -- strips --------------------------------------------------------------------------------------------------------

    def _rounds(self, s: WhileStmt) -> str:
        """The slot that counts the rounds of a plain loop until others may run; "" where nothing is counted."""
        if not self.application or not self.program.preemptive or self.static_truth(s.expr) is not None:
            return ""
        code = self.plain_code()
        return self._slot_with(Value(INT, str(2 * STRIP))) if code.expression(s.expr) and code.block(s.body) else ""

    def _end_round(self, rounds: str) -> None:
        """Let others run after each strip."""
        left = self.instruction(f"sub i64 {self.load(INT, rounds).ref}, 2")  # by two: emulators compute the flags of `dec` slowly
        self.store(Value(INT, left), rounds)
        ended, on = self.name("ended"), self.name("on")
        self.branch(self.instruction(f"icmp eq i64 {left}, 0"), ended, on, likely=False)
        self.start_quietly(ended)
        self.yield_point()
        self.store(Value(INT, str(2 * STRIP)), rounds)
        self.jump(on)
        self.start_quietly(on)

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
