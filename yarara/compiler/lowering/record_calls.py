"""What needs to know the fields of a class: `replace`, `asdict`, `astuple`, `fields` of dataclasses, `_replace`, `_asdict`, `_make` of named tuples."""

from __future__ import annotations

from mypy.nodes import CallExpr, Context, Expression, StrExpr

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.builtin_iterators import BuiltinIterators
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.written.dataclass_methods import Record
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, NONE, Class, ClassObject, Dynamic, Optional, Tuple, Type


class RecordCalls(BuiltinIterators):
    """Calls whose meaning depends on which fields a class has."""

    def record_call(self, name: str, e: CallExpr) -> Value | None:
        """A function of `dataclasses`."""
        if name == "replace":
            return self._replace(e)
        if name in ("asdict", "astuple"):
            if len(e.args) != 1:
                raise Unsupported(f"{name}() with a factory is not supported", e, "make the container from what it returns")
            value = self.unwrap(self.lower(e.args[0]), e)
            self._record_of(value.type, name, e)
            return self._plain(value, name == "asdict", e)
        if name == "fields":
            return self._fields(e)
        if name == "is_dataclass":
            kind = self.lower(e.args[0]).type
            cls = kind.instance if isinstance(kind, ClassObject) else kind
            if isinstance(cls, (Dynamic, Optional)):
                raise Unsupported("is_dataclass() of a value of several types is not supported", e, "use isinstance()")
            return Value(BOOL, "true" if isinstance(cls, Class) and self.record(cls) is not None else "false")
        return None

    def record(self, cls: Class) -> Record | None:
        """The dataclass that a class is or is derived from."""
        records = self.program.dataclasses.records
        return next((records[base.fullname] for base in cls.info.mro if base.fullname in records), None)

    def _record_of(self, kind: Type, name: str, where: Context | None) -> Record:
        record = self.record(kind) if isinstance(kind, Class) else None
        if record is None or not isinstance(kind, Class):
            raise Unsupported(f"{name}() needs an object whose dataclass is known here", where)
        return record

    def _has_records_below(self, kind: Type) -> bool:
        """Whether an object of this class may be one of a dataclass derived from it, which may have other fields."""
        return isinstance(kind, Class) and any("dataclass" in info.metadata for info in self.program.descendants(kind.info))

    def _replace(self, e: CallExpr) -> Value:
        """A new object by `__init__`, with the fields of the old one where nothing is given."""
        actuals = self.actuals(e)
        value = self.unwrap(self.lower(e.args[0]), e)
        self._record_of(value.type, "replace", e)
        assert isinstance(value.type, Class)
        given = [Actual(value=self.lower(a.expression, self._field_type(value.type, a.name)), name=a.name) for a in actuals[1:] if a.expression is not None]
        if self._has_records_below(value.type):
            return self.dispatch(value, "(replaced)", [a.value for a in given if a.value is not None], value.type, [a.name for a in given])
        return self.replaced(value, given, e)

    def replaced(self, value: Value, given: list[Actual], e: Context | None) -> Value:
        """What `replace` makes of an object of just this class."""
        record = self._record_of(value.type, "replace", e)
        assert isinstance(value.type, Class)
        given = list(given)
        names = {a.name for a in given}
        for made in record.fields.values():
            if made.name in names and not made.option("init"):
                raise Unsupported(f"field {made.name} is declared with init=False, it cannot be specified with replace()", e)
            if made.option("init") and not made.init_only and made.name not in names:
                given.append(Actual(value=self.attribute(value, made.name, e), name=made.name))
        return self.construct(value.type, given, e)

    def _field_type(self, cls: Class, name: str | None) -> Type | None:
        place = cls.fields.get(name or "")
        return place.type if place is not None else None

    def _fields(self, e: CallExpr) -> Value:
        value = self.lower(e.args[0])
        wanted = self.program.convert(self.mypy_type(e), {}, e)
        whole = value.type.instance if isinstance(value.type, ClassObject) else value.type
        named = isinstance(value.type, ClassObject) and isinstance(whole, Class) and value.ref == whole.symbol
        if self._has_records_below(whole) and not named:
            return self.dispatch(value, "(fields)", [], wanted)
        return self.fields_of(value.type, wanted, e)

    def fields_of(self, kind: Type, wanted: Type, e: Context | None) -> Value:
        """The fields of just this class, or of the class of just these objects."""
        cls = kind.instance if isinstance(kind, ClassObject) else kind.inner if isinstance(kind, Optional) else kind
        record = self._record_of(cls, "fields", e)
        info = self.program.typed.modules["_dataclasses"].names["Field"].node
        assert isinstance(wanted, Class)
        made = wanted.arguments[0]
        assert isinstance(made, Class) and made.info is info
        items = []
        for part in record.stored():
            flags = [part.option("init"), part.option("repr"), part.option("compare"), part.keyword_only]
            items.append(self.construct(made, values(self.literal(part.name, e), *(self.literal(flag, e) for flag in flags)), e))
        return self.tuple_to_sequence(self.make_tuple(items), wanted, e)

    def named_tuple_call(self, value: Value, name: str, e: CallExpr) -> Value | None:
        """`_replace` and `_asdict` of a named tuple."""
        names = self.program.named_tuples.of(value.type.info) if isinstance(value.type, Class) else None
        if names is None or not isinstance(value.type, Class):
            return None
        if name == "_replace":
            given = [Actual(value=self.lower_as(a.expression, self._field_type(value.type, a.name)), name=a.name) for a in self.actuals(e)]
            kept = [Actual(value=self.field(value, n), name=n) for n in names if n not in {a.name for a in given}]
            return self.construct(value.type, [*given, *kept], e)
        if name != "_asdict":
            return None
        made = self.call_runtime("dict_new", where=e, wanted=self.program.builtin_class("dict", self.program.str_class, self.program.object))
        for n in names:
            self.call_runtime("dict_setitem", made, self.literal(n, e), self.coerce(self.field(value, n), self.program.object))
        return made

    def named_tuple_made(self, cls: Type, e: CallExpr) -> Value | None:
        """`_make` of a named tuple: an object of the items of an iterable."""
        if not isinstance(cls, Class) or self.program.named_tuples.of(cls.info) is None or len(e.args) != 1:
            return None
        return self.named_tuple_of(cls, self.lower(e.args[0]), e)

    def named_tuple_of(self, cls: Class, given: Value, e: Context) -> Value:
        """A named tuple of the items of an iterable."""
        names = self.program.named_tuples.of(cls.info)
        assert names is not None
        if self.own_new(cls) is not None:
            raise Unsupported("_make() of a class with a __new__ of its own is not supported", e, "call the class")
        items = self.plain_tuple(given)
        if isinstance(items.type, Tuple) and len(items.type.items) == len(names):
            return self.construct(cls, values(*(self.tuple_item(items, index) for index in range(len(names)))), e)
        items = self.call_runtime("list_from_iterable", items, where=e)
        length = self.call_method(items, "__len__", [], e)
        self.cold_raise(self.instruction(f"icmp ne i64 {length.ref}, {len(names)}"), "raise_fields_expected", [self.literal(len(names), e), length])
        return self.construct(cls, values(*(self.item_at(items, self.literal(index, e)) for index in range(len(names)))), e)

    # -- asdict, astuple -----------------------------------------------------------------------------------------------

    def _plain(self, value: Value, named: bool, where: Context | None) -> Value:
        """A value as `asdict` or `astuple` gives it: dataclasses, also those in lists, tuples and dicts, taken apart."""
        kind = value.type
        if not self._holds_record(kind, set()):
            return value
        if isinstance(kind, Tuple):
            return self.make_tuple([self._plain(self.tuple_item(value, index), named, where) for index in range(len(kind.items))])
        parameters = (kind,)
        result = self._plain_type(kind, named)

        def write(lowering: object) -> None:
            assert isinstance(lowering, RecordCalls)
            lowering.leave(lowering.coerce(lowering._write_plain(lowering.parameter_values()[0], named, where), result, where))

        made = self.program.synthetic("asdict" if named else "astuple", parameters, result, write, self.instance.module)
        return self.call(made, [value])

    def _holds_record(self, kind: Type, seen: set[Type]) -> bool:
        if kind in seen:
            return False
        seen.add(kind)
        if isinstance(kind, Class):
            return self.record(kind) is not None or kind.info.fullname in CONTAINERS or any(self._holds_record(a, seen) for a in kind.arguments)
        if isinstance(kind, Dynamic) and not kind.alternatives:
            return True
        parts = kind.items if isinstance(kind, Tuple) else (kind.inner,) if isinstance(kind, Optional) else kind.alternatives if isinstance(kind, Dynamic) else ()
        return any(self._holds_record(part, seen) for part in parts)

    def _plain_type(self, kind: Type, named: bool) -> Type:
        program = self.program
        if isinstance(kind, Optional):
            return types.optional(self._plain_type(kind.inner, named))
        if isinstance(kind, Dynamic):
            return program.object if self._holds_record(kind, set()) else kind
        if isinstance(kind, Tuple):
            return types.tuple_of(tuple(self._plain_type(item, named) for item in kind.items))
        if isinstance(kind, Class) and self.record(kind) is not None:
            return program.builtin_class("dict", program.str_class, program.object) if named else program.builtin_class("tuple", program.object)
        if isinstance(kind, Class) and kind.info.fullname in CONTAINERS:
            return program.builtin_class(kind.info.name, *(self._plain_type(a, named) for a in kind.arguments))
        return kind

    def _write_plain(self, value: Value, named: bool, where: Context | None) -> Value:
        kind = value.type
        if isinstance(kind, (Optional, Dynamic)):
            return self._plain_or_none(value, named, where)
        assert isinstance(kind, Class)
        record = self.record(kind)
        if record is not None:
            return self._plain_any(value, named) if self._has_records_below(kind) else self._plain_record(value, record, named, where)
        if kind.info.name == "dict":
            return self._plain_dict(value, kind, named, where)
        item = self._plain_type(kind.arguments[0], named)
        made = self.make_list(self.program.builtin_class("list", item), [])
        self.loop(self.iterate_value(value, where), lambda v: self.call_runtime("list_append", made, self.coerce(self._plain(v, named, where), item)) and None)
        if kind.info.name == "list":
            return made
        return self.call_runtime("tuple_from_iterable", made, where=where)

    def _plain_or_none(self, value: Value, named: bool, where: Context | None) -> Value:
        kind = self._plain_type(value.type, named)
        result = self.slot(kind.llvm)
        self.store(Value(kind, kind.zero), result)
        some, done = self.name("some"), self.name("done")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        given = self._plain(self.inside(value), named, where) if isinstance(value.type, Optional) else self._plain_any(value, named)
        self.store(self.coerce(given, kind, where), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(kind, result)

    def _plain_any(self, value: Value, named: bool) -> Value:
        """Of an object of one of several classes."""
        return self.dispatch(value, "(asdict)" if named else "(astuple)", [], self._plain_type(value.type, named))

    def record_taken_apart(self, value: Value, named: bool, where: Context | None) -> Value:
        """`asdict` or `astuple` of an object of just this class, or what they make of a field that holds something else."""
        record = self.record(value.type) if isinstance(value.type, Class) else None
        return self._plain(value, named, where) if record is None else self._plain_record(value, record, named, where)

    def _plain_record(self, value: Value, record: Record, named: bool, where: Context | None) -> Value:
        names = [f.name for f in record.stored()]
        items = [self.coerce(self._plain(self.attribute(value, name, where), named, where), self.program.object, where) for name in names]
        wanted = self._plain_type(value.type, named)
        if not named:
            assert isinstance(wanted, Class)
            return self.tuple_to_sequence(self.make_tuple(items), wanted, where)
        made = self.call_runtime("dict_new", where=where, wanted=wanted)
        for name, item in zip(names, items):
            self.call_runtime("dict_setitem", made, self.literal(name, where), item)
        return made

    def _plain_dict(self, value: Value, kind: Class, named: bool, where: Context | None) -> Value:
        wanted = self._plain_type(kind, named)
        assert isinstance(wanted, Class)
        made = self.call_runtime("dict_new", where=where, wanted=wanted)

        def add(key: Value) -> None:
            item = self.call_method(value, "__getitem__", [key], where)
            pair = [self.coerce(self._plain(v, named, where), w) for v, w in zip((key, item), wanted.arguments)]
            self.call_runtime("dict_setitem", made, *pair)

        self.loop(self.iterate_value(value, where), add)
        return made


CONTAINERS = ("builtins.list", "builtins.dict", "builtins.tuple")
