"""`copy.copy` and `copy.deepcopy`, for every type.

Numbers, strings, members of enumerations, functions and classes are their own copies. Other objects are copied word by word; a deep copy then replaces
what the copy refers to. Dicts and sets are filled anew, as the hash of a key may be its address.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import CallExpr, Context

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.named_items import NamedItems
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import INT, WORD, Class, Dynamic, Optional, Tuple, Type

ATOMIC = ("builtins.str", "builtins.bytes", "builtins.range", "builtins.slice", "yarara.runtime.plain_objects.ellipsis")
HASHED = ("builtins.dict", "builtins.set", "builtins.frozenset")
WITH_COPY = ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray")
NEVER_COPIED = ("yarara.kernel.", "threading", "socket", "_socket", "queue", "sys", "_sys", "contextlib")
"""Modules whose objects stand for something outside of the program's data."""


class Copies(NamedItems):
    """Writes copies."""

    def copy_call(self, name: str, e: CallExpr) -> Value | None:
        """`_copied(x)` and `_deep_copied(x, memo)` of the module `copy`."""
        if name == "_copied":
            return self.copied(self.lower(e.args[0]), e)
        if name == "_deep_copied":
            return self.deep_copied(self.lower(e.args[0]), self.lower_to(e.args[1], self._memo_type()), e)
        return None

    def _memo_type(self) -> Class:
        return self.program.builtin_class("dict", INT, self.program.object)

    def is_atomic(self, kind: Type) -> bool:
        """Whether values of a type are copies of themselves."""
        if isinstance(kind, Optional):
            return self.is_atomic(kind.inner)
        if isinstance(kind, Tuple):
            return all(self.is_atomic(item) for item in kind.items)
        if not isinstance(kind, Class):
            return not isinstance(kind, Dynamic)
        if kind.info.fullname == "builtins.tuple" or kind.info.fullname == "builtins.frozenset":
            return self.is_atomic(kind.arguments[0])
        return kind.info.is_enum or kind.info.fullname in ATOMIC

    def _class_decides(self, value: Value) -> bool:
        """Whether the class of the object is known only at run time."""
        kind = value.type
        return isinstance(kind, Dynamic) or isinstance(kind, Class) and kind.boxed is None and value.ref != self.exact_receiver and bool(self.program.descendants(kind.info))

    # -- shallow -------------------------------------------------------------------------------------------------------

    def copied(self, value: Value, where: Context | None) -> Value:
        """What `copy.copy` gives."""
        kind = value.type
        if self.is_atomic(kind) or isinstance(kind, Tuple):
            return value
        if isinstance(kind, Optional):
            return self._unless_none(value, lambda inside: self.copied(inside, where))
        if self._class_decides(value):
            return self.dispatch(value, "(copied)", [], kind)
        assert isinstance(kind, Class)
        if self.user_method(kind, "__copy__"):
            return self.coerce(self.call_method(value, "__copy__", [], where), kind, where)
        if kind.info.fullname in ("builtins.tuple", "builtins.frozenset"):
            return value
        if kind.info.fullname in WITH_COPY:
            return self.call_method(value, "copy", [], where)
        if self.own_new(kind) is not None:
            raise Unsupported(f"copying an object of {kind.info.name}, which has a __new__ of its own, is not supported", where, "write a method __copy__")
        if self._refuse_copy(kind):
            return value
        made = self._same_words(value)
        base = self.program.container_base(kind)
        if base is not None:
            self._take_over(made, self.call_method(Value(base, value.ref), "copy", [], where), base)
        return made

    def _refuse_copy(self, kind: Class) -> bool:
        if not kind.is_generator and not kind.info.module_name.startswith(NEVER_COPIED):
            return False
        name = "generator" if kind.is_generator else kind.info.name
        self.raise_runtime("raise_type", [Value(self.program.str_class, self.program.string_literal(f"cannot pickle '{name}' object"))])
        return True

    def _same_words(self, value: Value) -> Value:
        """A new object of the same class that holds the same words."""
        kind = value.type
        assert isinstance(kind, Class)
        self.program.lay_out(kind)
        made = Value(kind, self.allocate(kind))
        size = kind.body_size - WORD
        if size:
            self.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr {self.offset(made.ref, WORD)}, ptr {self.offset(value.ref, WORD)}, i64 {size}, i1 false)")
        self.watch(made, None)
        return made

    def _take_over(self, made: Value, fresh: Value, base: Class) -> None:
        """Give the container that an object is the items of another one."""
        self.program.lay_out(base)
        for name in base.fields:
            self.store_field(Value(base, made.ref), name, self.field(fresh, name))

    def _unless_none(self, value: Value, action: Callable[[Value], Value]) -> Value:
        result = self.slot(value.type.llvm)
        self.store(Value(value.type, value.type.zero), result)
        some, done = self.name("some"), self.name("done")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        self.store(self.coerce(action(self.inside(value)), value.type), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(value.type, result)

    # -- deep ----------------------------------------------------------------------------------------------------------

    def deep_copied(self, value: Value, memo: Value, where: Context | None) -> Value:
        """What `copy.deepcopy` gives."""
        kind = value.type
        if self.is_atomic(kind):
            return value
        if isinstance(kind, Tuple):
            return self.make_tuple([self.deep_copied(self.tuple_item(value, index), memo, where) for index in range(len(kind.items))])
        if isinstance(kind, Optional):
            return self._unless_none(value, lambda inside: self.deep_copied(inside, memo, where))
        if isinstance(kind, Dynamic) or self._class_decides(value):
            return self.dispatch(value, "(deepcopied)", [memo], kind)
        made = self.program.synthetic("deepcopy", (kind, memo.type), kind, lambda lowering: _write_deep(lowering, where), self.instance.module)
        return self.call(made, [value, memo])

    def write_deep(self, where: Context | None) -> None:
        """The function that copies objects of just one class."""
        value, memo = self.parameter_values()
        kind = value.type
        assert isinstance(kind, Class)
        address = Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))
        known, new = self.name("known"), self.name("new")
        self.branch(self.contains(memo, address, where), known, new)
        self.start_quietly(known)
        self.leave(Value(kind, self.call_method(memo, "__getitem__", [address], where).ref))
        self.start(new)

        def remember(made: Value) -> Value:
            self.call_method(memo, "__setitem__", [address, self.coerce(made, self.program.object, where)], where)
            return made

        if self.user_method(kind, "__deepcopy__"):
            self.leave(remember(self.coerce(self.call_method(value, "__deepcopy__", [memo], where), kind, where)))
        elif not self._refuse_copy(kind):
            self.leave(self._deep_object(value, memo, remember, where))

    def _deep_object(self, value: Value, memo: Value, remember: Callable[[Value], Value], where: Context | None) -> Value:
        kind = value.type
        assert isinstance(kind, Class)
        self.program.lay_out(kind)
        if kind.item is not None:
            return self._deep_array(value, memo, where)
        if kind.info.fullname == "builtins.bytearray":
            return remember(self.call_method(value, "copy", [], where))
        base = self.program.container_base(kind)
        hashed = base if base is not None and base.info.fullname in HASHED else kind if kind.info.fullname in HASHED else None
        if kind.info.fullname == "builtins.frozenset":
            return remember(self._deep_frozenset(value, memo, where))
        made = remember(self._same_words(value))
        own = set(kind.fields)
        if hashed is not None:
            own -= set(hashed.fields)
            self._take_over(made, self.call_runtime(f"{hashed.info.name}_new", where=where, wanted=hashed), hashed)
            self._fill_anew(Value(hashed, made.ref), Value(hashed, value.ref), memo, where)
        for name in own:
            if not self.is_atomic(kind.fields[name].type):
                self._deep_field(value, made, name, memo, where)
        return made

    def _deep_field(self, value: Value, made: Value, name: str, memo: Value, where: Context | None) -> None:
        old = self.field(value, name)
        self._if_there(old, lambda: self.store_field(made, name, self.coerce(self.deep_copied(old, memo, where), old.type, where)))

    def _if_there(self, old: Value, action: Callable[[], None]) -> None:
        """Attributes that were never assigned, and slots not in use, hold null."""
        if not old.type.is_reference:
            action()
            return
        there, done = self.name("there"), self.name("done")
        self.branch(self.instruction(f"icmp ne ptr {old.ref}, null"), there, done)
        self.start_quietly(there)
        action()
        self.jump(done)
        self.start_quietly(done)

    def _deep_array(self, value: Value, memo: Value, where: Context | None) -> Value:
        kind = value.type
        assert isinstance(kind, Class) and kind.item is not None
        length = self.load(INT, self.offset(value.ref, WORD))
        made = self.new_array(kind, length)
        size = self.instruction(f"mul i64 {length.ref}, {kind.item.size}")
        first = Value(INT, "0")
        self.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr {self.array_place(made, first)}, ptr {self.array_place(value, first)}, i64 {size}, i1 false)")
        if self.is_atomic(kind.item):
            return made
        index = self.slot("i64")
        self.store(first, index)

        def following(done: str) -> Value:
            at = self.load(INT, index)
            self._continue_if(self.instruction(f"icmp slt i64 {at.ref}, {length.ref}"), done)
            self.store(Value(INT, self.instruction(f"add nsw i64 {at.ref}, 1")), index)
            return at

        def replace(at: Value) -> None:
            old = self.array_item(value, at)
            self._if_there(old, lambda: self.store_item(self.coerce(self.deep_copied(old, memo, where), old.type, where), self.array_place(made, at)))

        self.loop(following, replace)
        return made

    def _deep_frozenset(self, value: Value, memo: Value, where: Context | None) -> Value:
        kind = value.type
        assert isinstance(kind, Class)
        items = self.make_list(self.program.builtin_class("list", kind.arguments[0]), [])
        self.loop(self.iterate_value(value, where), lambda v: self.call_runtime("list_append", items, self.deep_copied(v, memo, where)) and None)
        return self.call_runtime("frozenset_from_iterable", items, where=where)

    def _fill_anew(self, made: Value, value: Value, memo: Value, where: Context | None) -> None:
        """Copies of the items of a dict or set, hashed again."""
        def add(key: Value) -> None:
            new = self.deep_copied(key, memo, where)
            if self._is_dict(value.type):
                self.call_runtime("dict_setitem", made, new, self.deep_copied(self.call_runtime("dict_getitem", value, key, where=where), memo, where))
            else:
                self.call_runtime("set_add", made, new)

        self.loop(self.iterate_value(value, where), add)

    @staticmethod
    def _is_dict(kind: Type) -> bool:
        return isinstance(kind, Class) and kind.info.fullname == "builtins.dict"


def _write_deep(lowering: object, where: Context | None) -> None:
    assert isinstance(lowering, Copies)
    lowering.write_deep(where)
