"""Expressions: names, attributes, literals, operators, displays and comprehensions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy.nodes import (
    AssignmentExpr, BytesExpr, CallExpr, CastExpr, ComparisonExpr, ConditionalExpr, Context, Decorator, DictExpr, DictionaryComprehension, Expression, FloatExpr,
    FuncDef, IndexExpr, IntExpr, ListComprehension, ListExpr, MemberExpr, NameExpr, OpExpr, OverloadedFuncDef, RefExpr, SetComprehension, SetExpr, SliceExpr, StarExpr, StrExpr,
    TupleExpr, TypeApplication, TypeInfo, UnaryExpr, Var, GeneratorExpr, MypyFile,
)
from mypy.types import AnyType, CallableType, Instance, Type as MypyType, get_proper_type

from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.calls import Actual, plain_function
from yarara.compiler.constants import MODULE_NAMES, bytes_value
from yarara.compiler.enumerations import VALUE
from yarara.compiler.intrinsics import Intrinsics
from yarara.compiler.iteration import Next
from yarara.compiler.program import GlobalVariable, Unsupported, is_decorated
from yarara.compiler.statics import float_literal
from yarara.compiler.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Keywords, Optional, Starred, Tuple, Type

WRAPPING = ("+", "-", "*", "<<", "&", "|", "^")


@dataclass
class Local:
    """A local variable: its stack slot, and the flag that says whether it has a value yet."""

    type: Type
    slot: str
    flag: str
    cell: Value | None = None  # the object that holds both, when a nested function uses the variable


class Expressions(Intrinsics):
    """`lower(expression)` gives its value; `expected` is a hint for literals and containers, never a promise."""

    locals: dict[Var, Local]
    assigned: set[Var]
    eager: set[GeneratorExpr]  # generator expressions of which everything is taken at once
    blanks_read: set[Var]  # variables called `_` whose value was used
    blanks_dropped: set[Var]  # those to which a value of another type was assigned
    own_variables: set[Var]  # in cells, but of this function itself

    def lower(self, expression: Expression, expected: Type | None = None) -> Value:
        """Write the code of an expression."""
        outer = self.line, self.span
        if not isinstance(expression, GeneratorExpr):  # what it gives is taken by what is around it
            self.where(expression)
        writer: Callable[[Expression, Type | None], Value] | None = getattr(self, f"_lower_{type(expression).__name__}", None)
        if writer is None:
            raise Unsupported(f"this expression ({type(expression).__name__}) is not supported yet", expression)
        try:
            return writer(expression, expected)
        except Unsupported as error:
            if error.where is None or error.where.line < 0:
                error.where = expression
            raise
        finally:
            self.line, self.span = outer

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

    # -- names ---------------------------------------------------------------------------------------------------------

    def _lower_NameExpr(self, e: NameExpr, expected: Type | None) -> Value:
        if e.fullname == "builtins.None":
            return Value(NONE, "null")
        if e.fullname in ("builtins.True", "builtins.False"):
            return Value(BOOL, "true" if e.fullname == "builtins.True" else "false")
        if e.fullname == "builtins.NotImplemented":
            raise Unsupported("NotImplemented is not supported here", e)
        return self.reference(e, e.node, expected)

    def reference(self, e: RefExpr, node: object, expected: Type | None) -> Value:
        """What a name stands for."""
        node = self.program.function_behind(node) or node
        if isinstance(node, Decorator) and is_decorated(node):
            return self.variable(e, node.var)
        if isinstance(node, Var):
            return self.variable(e, node)
        function = plain_function(node) if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)) else None
        if function is not None:
            kind = expected if isinstance(expected, Function) else expected.inner if isinstance(expected, Optional) else None
            if not isinstance(kind, Function):
                kind = self.result_type(e)
            if not isinstance(kind, Function):
                raise Unsupported(f"the function '{function.name}' cannot be used as a value here", e, "annotate where it goes with Callable[[...], ...]")
            if function.fullname.startswith("builtins."):
                return self.callable_as_function(e, kind)
            return self._with_names(node, self.function_value(function, kind, e))
        if isinstance(node, TypeInfo):
            called = expected.inner if isinstance(expected, Optional) else expected
            if isinstance(called, Function):
                return self.callable_as_function(e, called)
            cls = self.class_of_expression(e)
            if isinstance(cls, Class):
                return self.class_value(cls)
            self.program.instantiate(self.program.box(cls))
            return Value(types.class_object(cls), self.program.box(cls).symbol)
        if isinstance(node, MypyFile):
            raise Unsupported("a module is not a value that can be compiled", e)
        raise Unsupported(f"the name '{getattr(e, 'name', '?')}' cannot be compiled", e)

    def _with_names(self, node: object, value: Value) -> Value:
        """A function decorated with `functools.wraps` says of itself what the wrapped one does."""
        for decorator in node.decorators if isinstance(node, Decorator) else []:
            wrapped = self.wrapped_function(decorator)
            if wrapped is not None:
                return self.renamed(value, self.lower(wrapped))
        return value

    @staticmethod
    def wrapped_function(decorator: Expression) -> Expression | None:
        """`f` in `functools.wraps(f)`."""
        if isinstance(decorator, CallExpr) and isinstance(decorator.callee, RefExpr) and decorator.callee.fullname == "functools.wraps" and len(decorator.args) == 1:
            return decorator.args[0]
        return None

    def callable_as_function(self, e: RefExpr, kind: Function) -> Value:
        raise NotImplementedError

    def variable(self, e: RefExpr, node: Var) -> Value:
        constant = self.program.constants.value(node)
        if constant is not None and node not in self.locals:
            return self.literal(constant, e)
        local = self.locals.get(node)
        if local is None and node.name in MODULE_NAMES:
            raise Unsupported(f"this module has no {node.name}", e, "let it begin with a text")
        if local is None:
            return self._narrowed(e, self._module_variable(e, node), checked=True)
        if node.name == "_":
            self.blanks_read.add(node)
            if node in self.blanks_dropped:
                raise Unsupported("'_' has values of several types, and one of them is used", e, "give the value that is used a name of its own")
        if node not in self.assigned:
            flag = self.instruction(f"load i1, ptr {local.flag}")
            complaint = "raise_unbound_local" if node in self.own_variables or local.cell is None else "raise_free_variable"
            self.cold_raise(self.instruction(f"xor i1 {flag}, true"), complaint, [self.literal(node.name, e)])
        if isinstance(local.type, Keywords):
            return self.keywords_as_dict(self.load(local.type, local.slot), e)
        return self._narrowed(e, self.load(local.type, local.slot), checked=local.cell is not None)

    def _module_variable(self, e: RefExpr, node: Var) -> Value:
        if "." not in node.fullname:
            raise Unsupported(f"'{node.name}' belongs to an enclosing function or comprehension", e, "pass it as an argument")
        storage = self.module_storage(e, node)
        found = self.load(storage.type, storage.symbol)
        if storage.may_be_missing and node not in self.assigned:
            if storage.flag:
                missing = self._negate_if(True, self.instruction(f"load i1, ptr {storage.flag}")).ref
            else:
                missing = self.instruction(f"icmp eq ptr {found.ref}, null")
            self.cold_raise(missing, "raise_name", [self.literal(node.name, e)])
        return found

    def module_storage(self, e: RefExpr, node: Var) -> GlobalVariable:
        """Where a module variable lives; `from module import name` made a name of its own if the variable changes."""
        if isinstance(e, NameExpr) and self.program.is_copied(node, self.instance.module):
            return self.program.imported_variable(node, self.instance.module, e.name)
        return self.program.global_variable(node)

    def _narrowed(self, e: Expression, value: Value, checked: bool) -> Value:
        """At the type that mypy has narrowed it to by now."""
        kind = value.type
        if not isinstance(kind, (Optional, Dynamic)) and not (isinstance(kind, Class) and kind.boxed is None and self.program.descendants(kind.info)):
            return value
        wanted = self.result_type(e)
        if wanted is None or wanted is kind or wanted is NEVER:
            return value
        if isinstance(wanted, Dynamic) and isinstance(kind, Class) and all(isinstance(a, Class) and a.derives_from(kind) for a in wanted.alternatives) and wanted.alternatives:
            common = self.program.common_class(list(wanted.alternatives))  # `except (A, B) as error`
            return Value(common, value.ref) if isinstance(common, Class) else value
        if isinstance(wanted, Dynamic) and not isinstance(kind, Dynamic):
            return self.inside(value) if isinstance(kind, Optional) and not self._may_be_none(e) else value
        return self.narrow(value, wanted, checked, e)

    def _may_be_none(self, e: Expression) -> bool:
        from mypy.types import NoneType, UnionType
        proper = get_proper_type(self.mypy_type(e))
        return proper is None or isinstance(proper, NoneType) or isinstance(proper, UnionType) and any(isinstance(get_proper_type(i), NoneType) for i in proper.items)

    # -- operators -----------------------------------------------------------------------------------------------------

    def _lower_OpExpr(self, e: OpExpr, expected: Type | None) -> Value:
        if e.op in ("and", "or"):
            return self._logical(e, expected)
        constant = self.program.constants.evaluate(e)
        if isinstance(constant, int) and -(1 << 63) <= constant < 1 << 63:
            return self.literal(constant, e)
        mask = self._mask(e)
        if mask is not None:
            return mask
        if e.op == "*" and isinstance(e.left, ListExpr) and isinstance(expected, Class):
            left = self.lower(e.left, expected)
        else:
            left = self.lower(e.left)
        if isinstance(e.left, NameExpr) and isinstance(e.right, NameExpr) and e.left.node is e.right.node and e.left.node in self.locals:
            return self.binary(e.op, left, left, e)  # one value, so that a square is seen as one
        return self.binary(e.op, left, self.lower(e.right, self._operand_type(e, left.type)), e)

    def _operand_type(self, e: OpExpr, left: Type) -> Type | None:
        """The type of a display on the right side: that of the left one; mypy does not say which a dictionary for `"%(name)s" %` has."""
        if e.op == "%" and left is self.program.str_class and isinstance(e.right, DictExpr):
            return self.program.builtin_class("dict", left, self.program.object)
        return left if isinstance(left, Class) and isinstance(e.right, (ListExpr, DictExpr, SetExpr)) else None

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
        if isinstance(constant, (int, float)) and not isinstance(constant, bool):
            return self.literal(float(constant) if expected is FLOAT and abs(constant) < 1 << 53 else constant, e)
        return self.unary(e.op, self.lower(e.expr), e)

    def _lower_ComparisonExpr(self, e: ComparisonExpr, expected: Type | None) -> Value:
        displays = (ListExpr, DictExpr, SetExpr)
        left = self.lower(e.operands[0], self.result_type(e.operands[1]) if isinstance(e.operands[0], displays) and len(e.operators) == 1 else None)
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
        hint = left.type if isinstance(left.type, Class) else None
        right = self.lower(right_expression, hint if operator not in ("in", "not in", "is", "is not") else None)
        return self.compare(operator, left, right, e), right

    def _lower_ConditionalExpr(self, e: ConditionalExpr, expected: Type | None) -> Value:
        folded = self.static_truth(e.cond)
        if folded is not None:
            return self.lower(e.if_expr if folded else e.else_expr, expected)
        kind = self.result_type(e) or expected
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
        """`isinstance` and `is None` decided by the concrete type of a specialised parameter."""
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

    # -- displays ------------------------------------------------------------------------------------------------------

    def _display_type(self, e: Expression, expected: Type | None, name: str) -> Class:
        kind = expected.inner if isinstance(expected, Optional) else expected
        if isinstance(kind, Class) and kind.info.fullname == f"builtins.{name}":
            return kind
        known = self.result_type(e)
        if isinstance(known, Class):
            return self._of_objects(known) if kind is self.program.object else known
        if isinstance(e, (ListExpr, DictExpr)) and not e.items:
            return self.program.builtin_class(name, *[NEVER for _ in range(2 if name == "dict" else 1)])
        if isinstance(e, (ListExpr, SetExpr)):  # where anything may stand, the items say it themselves
            items = {self._item_kind(item) for item in e.items}
            only = items.pop() if len(items) == 1 else None
            if only is not None:
                return self.program.builtin_class(name, only)
        if isinstance(e, (ListComprehension, SetComprehension)) and (item := self.result_type(e.generator.left_expr)) is not None:
            return self.program.builtin_class(name, item)
        raise Unsupported(f"the type of this {name} is not known", e, f"annotate the variable it goes to, for example: x: {name}[int] = ...")

    def _of_objects(self, known: Class) -> Class:
        """A display where any object may stand is one of objects: who finds it there knows no more of it than that it is a list."""
        return self.program.builtin_class(known.info.name, *known.arguments[:-1], self.program.object)

    def _item_kind(self, item: Expression) -> Type | None:
        """What an item adds to a display. (mypy does not say what `*"text"` and `*range(n)` add.)"""
        if not isinstance(item, StarExpr):
            return self.result_type(item)
        kind = self.result_type(item.expr)
        return self.iteration_type(kind) if kind is not None else None

    def _lower_TupleExpr(self, e: TupleExpr, expected: Type | None) -> Value:
        kind = expected.inner if isinstance(expected, Optional) else expected
        if isinstance(kind, Tuple) and len(kind.items) == len(e.items):
            return self.make_tuple([self.coerce(self.lower(i, t), t, i) for i, t in zip(e.items, kind.items)])
        item = kind.arguments[0] if isinstance(kind, Class) and kind.info.fullname == "builtins.tuple" else None
        items = [self.display_item(i, item) for i in e.items]
        if any(isinstance(i.type, Starred) and not isinstance(i.type.inner, Tuple) for i in items):
            return self._gathered_tuple(e, items, item)
        return self.make_tuple([part for i in items for part in self._parts(i)])

    def _parts(self, item: Value) -> list[Value]:
        """An item of a display; those of a starred tuple."""
        if not isinstance(item.type, Starred):
            return [item]
        inner = Value(item.type.inner, item.ref)
        assert isinstance(inner.type, Tuple)
        return [self.tuple_item(inner, index) for index in range(len(inner.type.items))]

    def _gathered_tuple(self, e: TupleExpr, items: list[Value], item: Type | None) -> Value:
        if item is None:
            kinds = {self.iteration_type(i.type.inner) if isinstance(i.type, Starred) else i.type for i in items}
            item = kinds.pop() if len(kinds) == 1 else None
        if item is None:
            raise Unsupported("the items of this tuple have several types, and their number is not known", e, "annotate: x: tuple[int | str, ...] = ...")
        made = self.make_list(self.program.builtin_class("list", item), [])
        for value in items:
            self.append_all(made, value, item, e)
        return self.call_runtime("tuple_from_iterable", made, where=e)

    def display_item(self, e: Expression, expected: Type | None) -> Value:
        """An item of a display, as it is or starred."""
        if not isinstance(e, StarExpr):
            return self.lower(e, expected)
        value = self.lower(e.expr)
        return Value(Starred(value.type), value.ref)

    def _filled(self, items: list[Expression], element: Type, add: Callable[[Value], object]) -> None:
        """Add the items of a display one after another, in the order in which they are written."""
        def add_one(value: Value) -> None:
            add(self.coerce(value, element))

        for item in items:
            if isinstance(item, StarExpr):
                self.loop(self.iterate(item.expr), add_one)
            else:
                add(self.lower_to(item, element))

    def _lower_ListExpr(self, e: ListExpr, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "list")
        if not any(isinstance(item, StarExpr) for item in e.items):
            return self.make_list(cls, [self.lower_to(i, cls.arguments[0]) for i in e.items])
        made = self.make_list(cls, [])
        self._filled(e.items, cls.arguments[0], lambda value: self.call_runtime("list_append", made, value))
        return made

    def make_list(self, cls: Class, items: list[Value]) -> Value:
        self.program.lay_out(cls)
        array = self.make_array(cls.arguments[0], items) if items else Value(self.program.array_class(cls.arguments[0]), self.program.empty_array(cls.arguments[0]))
        made = Value(cls, self.allocate(cls))
        self.store_field(made, "_items", array)
        self.store_field(made, "_length", Value(INT, str(len(items))))
        return made

    def _lower_DictExpr(self, e: DictExpr, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "dict")
        made = self.call_runtime("dict_new", where=e, wanted=cls)
        for key, item in e.items:
            if key is None:
                self.call_method(made, "update", [self.lower(item)], e)
                continue
            self.call_runtime("dict_setitem", made, self.lower_to(key, cls.arguments[0]), self.lower_to(item, cls.arguments[1]))
        return made

    def _lower_SetExpr(self, e: SetExpr, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "set")
        made = self.call_runtime("set_new", where=e, wanted=cls)
        self._filled(e.items, cls.arguments[0], lambda value: self.call_runtime("set_add", made, value))
        return made

    def _lower_ListComprehension(self, e: ListComprehension, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "list")
        made = self.make_list(cls, [])

        def add(generator: GeneratorExpr) -> None:
            self.call_runtime("list_append", made, self.lower_to(generator.left_expr, cls.arguments[0]))

        self._comprehend(e.generator, "<listcomp>", lambda: add(e.generator))
        return made

    def _lower_SetComprehension(self, e: SetComprehension, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "set")
        made = self.call_runtime("set_new", where=e, wanted=cls)
        self._comprehend(e.generator, "<setcomp>", lambda: self.call_runtime("set_add", made, self.lower_to(e.generator.left_expr, cls.arguments[0])))
        return made

    def _lower_DictionaryComprehension(self, e: DictionaryComprehension, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "dict")
        made = self.call_runtime("dict_new", where=e, wanted=cls)

        def add() -> None:
            assert e.key is not None
            key = self.lower_to(e.key, cls.arguments[0])
            self.call_runtime("dict_setitem", made, key, self.lower_to(e.value, cls.arguments[1]))

        self._comprehend(e, "<dictcomp>", add)
        return made

    def _lower_GeneratorExpr(self, e: GeneratorExpr, expected: Type | None) -> Value:
        if e not in self.eager:
            return self.kept_expression(e)
        item = self.result_type(e.left_expr)
        if item is None:
            raise Unsupported("the type of the items is not known", e)
        made = self.make_list(self.program.builtin_class("list", item), [])

        def append(value: Value) -> None:
            self.call_runtime("list_append", made, self.coerce(value, item, e))

        self._generate(e, append)
        return made

    def kept_expression(self, e: GeneratorExpr) -> Value:
        raise NotImplementedError

    def iterate_sequence(self, e: GeneratorExpr | DictionaryComprehension, depth: int) -> Next:
        """The loop over one of the iterables of a comprehension."""
        return self.iterate(e.sequences[depth])

    def _generate(self, e: GeneratorExpr, take: Callable[[Value], None]) -> None:
        """Give each value of a generator expression to what takes them, at the place where that is called."""
        def give() -> None:
            value = self.lower(e.left_expr)
            self.out_of_frame(lambda: take(value))

        self._comprehend(e, "<genexpr>", give)

    def _comprehend(self, e: GeneratorExpr | DictionaryComprehension, frame: str, add: Callable[[], object]) -> None:
        """The first iterable is evaluated around the comprehension, all else is a frame of its own."""
        around = self.span
        self.where(e)
        following = self.iterate_sequence(e, 0)
        self.in_frame(frame, lambda: self.comprehension_loop(e, following, add, 0), around)

    def comprehension_loop(self, e: GeneratorExpr | DictionaryComprehension, following: Next, add: Callable[[], object], depth: int) -> None:
        """Nested loops and conditions."""
        if depth == 0:
            self.begin_comprehension(e)

        def body(item: Value) -> None:
            saved = set(self.assigned)
            self.assign(e.indices[depth], item)
            for condition in e.condlists[depth]:
                keep = self.name("keep")
                self.condition(condition, keep, self.loops[-1].again)
                self.start_quietly(keep)
            if depth + 1 < len(e.sequences):
                self.comprehension_loop(e, self.iterate_sequence(e, depth + 1), add, depth + 1)
            else:
                add()
            self.assigned = saved

        self.loop(following, body)

    def begin_comprehension(self, e: GeneratorExpr | DictionaryComprehension) -> None:
        raise NotImplementedError

    # -- subscripts ----------------------------------------------------------------------------------------------------

    def _lower_IndexExpr(self, e: IndexExpr, expected: Type | None) -> Value:
        if isinstance(e.analyzed, TypeApplication):
            cls = self.result_type(e)
            raise Unsupported(f"the type {cls} cannot be used as a value here", e)
        value = self.unwrap(self.lower(e.base), e)
        return self._narrowed(e, self.subscript(value, e.index, e), checked=True)

    def subscript(self, value: Value, index: Expression, where: Context) -> Value:
        value = self.plain_tuple(value)
        if isinstance(value.type, ClassObject):
            member = self.member_by_name(value.type, self.lower(index), where)
            if member is not None:
                return member
        if isinstance(index, SliceExpr):
            if isinstance(value.type, Tuple):
                return self._tuple_slice(value, index, where)
            if not self.takes_slice_objects(value.type, "__getitem__"):
                result = self.result_type(where) if isinstance(where, Expression) else None
                return self.invoke(value, "__getitem_slice__", [Actual(value=bound) for bound in self.slice_bounds(index)], where, result=result)
        if self.is_slice(index) and self.has_method(value.type, "__getitem_slice__"):
            return self.call_method(value, "__getitem_slice__", self.bounds_of(self.lower(index)), where)
        if isinstance(value.type, Tuple):
            return self._tuple_subscript(value, index, where)
        if isinstance(value.type, Class) and value.type.info.fullname == "builtins.dict":
            return self.call_method(value, "__getitem__", [self.lower_to(index, value.type.arguments[0])], where)
        return self.invoke(value, "__getitem__", [Actual(expression=index)], where, result=self.result_type(where) if isinstance(where, Expression) else None)

    def member_by_name(self, kind: ClassObject, name: Value, where: Context) -> Value | None:
        raise NotImplementedError

    def takes_slice_objects(self, kind: Type, method: str) -> bool:
        """Whether `x[a:b]` of a class of the program goes to its own method, as an object like those that `slice()` makes."""
        bounded = method.removesuffix("__") + "_slice__"
        return isinstance(kind, Class) and not self.has_method(kind, bounded) and self.has_method(kind, method)

    def _lower_SliceExpr(self, e: SliceExpr, expected: Type | None) -> Value:
        return self.call_runtime("slice_new", *self.slice_bounds(e), where=e)

    def is_slice(self, index: Expression) -> bool:
        """Whether a subscript is an object made by `slice()`."""
        kind = None if isinstance(index, SliceExpr) else self.result_type(index)
        return isinstance(kind, Class) and kind.info.fullname == "builtins.slice"

    def bounds_of(self, found: Value) -> list[Value]:
        """Start, stop and step of a slice object."""
        return [self.field(found, name) for name in ("_start", "_stop", "_step")]

    def slice_bounds(self, index: SliceExpr) -> list[Value]:
        wanted = types.optional(INT)
        return [Value(NONE, "null") if part is None else self.coerce(self.lower(part, wanted), wanted, part) for part in (index.begin_index, index.end_index, index.stride)]

    def _tuple_subscript(self, value: Value, index: Expression, where: Context) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        constant = self.program.constants.evaluate(index)
        if isinstance(constant, int) and -len(kind.items) <= constant < len(kind.items):
            return self.tuple_item(value, constant % len(kind.items))
        item = self.iteration_type(kind)
        if item is None:
            raise Unsupported("the index of a tuple of different types must be a constant", where)
        sequence = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), where)
        return self.call_method(sequence, "__getitem__", [self.lower(index)], where)

    def _tuple_slice(self, value: Value, index: SliceExpr, where: Context) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        bounds: list[int | None] = []
        for part in (index.begin_index, index.end_index, index.stride):
            constant = self.program.constants.evaluate(part) if part is not None else None
            if part is not None and not isinstance(constant, int):
                raise Unsupported("the slice of a fixed tuple must be constant", where)
            bounds.append(constant if isinstance(constant, int) else None)
        return self.make_tuple([self.tuple_item(value, i) for i in range(len(kind.items))[slice(*bounds)]])

    # -- the rest ------------------------------------------------------------------------------------------------------

    def _lower_CastExpr(self, e: CastExpr, expected: Type | None) -> Value:
        wanted = self.program.convert(e.type, self.instance.environment, e)
        value = self.lower(e.expr, wanted if isinstance(wanted, Function) else None)
        if value.type is wanted:
            return value
        if value.type.is_reference and wanted.is_reference:
            return Value(wanted, value.ref)
        return self.narrow(value, wanted, True, e) if isinstance(value.type, (Optional, Dynamic)) else self.coerce(value, wanted, e)

    def _lower_ComplexExpr(self, e: Expression, expected: Type | None) -> Value:
        raise Unsupported("complex numbers are not supported", e)

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
        raise Unsupported("this must name a class", expression)
