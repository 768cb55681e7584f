"""What a class says of itself: its names, its text, the classes above it (`__mro__`, `__bases__`, `__base__`, `mro()`)."""

from __future__ import annotations

from mypy.nodes import Context, ExpressionStmt, StrExpr, TypeInfo

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.class_variables import ClassVariables
from yarara.compiler.program.hierarchy import VALUE_TYPES
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import NONE, Class, ClassObject, Dynamic, Starred, Type

TEXTS = ("__qualname__", "__module__", "__doc__")
ORDERS = ("__mro__", "__bases__", "__base__")


class Ancestors(ClassVariables):
    """Attributes that every class has."""

    def said_of_class(self, info: TypeInfo, name: str) -> Value:
        """`__name__` and the like of a class that is known."""
        if name == "__doc__":
            first = info.defn.defs.body[0] if info.defn.defs.body else None
            if not isinstance(first, ExpressionStmt) or not isinstance(first.expr, StrExpr):
                return Value(NONE, "null")
            return self.coerce(self.lower(first.expr), types.optional(self.program.str_class))
        said = {"__name__": info.name, "__module__": info.module_name}
        return self.literal(said.get(name, self.program.qualified_name(info)), None)

    def said_of_value(self, value: Value, name: str, where: Context | None) -> Value | None:
        """The same where the class is a value; None for what not every class has."""
        kind = value.type
        assert isinstance(kind, ClassObject)
        if name == "__name__":
            self.note_shown_class(kind)
            return self._table_name(value.ref)
        if name not in TEXTS + ORDERS:
            return None
        if not isinstance(kind.instance, (Class, Dynamic)):
            return self.said_exactly(value, self.program.box(kind.instance), name, where)
        if isinstance(kind.instance, Class) and not self.program.descendants(kind.instance.info):
            return self.said_exactly(value, kind.instance, name, where)
        wanted: dict[str, Type] = {"__doc__": types.optional(self.program.str_class), "__base__": types.optional(self.program.any_class)}
        return self.dispatch(value, f"said {name}", [], wanted.get(name, self._classes_type if name in ORDERS else self.program.str_class))

    def said_exactly(self, value: Value, cls: Class, name: str, where: Context | None) -> Value:
        """Of just this class, whose table `value` is."""
        info = self.program.class_in_box(cls)
        if name not in ORDERS:
            return self.said_of_class(info, name)
        return self.order_of_class(value, info, info.fullname == "builtins.object" and cls is not self.program.plain_object, name, where)

    def order_as_list(self, value: Value, where: Context | None) -> Value:
        """`mro()` of a class that is a value."""
        made = self.make_list(self.program.builtin_class("list", self.program.any_class), [])
        order = self.said_of_value(value, "__mro__", where)
        assert order is not None
        self.append_all(made, Value(Starred(order.type), order.ref), self.program.any_class, where)
        return made

    def order_of_class(self, value: Value, info: TypeInfo, made: bool, name: str, where: Context | None) -> Value:
        """The class `value` and those above it, or only those right above it. `made`: no source declares the class."""
        order = info.mro if made else info.mro[1:]
        right_above = [base.type for base in info.bases]
        above = self._listed(info, order if name == "__mro__" or made else right_above, where)
        if not above and order:
            above = order[-1:]  # as `int` is declared below a protocol only
        found = [Value(self.program.any_class, self._class_named(one, info).ref) for one in above]
        if name == "__base__":
            return self.coerce(found[0] if found else Value(NONE, "null"), types.optional(self.program.any_class))
        items = [Value(self.program.any_class, value.ref), *found] if name == "__mro__" else found
        return self.tuple_to_sequence(self.make_tuple(items), self._classes_type, where)

    @property
    def _classes_type(self) -> Class:
        return self.program.builtin_class("tuple", self.program.any_class)

    def _listed(self, info: TypeInfo, above: list[TypeInfo], where: Context | None) -> list[TypeInfo]:
        """As CPython has them: what our stubs say besides of built-in classes is left out."""
        only_here = {one for builtin in (info, *above) if builtin.module_name == "builtins" for one in builtin.mro if one.module_name != "builtins"}
        found = [one for one in above if one not in only_here]
        application = self.program.typed.application
        if info.module_name not in application:
            return [one for one in found if one.module_name == "builtins"]
        for one in found:
            if one.module_name not in (*application, "builtins", "abc") or one.is_protocol or one.defn.type_vars and one.module_name != "builtins" or info.is_enum:
                raise Unsupported(f"the classes above '{info.name}' cannot all be named here", where, "ask with issubclass()")
        return found

    def _class_named(self, info: TypeInfo, below: TypeInfo) -> Value:
        """A class as a value; of a container that which `below` is derived from."""
        if info.fullname == "builtins.object":
            return self.table_of(self.program.plain_object)
        if info.defn.type_vars:
            return self.class_value(next(at for at in self.program.class_instance(below, ()).mro if at.info is info))
        primitive = VALUE_TYPES.get(info.fullname)
        return self.class_value(self.program.class_instance(info, ())) if primitive is None else self.table_of(self.program.box(primitive))

    def table_of(self, cls: Class) -> Value:
        """The class of objects that no source declares, as a value."""
        self.program.instantiate(cls)
        return Value(types.class_object(cls), cls.symbol)
