"""Which code is *plain*: made of numbers, names, attributes and subscripts only.

Plain code calls nothing that could run other code, so while it runs no list changes its length, no other thread of the core gets its turn,
and it ends soon. A loop with a plain body can therefore be compiled for speed (`counted_loops.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    AssignmentStmt, Block, BreakStmt, CallExpr, ComparisonExpr, ConditionalExpr, ContinueStmt, Expression, ExpressionStmt, FloatExpr, ForStmt, FuncDef, IfStmt,
    IndexExpr, IntExpr, LDEF, MemberExpr, MypyFile, NameExpr, Node, OperatorAssignmentStmt, OpExpr, PassStmt, RefExpr, ReturnStmt, SliceExpr, Statement, StrExpr,
    TempNode, TupleExpr, UnaryExpr, Var, WhileStmt,
)

from yarara.compiler.program.types import BOOL, FLOAT, INT, Class, Type

NUMBERS = (INT, FLOAT, BOOL)
SEQUENCES = ("builtins.list", "builtins.bytes", "builtins.bytearray")
"""What a subscript of plain code may have on its left."""

_CALLABLE = ("builtins.abs", "builtins.int", "builtins.float", "builtins.bool", "builtins.min", "builtins.max", "builtins.len", "yarara.library._math.sums.sqrt")
_MAX_DEPTH = 3


class PlainCode:
    """Looks through statements; what it found out is in its attributes."""

    def __init__(
        self, type_of: Callable[[Expression], Type | None], field_type: Callable[[Class, str], Type | None], method_of: Callable[[Class, str], FuncDef | None] | None = None,
    ) -> None:
        """`method_of` gives a method that no class below overrides; it is None where other threads run, who get their turn when a function calls others."""
        self.type_of, self.field_type, self.method_of = type_of, field_type, method_of
        self.assigned: set[Var] = set()
        self.stored_attributes: set[str] = set()
        self.subscripts: list[IndexExpr] = []
        self.int_operands: set[Var] = set()
        """Variables that integers are computed from."""
        self.combined: set[Var] = set()
        """Those of them to which more is done than that a constant is added."""
        self.depth = 0
        self.callers: frozenset[FuncDef] = frozenset()

    def block(self, block: Block) -> bool:
        return all(self.statement(s) for s in block.body)

    def statement(self, s: Statement) -> bool:
        if isinstance(s, AssignmentStmt):
            return isinstance(s.rvalue, TempNode) or self.expression(s.rvalue) and all(self.target(t) for t in s.lvalues)
        if isinstance(s, OperatorAssignmentStmt):
            self._note_operand(s.lvalue)
            self._note_operand(s.rvalue)
            return self._is_number(s.lvalue) and self._is_number(s.rvalue) and s.op != "**" and self.expression(s.rvalue) and self.target(s.lvalue)
        if isinstance(s, IfStmt):
            return all(self.expression(c) for c in s.expr) and all(self.block(b) for b in s.body) and (s.else_body is None or self.block(s.else_body))
        if isinstance(s, ReturnStmt):
            return s.expr is None or self.expression(s.expr)
        if isinstance(s, ExpressionStmt):
            return isinstance(s.expr, StrExpr) or self.expression(s.expr)
        if isinstance(s, (ForStmt, WhileStmt)):
            return self.depth > 0 and self.method_of is not None and s.else_body is None and self._loop(s)
        return isinstance(s, (PassStmt, BreakStmt, ContinueStmt))

    def _loop(self, s: ForStmt | WhileStmt) -> bool:
        """A loop in a function that is called: it may take long where nobody waits."""
        if isinstance(s, WhileStmt):
            return self.expression(s.expr) and self.block(s.body)
        e = s.expr
        over_range = isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.range" and all(self.expression(a) for a in e.args)
        return over_range and isinstance(s.index, NameExpr) and self.target(s.index) and self.block(s.body)

    def target(self, target: Expression) -> bool:
        if isinstance(target, NameExpr):
            if target.kind != LDEF or not isinstance(target.node, Var):
                return False
            self.assigned.add(target.node)
            return True
        if isinstance(target, MemberExpr):
            self.stored_attributes.add(target.name)
            return self._is_field(target)
        if isinstance(target, TupleExpr):
            return all(self.target(item) for item in target.items)
        return isinstance(target, IndexExpr) and self._subscript(target)

    def expression(self, e: Expression) -> bool:
        if isinstance(e, (IntExpr, FloatExpr)):
            return True
        if isinstance(e, NameExpr):
            return isinstance(e.node, Var)
        if isinstance(e, MemberExpr):
            return isinstance(e.expr, RefExpr) and isinstance(e.expr.node, MypyFile) and isinstance(e.node, Var) or self._is_field(e)
        if isinstance(e, OpExpr):
            return self._operation(e)
        if isinstance(e, ComparisonExpr):
            numbers = all(o in ("is", "is not") for o in e.operators) or all(o not in ("in", "not in") for o in e.operators) and all(self._is_number(o) for o in e.operands)
            return numbers and all(self.expression(o) for o in e.operands)
        if isinstance(e, UnaryExpr):
            return self._is_number(e.expr) and self.expression(e.expr)
        if isinstance(e, ConditionalExpr):
            return all(self.expression(part) for part in (e.cond, e.if_expr, e.else_expr))
        if isinstance(e, TupleExpr):
            return all(self.expression(item) for item in e.items)
        if isinstance(e, IndexExpr):
            return self._subscript(e)
        return isinstance(e, CallExpr) and self._call(e)

    def _operation(self, e: OpExpr) -> bool:
        if not (self._is_number(e.left) and self._is_number(e.right)) or e.op == "**":
            return False
        if self.type_of(e) is INT:
            by_constant = e.op in ("+", "-") and (isinstance(e.left, IntExpr) or isinstance(e.right, IntExpr))
            self._note_operand(e.left, by_constant)
            self._note_operand(e.right, by_constant)
        return self.expression(e.left) and self.expression(e.right)

    def _note_operand(self, e: Expression, only_moved: bool = False) -> None:
        if isinstance(e, NameExpr) and isinstance(e.node, Var) and self.type_of(e) is INT:
            self.int_operands.add(e.node)
            if not only_moved:
                self.combined.add(e.node)

    def _is_number(self, e: Expression) -> bool:
        return self.type_of(e) in NUMBERS

    def _is_field(self, e: MemberExpr) -> bool:
        owner = self.type_of(e.expr)
        return isinstance(owner, Class) and self.field_type(owner, e.name) is not None and self.expression(e.expr)

    def _subscript(self, e: IndexExpr) -> bool:
        base = self.type_of(e.base)
        if isinstance(e.index, SliceExpr) or not isinstance(base, Class) or base.info.fullname not in SEQUENCES or self.type_of(e.index) is not INT:
            return False
        if self.depth == 0:
            self.subscripts.append(e)
        return self.expression(e.base) and self.expression(e.index)

    def _call(self, e: CallExpr) -> bool:
        callee = e.callee
        if not isinstance(callee, RefExpr) or any(n is not None for n in e.arg_names) or not all(self.expression(a) for a in e.args):
            return False
        if callee.fullname == "builtins.len":
            kind = self.type_of(e.args[0])
            return isinstance(kind, Class) and kind.info.fullname in SEQUENCES
        if callee.fullname in _CALLABLE:
            return bool(e.args) and all(self._is_number(a) for a in e.args)
        node = self._method(callee) if isinstance(callee, MemberExpr) else callee.node
        if not isinstance(node, FuncDef) or node.info and isinstance(callee, NameExpr):
            return False
        for argument in e.args:
            self._note_operand(argument)
        return self._plain_function(node)

    def _method(self, callee: MemberExpr) -> FuncDef | None:
        """The method that is surely meant."""
        owner = self.type_of(callee.expr)
        if self.method_of is None or not isinstance(owner, Class) or not self.expression(callee.expr):
            return None
        return self.method_of(owner, callee.name)

    def _plain_function(self, node: FuncDef) -> bool:
        """A function of the module level, or a method, whose whole body is plain. It calls itself only where no thread can get its turn."""
        if node in self.callers and self.method_of is not None:
            return True
        if self.depth == _MAX_DEPTH or node.is_generator or node.is_coroutine or node.is_decorated:
            return False
        inner = PlainCode(self.type_of, self.field_type, self.method_of)
        inner.depth = self.depth + 1
        inner.callers = self.callers | {node}
        plain = inner.block(node.body)
        self.stored_attributes |= inner.stored_attributes
        return plain


def key_of(base: Expression) -> tuple[Var, str] | None:
    """What a list is known by: the name of a variable, or an attribute of one."""
    if isinstance(base, NameExpr) and isinstance(base.node, Var):
        return base.node, ""
    if isinstance(base, MemberExpr) and isinstance(base.expr, NameExpr) and isinstance(base.expr.node, Var):
        return base.expr.node, base.name
    return None


def distance_from(index: Expression, variable: Node | None) -> int | None:
    """`c` when the index is `variable`, `variable + c` or `variable - c`."""
    if isinstance(index, NameExpr) and index.node is variable:
        return 0
    if isinstance(index, OpExpr) and index.op in ("+", "-") and isinstance(index.left, NameExpr) and index.left.node is variable and isinstance(index.right, IntExpr):
        amount = index.right.value if index.op == "+" else -index.right.value
        return amount if abs(amount) < 1 << 31 else None
    return None
