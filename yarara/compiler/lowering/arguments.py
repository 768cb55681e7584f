"""Arguments as they are written in a call, and calls that the compiler writes itself."""

from __future__ import annotations

from mypy.nodes import (
    ARG_NAMED, ARG_POS, ARG_STAR, ARG_STAR2, BytesExpr, CallExpr, ComplexExpr, Context, DictExpr, EllipsisExpr, Expression, FloatExpr, GeneratorExpr, IntExpr,
    LambdaExpr, ListExpr, MemberExpr, NameExpr, RefExpr, SetExpr, StrExpr, TupleExpr, TypeInfo, Var,
)
from mypy.types import CallableType, get_proper_type

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, Calls, values
from yarara.compiler.lowering.closures import Closures
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.lowering.names import Local
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.shown_names import enumeration_text
from yarara.compiler.walk import is_eager
from yarara.compiler.program.types import NONE, Class, Function, Keywords, Starred, Tuple, Type

class Arguments(Closures):
    """From `CallExpr` to `Actual`s."""

    def actuals(self, e: CallExpr) -> list[Actual]:
        """The arguments as written. What comes before a `*argument` is evaluated before it."""
        found: list[Actual] = []
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind.is_star():
                for before in found:
                    if before.expression is not None and not self._can_wait(before.expression):
                        before.value, before.expression = self.lower(before.expression), None
            if kind == ARG_STAR:
                found += values(*self.spread(argument))
            elif kind == ARG_STAR2:
                found += self.spread_names(argument)
            else:
                found.append(Actual(expression=argument, name=name if kind == ARG_NAMED else None))
        return found

    def _can_wait(self, e: Expression) -> bool:
        """Whether an argument gives the same whenever it is evaluated; it waits for what the parameters say of its type."""
        if isinstance(e, (TupleExpr, ListExpr, SetExpr)):
            return all(map(self._can_wait, e.items))
        if isinstance(e, DictExpr):
            return all(key is not None and self._can_wait(key) and self._can_wait(item) for key, item in e.items)
        if isinstance(e, NameExpr):
            return not isinstance(e.node, Var) or e.fullname in ("builtins.None", "builtins.True", "builtins.False")
        return isinstance(e, (IntExpr, StrExpr, BytesExpr, FloatExpr, ComplexExpr, EllipsisExpr, LambdaExpr, GeneratorExpr))

    def spread(self, argument: Expression) -> list[Value]:
        """The values of a `*argument`; one that stands for all of them where only the running program knows how many."""
        value = self.plain_tuple(self.lower(argument))
        if not isinstance(value.type, Tuple):
            return [Value(Starred(value.type), value.ref)]
        return [self.tuple_item(value, index) for index in range(len(value.type.items))]

    def spread_names(self, argument: Expression) -> list[Actual]:
        """The values of a `**argument` whose names are known."""
        local = self.locals.get(argument.node) if isinstance(argument, NameExpr) and isinstance(argument.node, Var) else None
        if local is not None and isinstance(local.type, Keywords):
            value = self.load(local.type, local.slot)
            return [Actual(value=Value(kind, self.extract(value.ref, local.type.llvm, index)), name=name)
                    for index, (name, kind) in enumerate(zip(local.type.names, local.type.items))]
        if isinstance(argument, DictExpr) and all(isinstance(key, StrExpr) for key, _ in argument.items):
            return [Actual(value=self.lower(item), name=key.value) for key, item in argument.items if isinstance(key, StrExpr)]
        value = self.lower(argument)
        return [Actual(value=Value(Starred(value.type), value.ref), name="**")]

    def note_eager(self, e: CallExpr) -> None:
        """Let a generator expression be a list where the callee takes all of it at once."""
        if is_eager(e):
            assert isinstance(e.args[0], GeneratorExpr)
            self.eager.add(e.args[0])

    def inferred(self, callee: Expression) -> CallableType | None:
        proper = get_proper_type(self.mypy_type(callee))
        return proper if isinstance(proper, CallableType) else None

    def variant(self, name: str, e: CallExpr) -> str:
        """`sorted(x, key=f)` is the runtime's `sorted_key`: arguments that change the types have functions of their own."""
        chosen = sorted(n for n in e.arg_names if n in ("key", "default"))
        return "_".join([name, *chosen])

    def method_variant(self, kind: Class, name: str, e: CallExpr) -> str:
        """`d.pop(key, default)` is the runtime's `dict_pop_default`, `x.sort(key=f)` its `list_sort_key`."""
        if name == "pop" and len(e.args) == 2 and not self.overridden(kind, "pop") and self.program.pops_default(kind):
            return "pop_default"
        if name == "setdefault" and len(e.args) == 1 and not self.overridden(kind, "setdefault"):
            return "setdefault_none"
        return self.variant(name, e)

    def static_variant(self, kind: str, name: str, e: CallExpr) -> str:
        """`str.maketrans` by the number of its arguments, `dict.fromkeys` without a value."""
        if kind == "str" and name == "maketrans" and len(e.args) > 1:
            return "maketrans_pairs" if len(e.args) == 2 else "maketrans_deleting"
        return "fromkeys_none" if kind == "dict" and name == "fromkeys" and len(e.args) == 1 else name

    # -- calls that the compiler writes itself -------------------------------------------------------------------------

    def named(self, value: Value) -> NameExpr:
        """An expression that stands for a value."""
        variable = Var(f"value{self.count}")
        variable._fullname = variable.name
        self.locals[variable] = Local(value.type, self.slot(value.type.llvm), "")
        self.store(value, self.locals[variable].slot)
        self.assigned.add(variable)
        name = NameExpr(variable.name)
        name.node, name._fullname = variable, variable.name
        return name

    def call_written(self, callee: Expression, given: list[Value], wanted: Type) -> Value:
        """`callee(*given)`, as if it stood in the source."""
        found = self.lower(self.written_call(callee, given), wanted)
        return found if wanted is NONE else self.coerce(found, wanted, callee)

    def one_by_one(self, e: CallExpr) -> CallExpr:
        """The same call without `*arguments`, for functions that take a certain number of them."""
        actuals = self.actuals(e)
        if any(a.value is not None and isinstance(a.value.type, Starred) for a in actuals):
            raise Unsupported(STARRED, e, "take the items out first: a, b = items")
        given = [a.expression if a.value is None else self.named(a.value) for a in actuals]
        call = CallExpr(e.callee, [g for g in given if g is not None], [ARG_POS if a.name is None else ARG_NAMED for a in actuals], [a.name for a in actuals])
        call.set_line(e)
        known = self.program.typed.types.get(e)
        if known is not None:
            self.program.typed.types[call] = known
        return call

    def written_call(self, callee: Expression, given: list[Value]) -> CallExpr:
        return self._call_of(callee, self.passed(given))

    def _call_of(self, callee: Expression, given: list[Actual]) -> CallExpr:
        found, kinds = [], []
        for actual in given:
            assert actual.value is not None
            starred = actual.value.type
            found.append(self.named(Value(starred.inner, actual.value.ref) if isinstance(starred, Starred) else actual.value))
            by_name = ARG_NAMED if actual.name is not None else ARG_POS
            kinds.append((ARG_STAR2 if actual.name is not None else ARG_STAR) if isinstance(starred, Starred) else by_name)
        call = CallExpr(callee, list(found), kinds, [None if kind.is_star() else actual.name for kind, actual in zip(kinds, given)])
        call.set_line(callee)
        return call

    def call_given(self, callee: Expression, given: list[Actual], wanted: Type) -> Value:
        """`callee(...)` with values that have names, as if it stood in the source."""
        found = self.lower(self._call_of(callee, given), wanted)
        return found if wanted is NONE else self.coerce(found, wanted, callee)

    def construct_built_in(self, cls: Type, actuals: list[Actual], where: Context | None) -> Value:
        """`kind(...)` where `kind: type[int]`."""
        info = self.program.typed.modules["builtins"].names[cls.info.name if isinstance(cls, Class) else cls.name].node
        assert isinstance(info, TypeInfo)
        callee = NameExpr(info.name)
        callee.node, callee._fullname = info, info.fullname
        callee.set_line(where or -1)
        return self.call_given(callee, [Actual(value=a.value or self.lower_as(a.expression, None), name=a.name) for a in actuals], cls)

    def callable_as_function(self, e: RefExpr, kind: Function) -> Value:
        """A built-in function or a class where a function is wanted."""
        def body(lowering: Calls, captured: list[Value], given: list[Value]) -> Value | None:
            assert isinstance(lowering, Arguments)
            found = lowering.call_written(e, given, kind.result)
            return None if kind.result is NONE else found

        name = e.fullname.rpartition(".")[2]
        return self.closure(kind, [], body, about=self.program.about(name, name, None, e.fullname, e.node.module_name if isinstance(e.node, TypeInfo) else "builtins"), shown=self._shown(e))

    def _shown(self, e: RefExpr) -> str:
        name = e.fullname.removeprefix("builtins.")
        if not isinstance(e.node, TypeInfo):
            return f"<built-in function {name}>"
        module = e.node.module_name
        if e.node.is_enum:
            return enumeration_text(e.node)
        return f"<class '{e.node.fullname if module in self.program.typed.application else name}'>"
