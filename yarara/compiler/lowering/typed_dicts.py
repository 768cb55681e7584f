"""`TypedDict`: dicts from `str` to `object` whose literal keys have types of their own.

mypy has checked which keys there are. Values go in at the type of their key and come out at it.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, DictExpr, Expression, StrExpr, TypeInfo
from mypy.types import Instance, LiteralType, ProperType, TypedDictType, UnionType, get_proper_type

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.function_tools import FunctionTools
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import Dynamic, Type


class TypedDicts(FunctionTools):
    """Displays, calls and subscripts of typed dicts."""

    def typed_dict(self, e: Expression) -> TypedDictType | None:
        """mypy's type of an expression, if it is a typed dict."""
        proper = get_proper_type(self.mypy_type(e))
        return proper if isinstance(proper, TypedDictType) else None

    def key_type(self, kind: TypedDictType, key: Expression) -> Type:
        """The type of the value at a key."""
        names = literal_keys(get_proper_type(self.mypy_type(key)))
        if isinstance(key, StrExpr):
            names = [key.value]
        found = {self.program.convert(kind.items[name], self.instance.environment, key) for name in names if name in kind.items}
        if len(found) != 1:
            raise Unsupported("the key of a TypedDict must be a literal", key, "name the key: the types at the keys differ")
        return found.pop()

    def make_typed_dict(self, kind: TypedDictType, items: list[tuple[Expression, str, Expression]], where: Expression) -> Value:
        """A new dict of these items, in the order written; what has no name is a typed dict whose items come in."""
        cls = self.program.convert(kind, {}, where)
        made = self.call_runtime("dict_new", where=where, wanted=cls)
        for place, name, given in items:
            if not name:
                self.call_method(made, "update", [self.lower(given)], given)
                continue
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
            names = [key.value] if isinstance(key, StrExpr) else literal_keys(get_proper_type(self.mypy_type(key))) if key is not None else [""]
            if len(names) != 1:
                raise Unsupported("a TypedDict display needs literal keys", key or given, "give it its keys one by one")
            items.append((key or given, names[0], given))
        return self.make_typed_dict(kind, items, e)

    def typed_dict_call(self, info: TypeInfo, e: CallExpr) -> Value:
        """`Movie(name="Alien", year=1979)`, `Movie({...})`."""
        kind = info.typeddict_type
        assert kind is not None
        if len(e.args) == 1 and e.arg_names[0] is None:
            return self.call_method(self.lower(e.args[0]), "copy", [], e)
        return self.make_typed_dict(kind, [(given, name or "", given) for name, given in zip(e.arg_names, e.args)], e)

    def typed_dict_method(self, e: CallExpr, receiver: Value, name: str) -> Value:
        """`item.get(key, default)` and the like: defaults go in, and values come out, at the type that mypy knows."""
        result = self.result_type(e)
        known = None if isinstance(result, Dynamic) else result
        given = [self.lower(argument) if known is None or at == 0 else self.lower_to(argument, known) for at, argument in enumerate(e.args)]
        value = self.call_method(receiver, name, given, e)
        return value if known is None or not isinstance(value.type, Dynamic) else self.from_dynamic(value, known)


def literal_keys(kind: ProperType | None) -> list[str]:
    """The strings that a value of a literal type may be."""
    if isinstance(kind, UnionType):
        return [name for item in kind.items for name in literal_keys(get_proper_type(item))]
    known = kind.last_known_value if isinstance(kind, Instance) else kind
    return [known.value] if isinstance(known, LiteralType) and isinstance(known.value, str) else []
