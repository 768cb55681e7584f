"""Displays and comprehensions: `[...]`, `{...}`, `(...)`, and generator expressions."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import DictExpr, DictionaryComprehension, Expression, ListComprehension, ListExpr, SetComprehension, SetExpr, StarExpr, TupleExpr, GeneratorExpr

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.expressions import Expressions
from yarara.compiler.lowering.iteration import Next
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import INT, NEVER, Class, Dynamic, Optional, Starred, Tuple, Type

UNCHANGING = ("builtins.tuple", "builtins.str", "builtins.bytes", "builtins.range")
"""What is taken apart equally at any time."""
AT_ONCE = 15
"""As many pairs of a dict display CPython evaluates before it puts them into the dict, which may call methods of the keys."""
AT_ONCE_IN_SET = 30
"""As many items of a set display, where none is starred."""


class Displays(Expressions):
    """Containers as they are written out."""

    def _display_type(self, e: Expression, expected: Type | None, name: str) -> Class:
        kind = expected.inner if isinstance(expected, Optional) else expected
        if isinstance(kind, Class) and kind.info.fullname == f"builtins.{name}":
            return kind
        known = self.result_type(e)
        if isinstance(known, Class):
            return self._of_objects(known) if kind is self.program.object else known
        if isinstance(known, Dynamic) and known.family is not None:  # of values of which mypy knows nothing
            return self.program.builtin_class(name, *[self.program.object for _ in known.family.defn.type_vars])
        if isinstance(e, (ListExpr, DictExpr)) and not e.items:
            return self.program.builtin_class(name, *[NEVER for _ in range(2 if name == "dict" else 1)])
        if isinstance(e, (ListExpr, SetExpr)):  # where anything may stand, the items say it themselves
            return self.program.builtin_class(name, self._common_kind([self._item_kind(item) for item in e.items]))
        if isinstance(e, DictExpr):
            key = self._common_kind([self.result_type(key) if key is not None else None for key, _ in e.items])
            value = self._common_kind([self.result_type(value) for _, value in e.items])
            return self.program.builtin_class(name, key, value)
        if isinstance(e, (ListComprehension, SetComprehension)) and (item := self.result_type(e.generator.left_expr)) is not None:
            return self.program.builtin_class(name, item)
        raise Unsupported(f"the type of this {name} is not known", e, f"annotate the variable it goes to, for example: x: {name}[int] = ...")

    def _of_objects(self, known: Class) -> Class:
        """A display where any object may stand is one of objects: who finds it there knows no more of it than that it is a list."""
        return self.program.builtin_class(known.info.name, *known.arguments[:-1], self.program.object)

    def _common_kind(self, kinds: list[Type | None]) -> Type:
        """The type of items of which mypy says nothing together: their own, or that of any object."""
        first = kinds[0] if len(set(kinds)) == 1 else None
        return first if first is not None else self.program.object

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
        items = [self._of_this_moment(self.display_item(i, item), i, last=i is e.items[-1]) for i in e.items]
        if any(isinstance(i.type, Starred) and not isinstance(i.type.inner, Tuple) for i in items):
            return self._gathered_tuple(e, items, item)
        return self.make_tuple([part for i in items for part in self._parts(i)])

    def _of_this_moment(self, item: Value, e: Expression, last: bool) -> Value:
        """A starred item that what follows it in the display cannot change: what is not a tuple is taken apart before that is evaluated."""
        if last or not isinstance(item.type, Starred) or isinstance(item.type.inner, Tuple):
            return item
        kind = self.iteration_type(item.type.inner)
        if kind is None or isinstance(item.type.inner, Class) and item.type.inner.info.fullname in UNCHANGING:
            return item
        made = self.make_list(self.program.builtin_class("list", kind), [])
        self.append_all(made, item, kind, e)
        return Value(Starred(made.type), made.ref)

    def _parts(self, item: Value) -> list[Value]:
        """An item of a display; those of a starred tuple."""
        if not isinstance(item.type, Starred):
            return [item]
        inner = Value(item.type.inner, item.ref)
        assert isinstance(inner.type, Tuple)
        return [self.tuple_item(inner, index) for index in range(len(inner.type.items))]

    def _gathered_tuple(self, e: TupleExpr, items: list[Value], item: Type | None) -> Value:
        if item is None:
            kinds = [self.iteration_type(i.type.inner) if isinstance(i.type, Starred) else i.type for i in items]
            item = self.program.either([kind for kind in dict.fromkeys(kinds) if kind is not None])
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
        pairs: list[tuple[Value, Value]] = []
        waiting = self._pairs_at_once(e, cls)
        for index, (key, item) in enumerate(e.items):
            if key is None:
                self.call_method(made, "update", [self.lower(item)], e)
                continue
            pairs.append((self.lower_to(key, cls.arguments[0]), self.lower_to(item, cls.arguments[1])))
            if index not in waiting:
                for pair in pairs:
                    self.call_runtime("dict_setitem", made, *pair)
                pairs = []
        return made

    def _pairs_at_once(self, e: DictExpr, cls: Class) -> set[int]:
        """Which pairs wait for the one after them before they are put into the dict. It makes a difference only where the keys have methods of their own."""
        if not self._has_own_methods(cls.arguments[0]):
            return set()
        waiting: set[int] = set()
        start = 0
        for index in range(len(e.items) + 1):
            if index < len(e.items) and e.items[index][0] is not None and index - start <= AT_ONCE:
                continue
            if index - start <= AT_ONCE:
                waiting |= set(range(start, index - 1))
            start = index + 1
        return waiting

    def _has_own_methods(self, key: Type) -> bool:
        """Whether to hash or compare such a key may run code of the program."""
        if isinstance(key, Tuple):
            return any(self._has_own_methods(item) for item in key.items)
        if isinstance(key, Optional):
            return self._has_own_methods(key.inner)
        return isinstance(key, Dynamic) or isinstance(key, Class) and (key.info.module_name != "builtins" or any(self._has_own_methods(item) for item in key.arguments))

    def _lower_SetExpr(self, e: SetExpr, expected: Type | None) -> Value:
        cls = self._display_type(e, expected, "set")
        made = self.call_runtime("set_new", where=e, wanted=cls)
        starred = any(isinstance(item, StarExpr) for item in e.items)
        if not starred and len(e.items) <= AT_ONCE_IN_SET and self._has_own_methods(cls.arguments[0]):
            for value in [self.lower_to(item, cls.arguments[0]) for item in e.items]:
                self.call_runtime("set_add", made, value)
            return made
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
        return self.iterate(e.sequences[depth], e.indices[depth])

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
