"""`f(*items)` and `f(**names)` where only the running program knows how many items or which names there are, and `f` has plain parameters."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_STAR, ARG_STAR2, Argument, Context, FuncDef

from yarara.compiler.lowering.argument_errors import missing_arguments, positional_arguments
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.lowering.function_values import FunctionValues
from yarara.compiler.program.program import Environment, Unsupported
from yarara.compiler.program.types import INT, Class, Function, Starred, Type


class UnpackedArguments(FunctionValues):
    """Such arguments are given to the parameters one by one, once they are known to fit."""

    def taken_apart(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], environment: Environment, cells: list[Value] | None, where: Context | None) -> list[Actual]:
        """The arguments of a call, without those of unknown number that would go to plain parameters."""
        actuals = self._names_apart(node, formals, actuals, environment, cells, where)
        first = next((i for i, a in enumerate(actuals) if a.name is None and a.value is not None and isinstance(a.value.type, Starred)), None)
        rest = next((i for i, formal in enumerate(formals) if formal.kind is ARG_STAR), None)
        if first is None or rest is not None and rest <= first:
            return actuals
        by_name = [a for a in actuals if a.name is not None]
        places = [f for f in formals if f.kind.is_positional()][first:]
        missing = [f for f in places if f.variable.name not in [a.name for a in by_name]]
        if node.fullname.startswith("yarara.") or missing != places[:len(missing)]:
            raise Unsupported(STARRED, where)
        items, element = self._items_from(actuals, first, where)
        before = first + len(node.arguments) - len(formals)
        required = [f.variable.name for f in missing if f.initializer is None]
        self._check_count(self.program.shown_name(node), items, before, required, None if rest is not None else len(missing), where)
        given = [Actual(value=self._item_or_default(node, formal, items, index, environment, cells, where)) for index, formal in enumerate(missing)]
        if rest is not None:
            none = Value(INT, str(len(missing)))
            others = self.call_runtime("list_getitem_slice", items, none, Value(INT, str((1 << 62))), Value(INT, "1"), where=where)
            given.append(Actual(value=Value(Starred(others.type), others.ref)))
        return [*actuals[:first], *given, *by_name]

    def _items_from(self, actuals: list[Actual], first: int, where: Context | None) -> tuple[Value, Type]:
        """A list of all arguments by position, from the first starred one on."""
        starred = actuals[first].value
        element = self.iteration_type(starred.type.inner) if starred is not None and isinstance(starred.type, Starred) else None
        if element is None:
            raise Unsupported(STARRED, where)
        items = self.make_list(self.program.builtin_class("list", element), [])
        for actual in actuals[first:]:
            if actual.name is None:
                self.append_all(items, actual.value or self.lower_as(actual.expression, element), element, where)
        return items, element

    def _item_or_default(
        self, node: FuncDef, formal: Argument, items: Value, index: int, environment: Environment, cells: list[Value] | None, where: Context | None,
    ) -> Value:
        place = Value(INT, str(index))
        if formal.initializer is None:
            return self.call_method(items, "__getitem__", [place], where)
        count = self.call_method(items, "__len__", [], where)
        there = self.instruction(f"icmp sgt i64 {count.ref}, {index}")
        return self._given_or_default(node, formal, there, lambda: self.call_method(items, "__getitem__", [place], where), environment, cells, where)

    def _given_or_default(
        self, node: FuncDef, formal: Argument, condition: str, given: Callable[[], Value], environment: Environment, cells: list[Value] | None, where: Context | None,
    ) -> Value:
        """What the caller gives if the condition holds, else the parameter's default."""
        wanted = self.program.convert(self.signature(node, where).arg_types[node.arguments.index(formal)], environment, where)
        result = self.slot(wanted.llvm)
        yes, no, done = self.name("given"), self.name("default"), self.name("done")
        self.branch(condition, yes, no)
        self.start_quietly(yes)
        self.store(self.coerce(given(), wanted, where), result)
        self.jump(done)
        self.start_quietly(no)
        default = self.nested_default(node, formal, cells) or self.default(node, formal, wanted, environment, where)
        self.store(self.coerce(default, wanted, where), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(wanted, result)

    def _check_count(self, shown: str, items: Value, before: int, required: list[str], most: int | None, where: Context | None) -> None:
        """TypeError in CPython's words when there are too few or too many items for these parameters."""
        count = self.call_method(items, "__len__", [], where)
        for length in range(len(required)):
            few = self.instruction(f"icmp eq i64 {count.ref}, {length}")
            self.cold_raise(few, "raise_type", [self._text(f"{shown}() missing {missing_arguments(required[length:])}")])
        if most is not None:
            least, largest = before + len(required), before + most
            takes = positional_arguments(least, largest)
            self._refuse_number(self.instruction(f"icmp sgt i64 {count.ref}, {most}"), self._text(f"{shown}() takes {takes} but "), count, before)

    def _refuse_number(self, condition: str, text: Value, count: Value, before: int) -> None:
        """TypeError, which ends in `5 were given`, if the condition holds."""
        wrong, right = self.name("wrong"), self.name("right")
        self.branch(condition, wrong, right)
        self.start_quietly(wrong)
        given = Value(INT, self.instruction(f"add i64 {count.ref}, {before}"))
        one = self.instruction(f"icmp eq i64 {given.ref}, 1")
        verb = Value(self.program.str_class, self.instruction(f"select i1 {one}, ptr {self._text(' was given').ref}, ptr {self._text(' were given').ref}"))
        self.raise_runtime("raise_type", [self.concatenate([text, self.repr(given), verb])])
        self.start_quietly(right)

    def one_for_each(self, shown: str, names: list[str], actuals: list[Actual], where: Context | None) -> list[Actual]:
        """Arguments by position, with `*items` of any length among them, for the parameters of a lambda."""
        first = next((i for i, a in enumerate(actuals) if a.value is not None and isinstance(a.value.type, Starred)), None)
        if first is None:
            return actuals
        if first > len(names) or any(a.name for a in actuals):
            raise Unsupported(STARRED, where)
        items, _ = self._items_from(actuals, first, where)
        self._check_count(shown, items, first, names[first:], len(names) - first, where)
        return [*actuals[:first], *(Actual(value=self.call_method(items, "__getitem__", [Value(INT, str(i))], where)) for i in range(len(names) - first))]

    def for_parameters(self, function: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        """The arguments of a function object that takes a certain number of them; `*items` of any length are counted first."""
        assert isinstance(function.type, Function)
        first = next((i for i, a in enumerate(actuals) if a.value is not None and isinstance(a.value.type, Starred)), None)
        wanted = len(function.type.parameters)
        if first is None or any(a.name for a in actuals) or first > wanted:
            return actuals
        items, _ = self._items_from(actuals, first, where)
        count = self.call_method(items, "__len__", [], where)
        given = self.instruction(f"add i64 {count.ref}, {first}")
        self.refuse_number_of_arguments(function, self.instruction(f"icmp ne i64 {given}, {wanted}"), given)
        return [*actuals[:first], *(Actual(value=self.call_method(items, "__getitem__", [Value(INT, str(i))], where)) for i in range(wanted - first))]

    def refuse_number_of_arguments(self, function: Value, condition: str, given: str) -> None:
        """TypeError if the condition holds: `function` takes just as many arguments as it has parameters."""
        assert isinstance(function.type, Function)
        wanted, shown = len(function.type.parameters), self.function_attribute(function, "__qualname__")
        assert shown is not None
        self._refuse_number(condition, self.concatenate([shown, self._text(f"() takes {positional_arguments(wanted, wanted)} but ")]), Value(INT, given), 0)

    # -- **names -------------------------------------------------------------------------------------------------------

    def _names_apart(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], environment: Environment, cells: list[Value] | None, where: Context | None) -> list[Actual]:
        """A dict that goes to plain parameters: each takes what stands under its name."""
        names = [a for a in actuals if a.name == "**"]
        if not names or any(formal.kind is ARG_STAR2 for formal in formals):
            return actuals
        kind = names[0].value.type.inner if names[0].value is not None and isinstance(names[0].value.type, Starred) else None
        starred = any(a.name is None and a.value is not None and isinstance(a.value.type, Starred) for a in actuals)
        if len(names) > 1 or starred or not isinstance(kind, Class) or kind.info.fullname != "builtins.dict" or names[0].value is None:
            raise Unsupported("the names in this **argument are not known when the program is compiled", where, "pass the values by name")
        given, others = Value(kind, names[0].value.ref), [a for a in actuals if a.name != "**"]
        taken = [f for f in formals if f.kind.is_positional()][:sum(a.name is None for a in others)]
        known = [f.variable.name for f in taken] + [a.name for a in others if a.name is not None]
        free = [f for f in formals if f.variable.name not in known and not f.pos_only and not f.kind.is_star()]
        shown = self._text(f"{self.program.shown_name(node)}()")
        self.call_runtime("check_keywords", given, self._names_as_list([f.variable.name for f in free]), self._names_as_list(known), shown, where=where)
        return [*others, *(Actual(value=self._of_name(node, formal, given, environment, cells, where), name=formal.variable.name) for formal in free)]

    def _of_name(self, node: FuncDef, formal: Argument, given: Value, environment: Environment, cells: list[Value] | None, where: Context | None) -> Value:
        name = self._text(formal.variable.name)
        there = self.call_method(given, "__contains__", [name], where).ref
        if formal.initializer is None:
            sort = "keyword-only" if formal.kind.is_named() else "positional"
            text = f"{self.program.shown_name(node)}() missing 1 required {sort} argument: '{formal.variable.name}'"
            self.cold_raise(self.instruction(f"xor i1 {there}, true"), "raise_type", [self._text(text)])
            return self.call_method(given, "__getitem__", [name], where)
        return self._given_or_default(node, formal, there, lambda: self.call_method(given, "__getitem__", [name], where), environment, cells, where)

    def without_names(self, function: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        """The arguments by position for a function without parameters, which refuses all others."""
        by_name = [actual for actual in actuals if actual.name is not None]
        if by_name:
            called = self.function_attribute(function, "__qualname__")
            assert called is not None
            names = [Value(kind.inner, a.value.ref) if a.value is not None and isinstance(kind := a.value.type, Starred) else self.keyword_dict((a.name or "",), [Value(INT, "0")], INT, where) for a in by_name]
            for given in names:
                self.call_runtime("check_keywords", given, self._names_as_list([]), self._names_as_list([]), self.concatenate([called, self._text("()")]), where=where)
        return [actual for actual in actuals if actual.name is None]

    def _names_as_list(self, names: list[str]) -> Value:
        return self.make_list(self.program.builtin_class("list", self.program.str_class), [self._text(name) for name in names])
