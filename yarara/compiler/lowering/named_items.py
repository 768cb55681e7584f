"""Items of dictionaries that are given as arguments with names: `dict(d, a=1)`, `Counter(a=2)`, `d.update(a=1)`, `counts.subtract(a=1)`."""

from __future__ import annotations

from mypy.nodes import ARG_NAMED, ARG_STAR2, CallExpr

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.typed_dicts import TypedDicts
from yarara.compiler.program.types import NONE, Class, Type

TAKES_NAMED = ("builtins.dict", "collections.defaultdict", "collections.OrderedDict", "_collections.counters.Counter", "_collections.user_dicts.UserDict")
"""The classes whose constructor and methods take items by name."""
METHODS = ("update", "subtract")


class NamedItems(TypedDicts):
    """The items are put into a dictionary, which is then given like any other."""

    def has_named_items(self, e: CallExpr, kind: Class, method: str) -> bool:
        """Whether a call of this method gives items by name, or no items at all."""
        if e.args and not any(k in (ARG_NAMED, ARG_STAR2) for k in e.arg_kinds) or method not in ("__init__", *METHODS) or not e.args and method == "__init__":
            return False
        if kind.info.fullname == "builtins.dict":
            return True
        found = self.program.find(kind, method)
        if found is None:
            return kind.info.has_base("builtins.dict") or method == "update" and kind.info.has_base("typing.MutableMapping")
        return found[0].info.fullname in TAKES_NAMED

    def construct_with_named_items(self, e: CallExpr, cls: Class) -> Value:
        """`dict(other, name=value)` and the like."""
        before = self._before_names(e)
        if cls.info.fullname != "builtins.dict":
            made = self.construct(cls, before, e)
        else:
            made = self.call_runtime("dict_new", where=e, wanted=cls)
            for actual in before:
                self.call_runtime("dict_update", made, self.lower_as(actual.expression, None), where=e)
            return self._named(e, cls, made)
        self._give(made, "update", Actual(value=self._named(e, cls)), e)
        return made

    def call_with_named_items(self, e: CallExpr, receiver: Value, method: str) -> Value:
        """`d.update(other, name=value)` and the like."""
        assert isinstance(receiver.type, Class)
        before = self._before_names(e)
        named = Actual(value=self._named(e, receiver.type))
        for actual in (*before, named):
            self._give(receiver, method, actual, e)
        return Value(NONE, "null")

    def _before_names(self, e: CallExpr) -> list[Actual]:
        """The arguments without a name, in their places."""
        return [Actual(expression=argument) for argument, kind in zip(e.args, e.arg_kinds) if kind not in (ARG_NAMED, ARG_STAR2)]

    def _named(self, e: CallExpr, owner: Class, into: Value | None = None) -> Value:
        """A dictionary of those that have one."""
        item = self._held_by_name(owner)
        assert item is not None
        made = into or self.call_runtime("dict_new", where=e, wanted=self.program.builtin_class("dict", self.program.str_class, item))
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind is ARG_STAR2:
                self.call_runtime("dict_update", made, self.lower(argument), where=e)
            elif name is not None:
                self.call_runtime("dict_setitem", made, self.literal(name, e), self.lower_to(argument, item), where=e)
        return made

    def _held_by_name(self, kind: Class) -> Type | None:
        """What a dictionary, or a mapping of the program's own, holds below each key."""
        above = next((info for info in kind.info.mro if info.fullname in ("builtins.dict", "typing.MutableMapping")), None)
        container = self.program.container_base(kind)
        arguments = container.arguments if container is not None else self.program.arguments_above(kind, above) if above is not None else None
        return arguments[1] if arguments is not None else None

    def _give(self, receiver: Value, method: str, actual: Actual, e: CallExpr) -> None:
        value = self.lower(actual.expression) if actual.expression is not None else actual.value
        assert value is not None
        self.call_method(receiver, method, [value], e)
