"""Expressions: literals, operators, conditions, casts."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    ARG_POS, AssignmentExpr, BytesExpr, CallExpr, CastExpr, ComparisonExpr, ComplexExpr, ConditionalExpr, Context, DictExpr, DictionaryComprehension, Expression, FloatExpr,
    IndexExpr, IntExpr, ListComprehension, ListExpr, MemberExpr, NameExpr, OpExpr, RefExpr, SetComprehension, SetExpr, StrExpr,
    TupleExpr, TypeApplication, TypeInfo, UnaryExpr, Var, GeneratorExpr,
)
from mypy.types import AnyType, CallableType, Instance, Type as MypyType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.program.constants import bytes_value
from yarara.compiler.written.enumerations import VALUE
from yarara.compiler.lowering.names import Names
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.statics import float_literal
from yarara.compiler.lowering.operations import MIXING
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, Tuple, Type
from yarara.compiler.lowering.unification import have_other_numbers, mentions

WRAPPING = ("+", "-", "*", "<<", "&", "|", "^")


def factors(e: Expression) -> tuple[str, Expression, Expression] | None:
    """The operator and operands of a product or power."""
    if isinstance(e, OpExpr) and e.op in ("*", "**"):
        return e.op, e.left, e.right
    if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.pow" and e.arg_kinds == [ARG_POS, ARG_POS]:
        return "**", e.args[0], e.args[1]
    return None


def _within(kind: Type) -> Type:
    """What there is if it is not None."""
    return kind.inner if isinstance(kind, Optional) else kind


class Expressions(Names):
    """`lower(expression)` gives its value; `expected` is a hint for literals and containers, never a promise."""

    def lower(self, expression: Expression, expected: Type | None = None) -> Value:
        """Write the code of an expression."""
        outer = self.line, self.span
        if not isinstance(expression, GeneratorExpr):  # what it gives is taken by what is around it
            self.where(expression)
        writer: Callable[[Expression, Type | None], Value] | None = getattr(self, f"_lower_{type(expression).__name__}", None)
        if writer is None:
            raise Unsupported(f"this expression ({type(expression).__name__}) is not supported yet", expression)
        try:
            value = writer(expression, expected)
            return self._as_overloaded(value, expression) if isinstance(value.type, Dynamic) and isinstance(expression, (CallExpr, OpExpr, UnaryExpr)) else value
        except Unsupported as error:
            if error.where is None or error.where.line < 0:
                error.where = expression
            raise
        finally:
            self.line, self.span = outer

    def _as_overloaded(self, value: Value, e: Expression) -> Value:
        """What an overloaded function or operator gives is declared as a union of what its variants give; mypy knows which of them was called."""
        assert isinstance(value.type, Dynamic)
        wanted = self.result_type(e) if value.type.alternatives else None
        return self.coerce(value, wanted, e) if isinstance(wanted, (Class, Tuple)) and wanted in value.type.alternatives else value

    def lower_as(self, expression: Expression | None, expected: Type | None) -> Value:
        assert expression is not None
        return self.lower(expression, expected)

    def lower_to(self, expression: Expression, wanted: Type) -> Value:
        """An expression converted to a type."""
        return self.coerce(self.lower(expression, wanted), wanted, expression)

    def mypy_type(self, expression: Expression) -> MypyType | None:
        return self.program.typed.types.get(expression)

    def result_type(self, expression: Expression) -> Type | None:
        """What mypy says an expression is, as a concrete type; None when it does not know."""
        known = self.mypy_type(expression)
        if known is None or isinstance(get_proper_type(known), AnyType):
            found = self._value_of_member(expression)
            if found is not None or known is None:
                return found
        try:
            return self.program.convert(known, self.instance.environment, expression)
        except Unsupported:
            return None

    def _value_of_member(self, expression: Expression) -> Type | None:
        """`color.value`, which mypy knows only of members that are named."""
        owner = self.result_type(expression.expr) if isinstance(expression, MemberExpr) and expression.name in ("value", "_value_") else None
        if not isinstance(owner, Class) or not owner.info.is_enum:
            return None
        self.program.lay_out(owner)
        return owner.fields[VALUE].type if VALUE in owner.fields else None

    # -- literals ------------------------------------------------------------------------------------------------------

    def constant(self, expression: Expression) -> Value | None:
        """The value of a constant expression, without code."""
        if isinstance(expression, NameExpr) and expression.fullname == "builtins.None":
            return Value(NONE, "null")
        if isinstance(expression, TupleExpr) and not expression.items:
            return Value(types.tuple_of(()), "zeroinitializer")
        value = self.program.constants.evaluate(expression)
        return None if value is None else self.literal(value, expression)

    def literal(self, value: object, where: Context | None) -> Value:
        if isinstance(value, bool):
            return Value(BOOL, "true" if value else "false")
        if isinstance(value, int):
            if not -(1 << 63) <= value < 1 << 63:
                raise Unsupported(f"the number {value} does not fit in 64 bits", where, "an int is one signed 64-bit word")
            return Value(INT, str(value))
        if isinstance(value, float):
            return Value(FLOAT, float_literal(value))
        if isinstance(value, str):
            return Value(self.program.str_class, self.program.string_literal(value))
        if isinstance(value, bytes):
            return Value(self.program.bytes_class, self.program.bytes_literal(value))
        raise Unsupported("this constant is not supported", where)

    def _lower_IntExpr(self, e: IntExpr, expected: Type | None) -> Value:
        if expected is FLOAT and -(1 << 53) <= e.value <= 1 << 53:
            return Value(FLOAT, float_literal(float(e.value)))
        return self.literal(e.value, e)

    def _lower_FloatExpr(self, e: FloatExpr, expected: Type | None) -> Value:
        return self.literal(e.value, e)

    def _lower_StrExpr(self, e: StrExpr, expected: Type | None) -> Value:
        return self.literal(e.value, e)

    def _lower_BytesExpr(self, e: BytesExpr, expected: Type | None) -> Value:
        return self.literal(bytes_value(e), e)

    # -- operators -----------------------------------------------------------------------------------------------------

    def _lower_OpExpr(self, e: OpExpr, expected: Type | None) -> Value:
        if e.op in ("and", "or"):
            return self._logical(e, expected)
        constant = self.program.constants.evaluate(e)
        if isinstance(constant, int) and -(1 << 63) <= constant < 1 << 63:
            return self.literal(constant, e)
        reduced = self._mask(e) or self._remainder(e)
        if reduced is not None:
            return reduced
        of_list = isinstance(expected, Class) and expected.info.fullname == "builtins.list" and self._made_of_lists(e)
        if of_list:
            left = self.lower(e.left, expected)
            if e.op == "+":
                return self.binary(e.op, left, self.lower(e.right, expected), e)
        else:
            left = self.lower(e.left, self.result_type(e) if e.op == "+" and isinstance(e.left, ListExpr) and not e.left.items else None)
        if isinstance(e.left, NameExpr) and isinstance(e.right, NameExpr) and e.left.node is e.right.node and e.left.node in self.locals:
            return self.binary(e.op, left, left, e)  # one value, so that a square is seen as one
        return self.binary(e.op, left, self.lower(e.right, self._operand_type(e, left.type)), e)

    def _made_of_lists(self, e: Expression) -> bool:
        """Whether this makes a new list of displays, which are of the type that is wanted: `[[]] + [None] * 3`."""
        if not isinstance(e, OpExpr):
            return isinstance(e, (ListExpr, ListComprehension))
        return e.op == "*" and isinstance(e.left, ListExpr) or e.op == "+" and self._made_of_lists(e.left) and self._made_of_lists(e.right)

    def _operand_type(self, e: OpExpr, left: Type) -> Type | None:
        """The type of a display on the right side: that of the left one; mypy does not say which a dictionary for `"%(name)s" %` has."""
        if e.op == "%" and left is self.program.str_class and isinstance(e.right, DictExpr):
            return self.program.builtin_class("dict", left, self.program.object)
        if not isinstance(left, Class) or not self._is_display(e.right):
            return None
        mixed = self.result_type(e) if e.op in MIXING and left.info.fullname == MIXING[e.op] else None
        return left if mixed is None or mixed is left or NEVER in left.arguments else self.result_type(e.right)

    def _is_display(self, e: Expression) -> bool:
        """Whether this makes a new container, whose type is free as long as its items fit."""
        if isinstance(e, ConditionalExpr):
            return self._is_display(e.if_expr) and self._is_display(e.else_expr)
        return isinstance(e, (ListExpr, DictExpr, SetExpr, ListComprehension, SetComprehension, DictionaryComprehension))

    def _mask(self, e: OpExpr) -> Value | None:
        """`expression & constant`: only low bits count, so the expression is computed modulo 2**64."""
        if e.op != "&":
            return None
        for operand, mask in ((e.left, e.right), (e.right, e.left)):
            constant = self.program.constants.evaluate(mask)
            if isinstance(constant, int) and not isinstance(constant, bool) and 0 <= constant < 1 << 63:
                value = self.wrapping(operand)
                if value.type is BOOL or value.type is not INT:
                    return None if value.type is not BOOL else Value(INT, self.instruction(f"and i64 {self.coerce(value, INT).ref}, {constant}"))
                return Value(INT, self.instruction(f"and i64 {value.ref}, {constant}"))
        return None

    def _remainder(self, e: OpExpr) -> Value | None:
        """`a * b % m`, `a ** b % m` and `pow(a, b) % m`, of integers: exact, whatever the size of the product."""
        product = factors(e.left) if e.op == "%" and not self.word_arithmetic else None
        if product is None or self.result_type(e.left) is not INT or self.program.constants.evaluate(e.left) is not None:
            return None
        operator, left, right = product[0], self.lower(product[1]), self.lower(product[2])
        if left.type not in (INT, BOOL) or right.type not in (INT, BOOL) or self.result_type(e) is not INT:
            return self.binary("%", self.binary(operator, left, right, e.left), self.lower(e.right), e)
        left, right, modulus = self.coerce(left, INT), self.coerce(right, INT), self.coerce(self.lower(e.right), INT)
        if operator == "**":
            return self.call_runtime("int_power_remainder", left, right, modulus, where=e)
        return self.product_remainder(left, right, modulus, e)

    def wrapping(self, e: Expression) -> Value:
        """An integer expression modulo 2**64."""
        outer = self.line, self.span
        self.where(e)
        try:
            return self._wrapping(e)
        finally:
            self.line, self.span = outer

    def _wrapping(self, e: Expression) -> Value:
        if isinstance(e, OpExpr) and e.op in WRAPPING and self.result_type(e) is INT:
            left, right = self.wrapping(e.left), (self.wrapping(e.right) if e.op != "<<" else self.lower(e.right))
            if left.type in (INT, BOOL) and right.type in (INT, BOOL):
                return self.int_binary(e.op, self.coerce(left, INT), self.coerce(right, INT), e, wrap=True)
            return self.binary(e.op, left, right, e)
        if isinstance(e, UnaryExpr) and e.op in ("-", "~") and self.result_type(e) is INT:
            return self.unary(e.op, self.wrapping(e.expr), e, wrap=True)
        if isinstance(e, IntExpr):
            value = e.value & (1 << 64) - 1
            return Value(INT, str(value - (1 << 64) if value >> 63 else value))
        return self.lower(e)

    def _logical(self, e: OpExpr, expected: Type | None) -> Value:
        """`and`, `or`: the value of one of the operands."""
        kind = self.result_type(e) or expected
        left = self.lower(e.left, kind)
        condition = self.truth(left, e)
        if condition in ("true", "false"):
            return self.lower(e.right, kind) if (condition == "true") == (e.op == "and") else left
        if left.type is BOOL and (kind is BOOL or kind is None):
            kind = BOOL
        if kind is None:
            kind = left.type
        more, done = self.name("more"), self.name("done")
        result = self.slot(kind.llvm)
        short = self.name("short")
        self.branch(condition, more if e.op == "and" else short, short if e.op == "and" else more)
        self.start_quietly(short)
        kept = left
        if kind is not left.type:
            kept = self.narrow(left, kind, False, e) if not isinstance(kind, (Dynamic, Optional)) else left
        self.store(self.coerce(kept, kind, e), result)
        self.jump(done)
        self.start_quietly(more)
        before = set(self.assigned)
        right = self.lower(e.right, kind)
        self.assigned = before
        if right.type is not NEVER:
            self.store(self.coerce(right, kind, e), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(kind, result)

    def _lower_UnaryExpr(self, e: UnaryExpr, expected: Type | None) -> Value:
        constant = self.program.constants.evaluate(e)
        if isinstance(constant, float) or isinstance(constant, int) and not isinstance(constant, bool) and -(1 << 63) <= constant < 1 << 63:
            return self.literal(float(constant) if expected is FLOAT and abs(constant) < 1 << 53 else constant, e)
        return self.unary(e.op, self.lower(e.expr), e)

    def _lower_ComparisonExpr(self, e: ComparisonExpr, expected: Type | None) -> Value:
        displays = (ListExpr, DictExpr, SetExpr)
        beside = self.result_type(e.operands[1]) if isinstance(e.operands[0], displays) and len(e.operators) == 1 else None
        if beside is not None and e.operators[0] in ("in", "not in"):
            beside = self.iteration_type(beside)
        left = self.lower(e.operands[0], self._hint_for_display(e.operands[0], beside))
        if len(e.operators) == 1:
            return self._comparison(e.operators[0], left, e.operands[1], e)[0]
        result = self.slot("i1")
        done = self.name("done")
        self.emit(f"store i1 false, ptr {result}")
        for index, operator in enumerate(e.operators):
            verdict, left = self._comparison(operator, left, e.operands[index + 1], e)
            if index == len(e.operators) - 1:
                self.store(verdict, result)
                self.jump(done)
            else:
                following = self.name("chain")
                self.branch(verdict.ref, following, done)
                self.start_quietly(following)
        self.start_quietly(done)
        return self.load(BOOL, result)

    def _comparison(self, operator: str, left: Value, right_expression: Expression, e: Expression) -> tuple[Value, Value]:
        family = right_expression.node if isinstance(right_expression, RefExpr) else None
        if isinstance(left.type, ClassObject) and isinstance(family, TypeInfo) and family.defn.type_vars and operator in ("is", "is not", "==", "!="):
            return self.negate_if(operator in ("is not", "!="), self.is_class_itself(left.ref, family)), left
        hint = left.type if isinstance(left.type, Class) and operator not in ("in", "not in", "is", "is not") else None
        right = self.lower(right_expression, self._hint_for_display(right_expression, hint))
        return self.compare(operator, left, right, e), right

    def _hint_for_display(self, display: Expression, beside: Type | None) -> Type | None:
        """The type of what a display is compared with says what an empty one is of; but numbers in it stay those that are written, `[1] == [1.0]`."""
        if beside is None or not isinstance(display, (ListExpr, DictExpr, SetExpr)):
            return beside
        own = self.result_type(display)
        return own if own is not None and (have_other_numbers(own, beside) or mentions(beside, NEVER) or mentions(own, NONE) or mentions(beside, NONE)) else beside

    def _lower_ConditionalExpr(self, e: ConditionalExpr, expected: Type | None) -> Value:
        folded = self.static_truth(e.cond)
        if folded is not None:
            return self.lower(e.if_expr if folded else e.else_expr, expected)
        # two lambdas have one type for mypy only if their parameters have the same names
        wanted = isinstance(expected, Function) or isinstance(expected, Class) and self._is_display(e)
        kind = expected if wanted else self.result_type(e) or expected
        yes, no, done = self.name("yes"), self.name("no"), self.name("done")
        self.condition(e.cond, yes, no)
        before = set(self.assigned)
        self.start_quietly(yes)
        first = self.lower(e.if_expr, kind or expected)
        if kind is None:
            kind = first.type
        result = self.slot(kind.llvm)
        self.store(self.coerce(first, kind, e), result)
        self.jump(done)
        self.start_quietly(no)
        self.assigned = before
        self.store(self.coerce(self.lower(e.else_expr, kind), kind, e), result)
        self.jump(done)
        self.start_quietly(done)
        self.assigned = before
        return self.load(kind, result)

    def _lower_AssignmentExpr(self, e: AssignmentExpr, expected: Type | None) -> Value:
        value = self.lower(e.value, expected)
        self.assign(e.target, value)
        return self.lower(e.target)

    # -- conditions ----------------------------------------------------------------------------------------------------

    def static_truth(self, e: Expression) -> bool | None:
        """What a condition is when it is known before the program runs."""
        constant = self.program.constants.evaluate(e)
        if isinstance(constant, bool):
            return constant
        if isinstance(e, UnaryExpr) and e.op == "not":
            inner = self.static_truth(e.expr)
            return None if inner is None else not inner
        if isinstance(e, OpExpr) and e.op in ("and", "or"):
            left = self.static_truth(e.left)
            if left is not None and left == (e.op == "or"):
                return left
            right = self.static_truth(e.right)
            if left is not None:
                return right
            return right if right is not None and right == (e.op == "or") and False else None
        return self.static_test(e)

    def static_test(self, e: Expression) -> bool | None:
        """`isinstance`, `is None` and the truth of None, decided by the concrete type of a specialised parameter."""
        raise NotImplementedError

    def condition(self, e: Expression, yes: str, no: str) -> None:
        """Branch on the truth of an expression, short-circuiting.

        As CPython does it, what follows is at the place of a comparison, but not of another condition.
        """
        if isinstance(e, ComparisonExpr):
            self.where(e)
        folded = self.static_truth(e)
        if folded is not None:
            self.jump(yes if folded else no)
            return
        if isinstance(e, UnaryExpr) and e.op == "not":
            self.condition(e.expr, no, yes)
            return
        if isinstance(e, OpExpr) and e.op in ("and", "or"):
            middle = self.name(e.op)
            self.condition(e.left, *((middle, no) if e.op == "and" else (yes, middle)))
            self.start_quietly(middle)
            self.condition(e.right, yes, no)
            return
        self.branch(self.truth(self.lower(e), e), yes, no)

    # -- the rest ------------------------------------------------------------------------------------------------------

    def _lower_CastExpr(self, e: CastExpr, expected: Type | None) -> Value:
        wanted = self.program.convert(e.type, self.instance.environment, e)
        value = self.lower(e.expr, wanted if isinstance(wanted, Function) or isinstance(e.expr, (DictExpr, ListExpr, SetExpr)) else None)
        if value.type is wanted:
            return value
        if isinstance(_within(value.type), Class) and isinstance(_within(wanted), Class):
            self._check_cast(value, wanted)
            return Value(wanted, value.ref)
        return self.narrow(value, wanted, True, e) if isinstance(value.type, (Optional, Dynamic)) else self.coerce(value, wanted, e)

    def _check_cast(self, value: Value, wanted: Type) -> None:
        """TypeError where an object is not of the class that cast() claims: its fields would be taken for others."""
        have, cls = _within(value.type), _within(wanted)
        assert isinstance(have, Class) and isinstance(cls, Class)
        message = f"cast() of what is not of the class {cls.info.name}"
        if isinstance(value.type, Optional) and not isinstance(wanted, Optional):
            self.refuse_unless(self.is_some(value), message)
        if have.derives_from(cls):
            return
        if not isinstance(wanted, Optional):
            self.refuse_unless(self.has_class(value.ref, cls), message)
            return
        some, done = self.name("some"), self.name("done")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        self.refuse_unless(self.has_class(value.ref, cls), message)
        self.jump(done)
        self.start_quietly(done)

    def _lower_ComplexExpr(self, e: ComplexExpr, expected: Type | None) -> Value:
        cls = self.program.complex_class
        return Value(cls, self.program.complex_literal(e.value.imag))

    def assign(self, target: Expression, value: Value) -> None:
        raise NotImplementedError

    def classes_behind(self, e: Expression) -> Expression:
        """The tuple of classes that a module's name stands for, where the name has its value by now."""
        found = self.program.tuple_behind(e)
        if found is not e and isinstance(e, RefExpr) and isinstance(e.node, Var) and self.program.is_late(e.node):
            self.lower(e)
        return found

    def class_of_expression(self, expression: Expression) -> Type:
        """The class that an expression names."""
        if isinstance(expression, IndexExpr) and isinstance(expression.analyzed, TypeApplication):
            arguments = tuple(self.program.convert(t, self.instance.environment, expression) for t in expression.analyzed.types)
            inner = expression.analyzed.expr
            if isinstance(inner, RefExpr) and isinstance(inner.node, TypeInfo):
                return self.program.class_instance(inner.node, arguments)
        if isinstance(expression, RefExpr) and isinstance(expression.node, TypeInfo):
            info = expression.node
            if not info.defn.type_vars:
                return self.program.convert(Instance(info, []), {}, expression)
            known = get_proper_type(self.mypy_type(expression))
            if isinstance(known, CallableType):
                return self.program.convert(known.ret_type, self.instance.environment, expression)
        kind = self.result_type(expression)
        if isinstance(kind, ClassObject):
            return kind.instance
        if isinstance(expression, RefExpr) and isinstance(expression.node, TypeInfo):
            raise Unsupported(f"the class '{expression.node.name}' without the types of its items is not supported as a value", expression, "name it in isinstance(), or write a function")
        raise Unsupported("this must name a class", expression)
