"""`TypedDict`: dicts from `str` to `object` whose literal keys have types of their own.

mypy has checked which keys there are. Values go in at the type of their key and come out at it.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, DictExpr, Expression, StrExpr, TypeInfo
from mypy.types import TypedDictType, get_proper_type

from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.enum_calls import EnumCalls
from yarara.compiler.program import Unsupported
from yarara.compiler.types import Class, Dynamic, Type


class TypedDicts(EnumCalls):
    """Displays, calls and subscripts of typed dicts."""

    def typed_dict(self, e: Expression) -> TypedDictType | None:
        """mypy's type of an expression, if it is a typed dict."""
        proper = get_proper_type(self.mypy_type(e))
        return proper if isinstance(proper, TypedDictType) else None

    def key_type(self, kind: TypedDictType, key: Expression) -> Type:
        """The type of the value at a key."""
        if not isinstance(key, StrExpr) or key.value not in kind.items:
            raise Unsupported("the key of a TypedDict must be a literal", key)
        return self.program.convert(kind.items[key.value], self.instance.environment, key)

    def make_typed_dict(self, kind: TypedDictType, items: list[tuple[Expression, str, Expression]], where: Expression) -> Value:
        """A new dict of these items, in the order written."""
        cls = self.program.convert(kind, {}, where)
        made = self.call_runtime("dict_new", where=where, wanted=cls)
        for place, name, given in items:
            wanted = self.program.convert(kind.items[name], self.instance.environment, place)
            value = self.coerce(self.lower_to(given, wanted), self.program.object, given)
            self.call_runtime("dict_setitem", made, self.literal(name, place), value)
        return made

    def _lower_DictExpr(self, e: DictExpr, expected: Type | None) -> Value:
        kind = self.typed_dict(e)
        if kind is None:
            return super()._lower_DictExpr(e, expected)
        items: list[tuple[Expression, str, Expression]] = []
        for key, given in e.items:
            if not isinstance(key, StrExpr):
                raise Unsupported("a TypedDict display needs literal keys", key or given, "give it its keys one by one")
            items.append((key, key.value, given))
        return self.make_typed_dict(kind, items, e)

    def typed_dict_call(self, info: TypeInfo, e: CallExpr) -> Value:
        """`Movie(name="Alien", year=1979)`, `Movie({...})`."""
        kind = info.typeddict_type
        assert kind is not None
        if len(e.args) == 1 and e.arg_names[0] is None:
            return self.call_method(self.lower(e.args[0]), "copy", [], e)
        return self.make_typed_dict(kind, [(given, name or "", given) for name, given in zip(e.arg_names, e.args)], e)

    def at_key_type(self, e: CallExpr, receiver: Expression, value: Value) -> Value:
        """What `get`, `pop` and `setdefault` of a typed dict give, at the type that mypy knows."""
        if self.typed_dict(receiver) is None or not isinstance(value.type, Dynamic):
            return value
        wanted = self.result_type(e)
        return value if wanted is None or isinstance(wanted, Dynamic) else self.from_dynamic(value, wanted)
