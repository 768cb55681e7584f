"""`for`: how each kind of iterable gives its next item. Nothing is allocated for ranges, sequences, `enumerate`, `zip` and `reversed`."""

from __future__ import annotations

from collections.abc import Callable

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import ARG_POS, CallExpr, Context, Expression, FuncDef, RefExpr, TupleExpr, TypeInfo
from mypy.types import CallableType, Instance, Type as MypyType, UnionType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Loop, Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.texts import Texts
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.sharing import PRIVATE, PRIVATE_NAMES, item_size
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, WORD, Class, ClassObject, Dynamic, Function, Optional, Tuple, Type
from yarara.compiler.written.value_classes import HELD

Next = Callable[[str], Value]
"""Writes the code that takes the next item, or jumps to the given label when there is none."""

NO_ITEM = Value(NONE, "null")
"""What an empty tuple gives: the body of the loop is not written."""

INDEXED = {"builtins.list": "list", "builtins.tuple": "tuple", "builtins.str": "str", "builtins.bytes": "bytes", "builtins.bytearray": "bytearray"}


def item_type(iterable: Instance) -> MypyType:
    """What iterating over a declared type gives: what its `__iter__` says, else its first argument."""
    entry = iterable.type.get("__iter__")
    kind = get_proper_type(entry.node.type) if entry is not None and isinstance(entry.node, FuncDef) else None
    if entry is not None and isinstance(kind, CallableType) and isinstance(entry.node, FuncDef):
        home = map_instance_to_supertype(iterable, entry.node.info)
        iterator = get_proper_type(expand_type_by_instance(kind.ret_type, home))
        if isinstance(iterator, Instance) and len(iterator.args) == 1:
            return iterator.args[0]
    return iterable.args[0]


def _holds_function(kind: Type) -> bool:
    return isinstance(kind, Function) or isinstance(kind, Tuple) and any(map(_holds_function, kind.items))


class Iteration(Texts):
    """Loops over iterables."""

    def iteration_type(self, kind: Type) -> Type | None:
        """The type of the items that iterating over `kind` gives, when it can be told from the type."""
        if isinstance(kind, Tuple):
            return kind.items[0] if kind.items and all(i is kind.items[0] for i in kind.items) else None
        if isinstance(kind, Dynamic):
            return kind.item
        if isinstance(kind, ClassObject):
            return kind.instance if isinstance(kind.instance, Class) and kind.instance.info.is_enum else None
        if not isinstance(kind, Class):
            return None
        if kind.info.is_enum and kind.info.has_base("enum.Flag"):
            return kind
        if kind.info.tuple_type is not None and (names := self.program.named_tuples.of(kind.info)):
            self.program.lay_out(kind)
            return self.iteration_type(types.tuple_of(tuple(kind.fields[n].type for n in names)))
        if self.program.value_classes.base_of(kind.info) and not self.user_method(kind, "__iter__"):
            self.program.lay_out(kind)
            return self.iteration_type(kind.fields[HELD].type)
        name = kind.info.fullname
        if name in ("builtins.bytes", "builtins.bytearray", "builtins.memoryview", "builtins.range"):
            return INT
        if name == "builtins.str":
            return kind
        if kind.arguments and name.startswith("builtins."):
            return kind.arguments[0]
        container = self.program.container_base(kind)
        if container is not None and not self.user_method(kind, "__iter__"):
            return container.arguments[0]
        return self._iterator_item(kind)

    def _iterator_item(self, kind: Class) -> Type | None:
        from yarara.compiler.lowering.calls import plain_function
        found = self.program.find(kind, "__next__")
        if found is None:
            found = self.program.find(kind, "__iter__")
            if found is None:
                sequence = next((base for base in kind.info.mro if base.fullname == "typing.Sequence"), None)
                above = self.program.arguments_above(kind, sequence) if sequence is not None else None
                return above[0] if above else None
            node = plain_function(found[1])
            if node is None:
                return None
            made = self.program.result_of(node, self.program.class_environment(found[0]))
            return self.iteration_type(made) if made is not kind else None
        node = plain_function(found[1])
        return None if node is None else self.program.convert(self.signature(node, None).ret_type, self.program.class_environment(found[0]))

    def iterate(self, expression: Expression, target: Expression | None = None) -> Next:
        """Prepare to loop over an expression: evaluates it once, now. `target` is what the items are assigned to."""
        if isinstance(expression, TupleExpr) and target is not None:
            return self._display(self.lower(expression), expression, target)
        if isinstance(expression, CallExpr) and isinstance(expression.callee, RefExpr) and all(kind is ARG_POS for kind in expression.arg_kinds):
            name, arguments = expression.callee.fullname, expression.args
            if name == "builtins.range":
                return self._range(arguments)
            if name == "builtins.enumerate":
                return self._enumerate(arguments)
            if name == "builtins.zip" and arguments:
                return self._zip(arguments)
            if name == "builtins.reversed":
                return self._reversed(self.lower(arguments[0]), expression)
        return self.iterate_value(self.lower(expression), expression)

    def iterate_value(self, value: Value, where: Context | None) -> Next:
        value = self.plain_iterable(self.unwrap(value, where), where)
        kind = value.type
        if isinstance(kind, Tuple):
            return self._fixed_tuple(value, where)
        if isinstance(kind, Class) and kind.info.fullname in INDEXED and not self.is_virtual(value, "__iter__"):
            return self._indexed(value)
        if isinstance(kind, Class) and kind.info.fullname == "builtins.range":
            return self._range_object(value)
        if isinstance(kind, Dynamic):
            return self._dynamic(value, where)
        if isinstance(kind, Class) and kind.is_generator:
            return self._generated(value)
        iterator = self.call_method(value, "__iter__", [], where)
        return self._iterator(iterator, where)

    def _generated(self, value: Value) -> Next:
        """A generator says whether there is a next item, and holds it."""
        cls = value.type
        assert isinstance(cls, Class)
        nothing = Value(cls.fields["_sent"].type, cls.fields["_sent"].type.zero)

        def following(done: str) -> Value:
            self.store_field(value, "_sent", nothing)
            self._continue_if(self.call_method(value, "_advance", []).ref, done)
            return self.field(value, "_value")

        return following

    def plain_iterable(self, value: Value, where: Context | None) -> Value:
        """What iterating over an enumeration, a flag or a member of `StrEnum` means: a tuple, a list, a string. Any other value as it is."""
        kind = value.type
        if isinstance(kind, ClassObject):
            members = self.members_tuple(kind)
            if members is None or not isinstance(members.type, Tuple):
                return value
            assert isinstance(kind.instance, Class)
            return self.tuple_to_sequence(members, self.program.builtin_class("tuple", kind.instance), where)
        if isinstance(kind, Class) and kind.info.is_enum and self.program.find(kind, "__iter__") is None:
            return self.enum_flag_members(value, where) if kind.info.has_base("enum.Flag") else self.data_value(value)
        if isinstance(kind, Class) and self.program.find(kind, "__iter__") is None:
            value = self.data_value(value)
        value = self.plain_tuple(value)
        if isinstance(value.type, Tuple) and len(set(value.type.items)) > 1 and {INT, FLOAT, BOOL}.issuperset(value.type.items):
            return self.tuple_to_sequence(value, self.program.builtin_class("tuple", self._item_of(value.type.items)), where)  # `max((1.5, 2))`
        return value

    def members_dict(self, kind: ClassObject, where: Context | None) -> Value | None:
        raise NotImplementedError

    def member_of(self, info: TypeInfo, name: str) -> Value | None:
        raise NotImplementedError

    def enum_attribute(self, value: Value, cls: Class, name: str) -> Value | None:
        raise NotImplementedError

    def enum_flag_members(self, value: Value, where: Context | None) -> Value:
        raise NotImplementedError

    def _slot_with(self, value: Value) -> str:
        place = self.slot(value.type.llvm)
        self.store(value, place)
        return place

    def _range(self, arguments: list[Expression]) -> Next:
        bounds = [self.coerce(self.data_value(self.lower(a)), INT) for a in arguments]
        start = bounds[0] if len(bounds) > 1 else Value(INT, "0")
        stop = bounds[1] if len(bounds) > 1 else bounds[0]
        step = bounds[2] if len(bounds) > 2 else Value(INT, "1")
        if step.ref in ("1", "-1"):
            return self._unit_range(start, stop, int(step.ref))
        return self._counted_range(start, step, self.range_count(start, stop, step))

    def range_count(self, start: Value, stop: Value, step: Value) -> str:
        """How many numbers a range has, as an unsigned word; ValueError when the step is zero."""
        literal = int(step.ref) if step.ref.lstrip("-").isdigit() else 0
        if literal:
            return self._count_towards(start.ref, stop.ref, step.ref) if literal > 0 else self._count_towards(stop.ref, start.ref, str(-literal))
        zero, fine = self.name("zero"), self.name("fine")
        self.branch(self.instruction(f"icmp eq i64 {step.ref}, 0"), zero, fine, likely=False)
        self.start_quietly(zero)
        self.raise_runtime("raise_value", [Value(self.program.str_class, self.program.string_literal("range() arg 3 must not be zero"))])
        self.start_quietly(fine)
        up = self.instruction(f"icmp sgt i64 {step.ref}, 0")
        low = self.instruction(f"select i1 {up}, i64 {start.ref}, i64 {stop.ref}")
        high = self.instruction(f"select i1 {up}, i64 {stop.ref}, i64 {start.ref}")
        return self._count_towards(low, high, self.instruction(f"call i64 @llvm.abs.i64(i64 {step.ref}, i1 false)"))

    def _count_towards(self, low: str, high: str, stride: str) -> str:
        """The distance may need all 64 bits."""
        distance = self.instruction(f"sub i64 {high}, {low}")
        if stride != "1":
            steps = self.instruction(f"udiv i64 {self.instruction(f'sub i64 {distance}, 1')}, {stride}")
            distance = self.instruction(f"add i64 {steps}, 1")
        return self.instruction(f"select i1 {self.instruction(f'icmp slt i64 {low}, {high}')}, i64 {distance}, i64 0")

    def _counted_range(self, start: Value, step: Value, count: str) -> Next:
        left, place = self._slot_with(Value(INT, count)), self._slot_with(start)

        def following(done: str) -> Value:
            rest = self.load(INT, left)
            self._continue_if(self.instruction(f"icmp ne i64 {rest.ref}, 0"), done)
            current = self.load(INT, place)
            self.store(Value(INT, self.instruction(f"sub i64 {rest.ref}, 1")), left)
            self.store(Value(INT, self.instruction(f"add i64 {current.ref}, {step.ref}")), place)
            return current

        return following

    def _unit_range(self, start: Value, stop: Value, step: int) -> Next:
        """By one, up or down: cannot overflow because it stays short of the end."""
        place = self._slot_with(start)
        condition = "slt" if step == 1 else "sgt"

        def following(done: str) -> Value:
            current = self.load(INT, place)
            more = self.instruction(f"icmp {condition} i64 {current.ref}, {stop.ref}")
            self._continue_if(more, done)
            self.store(Value(INT, self.instruction(f"add nsw i64 {current.ref}, {step}")), place)
            return current

        return following

    def _continue_if(self, condition: str, done: str) -> None:
        more = self.name("more")
        self.branch(condition, more, done)
        self.start_quietly(more)

    def _range_object(self, value: Value) -> Next:
        start, step, length = (self.field(value, n) for n in ("_start", "_step", "_length"))
        index, place = self._slot_with(Value(INT, "0")), self._slot_with(start)

        def following(done: str) -> Value:
            at = self.load(INT, index)
            self._continue_if(self.instruction(f"icmp slt i64 {at.ref}, {length.ref}"), done)
            current = self.load(INT, place)
            self.store(Value(INT, self.instruction(f"add i64 {at.ref}, 1")), index)
            self.store(Value(INT, self.instruction(f"add i64 {current.ref}, {step.ref}")), place)
            return current

        return following

    def _indexed(self, value: Value) -> Next:
        """Sequences by index; a list may grow or shrink meanwhile, as in CPython."""
        if self._needs_care(value):
            return self._beside_writers(value)
        index = self._slot_with(Value(INT, "0"))

        def following(done: str) -> Value:
            at = self.load(INT, index)
            length = self.field(value, "_length")
            self._continue_if(self.instruction(f"icmp slt i64 {at.ref}, {length.ref}"), done)
            self.store(Value(INT, self.instruction(f"add nsw i64 {at.ref}, 1")), index)
            return self.item_at(value, at)

        return following

    def _needs_care(self, value: Value) -> bool:
        """Whether other cores may change this sequence between two instructions."""
        return self.program.parallel and isinstance(value.type, Class) and value.type.info.fullname == "builtins.list" and not self.instance.module.startswith(PRIVATE) and self.instance.module not in PRIVATE_NAMES

    def _beside_writers(self, value: Value) -> Next:
        """A list of which an item may be gone between the look at the length and the look at the item: then it is at its end."""
        kind = value.type
        assert isinstance(kind, Class)
        self.program.lay_out(kind)
        if item_size(self.program, kind) > WORD:
            return self._iterator(self.call_runtime("list_iter", value), None)
        index = self._slot_with(Value(INT, "0"))

        def following(done: str) -> Value:
            at = self.load(INT, index)
            self._continue_if(self.instruction(f"icmp slt i64 {at.ref}, {self.field(value, '_length').ref}"), done)
            self.store(Value(INT, self.instruction(f"add nsw i64 {at.ref}, 1")), index)
            items = self.field(value, "_items")
            self._continue_if(self.instruction(f"icmp slt i64 {at.ref}, {self.load(INT, self.offset(items.ref, WORD)).ref}"), done)
            item = self.array_item(items, at)
            if isinstance(item.type, (Class, Function)):
                self._continue_if(self.instruction(f"icmp ne ptr {item.ref}, null"), done)
            return item

        return following

    def item_at(self, value: Value, index: Value) -> Value:
        """An item of a sequence at an index known to be in range."""
        kind = value.type
        assert isinstance(kind, Class)
        name = kind.info.fullname
        if self._needs_care(value):
            return self.call_method(value, "__getitem__", [index])
        if name in ("builtins.list", "builtins.tuple"):
            items = self.field(value, "_items")
            return self.array_item(items, index)
        if name == "builtins.bytes":
            self.program.lay_out(kind)
            place = self.instruction(f"add i64 {index.ref}, {kind.body_size}")
            byte = self.instruction(f"load i8, ptr {self.offset(value.ref, place)}")
            return Value(INT, self.instruction(f"zext i8 {byte} to i64"))
        return self.call_method(value, "__getitem__", [index])

    def array_place(self, array: Value, index: Value) -> str:
        kind = array.type
        assert isinstance(kind, Class) and kind.item is not None
        scaled = self.instruction(f"mul i64 {index.ref}, {kind.item.size}")
        return self.offset(self.offset(array.ref, 16), scaled)

    def array_item(self, array: Value, index: Value) -> Value:
        kind = array.type
        assert isinstance(kind, Class)
        self.program.lay_out(kind)
        assert kind.item is not None
        return self.load_item(kind.item, self.array_place(array, index))

    def _reversed(self, value: Value, where: Context) -> Next:
        value = self.plain_iterable(value, where)
        kind = value.type
        if isinstance(kind, Class) and kind.info.fullname in INDEXED and not self.is_virtual(value, "__reversed__"):
            last = self.instruction(f"sub i64 {self.field(value, '_length').ref}, 1")
            index = self._slot_with(Value(INT, last))

            def following(done: str) -> Value:
                at = self.load(INT, index)
                length = self.field(value, "_length")
                inside = self.instruction(f"icmp ult i64 {at.ref}, {length.ref}")
                self._continue_if(inside, done)
                self.store(Value(INT, self.instruction(f"sub i64 {at.ref}, 1")), index)
                return self.item_at(value, at)

            return following
        iterator = self.call_method(value, "__reversed__", [], where)
        return self._iterator(iterator, where)

    def _display(self, value: Value, where: TupleExpr, target: Expression) -> Next:
        """`for f in (sin, cos)`: functions are taken as mypy says of the variable, for each has a type of its own."""
        kind = value.type
        wanted = self.target_type(target) if isinstance(kind, Tuple) and any(map(_holds_function, kind.items)) else None
        if wanted is None:
            return self.iterate_value(value, where)
        return self._indexed(self.tuple_to_sequence(value, self.program.builtin_class("tuple", wanted), where))

    def target_type(self, target: Expression) -> Type | None:
        raise NotImplementedError

    def _fixed_tuple(self, value: Value, where: Context | None) -> Next:
        """The items of a fixed tuple must have one type; they are put side by side."""
        kind = value.type
        assert isinstance(kind, Tuple)
        item = self.iteration_type(kind)
        if item is None:
            if not kind.items:
                return lambda done: self._nothing(done)
            if any(isinstance(i, Function) for i in kind.items):
                raise Unsupported("functions of different types in one tuple are not supported", where, "annotate: functions: list[Callable[...]] = [...]")
            item = self._item_of(kind.items)
        sequence = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), where)
        return self._indexed(sequence)

    def _item_of(self, kinds: tuple[Type, ...]) -> Type:
        """One type for the items of a tuple: tuples of one length are joined item by item, anything or None is optional, the rest are objects."""
        with_none = any(kind is NONE or isinstance(kind, Optional) for kind in kinds)
        some = list(dict.fromkeys(kind.inner if isinstance(kind, Optional) else kind for kind in kinds if kind is not NONE))
        tuples = [kind.items for kind in some if isinstance(kind, Tuple)]
        if len(some) > 1 and len(tuples) == len(some) and len({len(items) for items in tuples}) == 1:
            some = [types.tuple_of(tuple(self._item_of(column) for column in zip(*tuples)))]
        if len(some) > 1:  # an empty display fits all
            some = [kind for kind in some if not (isinstance(kind, Class) and NEVER in kind.arguments)] or some
        if len(some) > 1 and isinstance(common := self.program.common_class(some), Class):
            some = [common]
        if len(some) > 1 and {INT, FLOAT, BOOL}.issuperset(some):
            return self.program.union_of(some)  # which a float may be wanted of
        if len(some) != 1:
            return self.program.object if some else NONE
        return types.optional(some[0]) if with_none else some[0]

    def _nothing(self, done: str) -> Value:
        self.jump(done)
        self.start_quietly(self.name("dead"))
        return NO_ITEM

    def _enumerate(self, arguments: list[Expression]) -> Next:
        inner = self.iterate(arguments[0])
        start = self.coerce(self.lower(arguments[1]), INT) if len(arguments) > 1 else Value(INT, "0")
        counter = self._slot_with(start)

        def following(done: str) -> Value:
            item = inner(done)
            number = self.load(INT, counter)
            self.store(Value(INT, self.instruction(f"add i64 {number.ref}, 1")), counter)
            return self.make_tuple([number, item])

        return following

    def _zip(self, arguments: list[Expression]) -> Next:
        inner = [self.iterate(a) for a in arguments]
        return lambda done: self.make_tuple([following(done) for following in inner])

    def _iterator(self, iterator: Value, where: Context | None) -> Next:
        """Anything with `__next__`: StopIteration ends the loop, other exceptions pass."""
        kind = iterator.type
        if isinstance(kind, Dynamic):
            return self._dynamic_next(iterator, where)
        from yarara.compiler.lowering.calls import plain_function
        assert isinstance(kind, Class)
        found = self.program.find(kind, "__next__")
        node = plain_function(found[1]) if found is not None else None
        if found is None or node is None:
            raise Unsupported(f"'{kind}' is not an iterator that can be compiled", where)
        owner = found[0]

        def following(done: str) -> Value:
            result = self.call_function(node, [], where, receiver=Value(owner, iterator.ref), owner=owner, raw=True)
            assert not isinstance(result, Value)
            return self._unless_stopped(result[0], result[1], done)

        return following

    def _unless_stopped(self, item: Value, error: str, done: str) -> Value:
        fine, raised, other = self.name("item"), self.name("raised"), self.name("other")
        self.branch(self.instruction(f"icmp eq ptr {error}, null"), fine, raised)
        self.start_quietly(raised)
        stop = self.has_class(error, self.program.builtin_class("StopIteration"))
        self.branch(stop, done, other)
        self.start_quietly(other)
        self.throw(error)
        self.start_quietly(fine)
        return item

    def _dynamic(self, value: Value, where: Context | None) -> Next:
        iterator, item = self.dynamic_iterator(value, where)
        return self._dynamic_next(iterator, where, item)

    def dynamic_iterator(self, value: Value, where: Context | None) -> tuple[Value, Type]:
        """The iterator of a value whose class is not known, and the type of its items."""
        item = self._dynamic_item(value, where)
        wanted = types.dynamic(f"typing.Iterator[{item}]{' of Any' if types.is_unknown(value.type) else ''}")
        wanted.unknown = types.is_unknown(value.type)
        return self.dispatch(value, "__iter__", [], wanted), item

    def _dynamic_item(self, value: Value, where: Context | None) -> Type:
        known = value.type.item if isinstance(value.type, Dynamic) else None
        found = self.dynamic_argument(where) or known if types.is_unknown(value.type) else known or self.dynamic_argument(where)
        found = found or self._item_of_union(value.type)
        if found is None:
            raise Unsupported(f"iterating over a value of type {value.type} is not supported", where)
        return found

    def dynamic_argument(self, where: Context | None) -> Type | None:
        """The item type that mypy knows for an abstract iterable."""
        if not isinstance(where, Expression):
            return None
        proper = get_proper_type(self.program.typed.types.get(where))
        if isinstance(proper, Instance) and proper.args:
            return self.program.convert(item_type(proper), self.instance.environment, where)
        if isinstance(proper, UnionType):
            return self._item_of_union(self.program.convert(proper, self.instance.environment, where))
        return None

    def _item_of_union(self, kind: Type) -> Type | None:
        """What iterating over a value of one of several types gives."""
        alternatives = kind.alternatives if isinstance(kind, Dynamic) else ()
        items = {self.iteration_type(alternative): None for alternative in alternatives if not (isinstance(alternative, Tuple) and not alternative.items)}
        if None in items or not items:
            return None
        found = [item for item in items if item is not None]
        rows = [item.items for item in found if isinstance(item, Tuple)]
        if len(found) > 1 and len(rows) == len(found) and len({len(row) for row in rows}) == 1:  # the entries of several dicts
            return types.tuple_of(tuple(self.program.either(list(dict.fromkeys(column))) for column in zip(*rows)))
        return found[0] if len(found) == 1 else self.program.union_of(found)

    def _dynamic_next(self, iterator: Value, where: Context | None, item: Type | None = None) -> Next:
        receiver = iterator.type
        assert isinstance(receiver, Dynamic)
        kind = item or receiver.item or self.dynamic_argument(where)
        if kind is None:
            raise Unsupported("the type of the items is not known", where)
        dispatcher = self.program.dispatcher(receiver, "__next__", (), kind)

        def following(done: str) -> Value:
            found, error = self.call_raw(dispatcher.symbol, dispatcher.result, [iterator])
            return self._unless_stopped(found, error, done)

        return following

    # -- loops ---------------------------------------------------------------------------------------------------------

    def loop(self, following: Next, body: Callable[[Value], None], otherwise: Callable[[], None] | None = None) -> None:
        """Write a loop: `body` gets each item, `otherwise` runs when the items end without a break."""
        head, again, done, after = (self.name(n) for n in ("loop", "again", "done", "after"))
        self.jump(head)
        self.start_quietly(head)
        self.loops.append(Loop(after, again, len(self.cleanups)))
        item = following(done)
        if item is not NO_ITEM:
            body(item)
        self.loops.pop()
        self.start(again)
        self.yield_point()
        self.jump(head)
        self.start_quietly(done)
        if otherwise is not None:
            otherwise()
        self.start_if_reached(after)

    def yield_point(self) -> None:
        """In loops of the application: let others run when the scheduler has asked for it."""
        if not self.application or not self.program.preemptive:
            return
        flag = self.instruction("load volatile i64, ptr addrspace(256) inttoptr (i64 24 to ptr addrspace(256))")
        asked, on = self.name("yield"), self.name("on")
        self.branch(self.instruction(f"icmp ne i64 {flag}, 0"), asked, on, likely=False)
        self.start_quietly(asked)
        node = self.program.named_function("yarara.kernel.threads.scheduler", "checkpoint")
        instance = self.program.function(node, (), NONE, {}, None)
        instance.inlining = "noinline cold"
        self.call_raw(instance.symbol, NONE, [])
        self.jump(on)
        self.start_quietly(on)

    def lower(self, expression: Expression, expected: Type | None = None) -> Value:
        raise NotImplementedError

    def tuple_to_sequence(self, value: Value, wanted: Class, where: Context | None) -> Value:
        """A fixed tuple as a `tuple[T, ...]` object."""
        kind = value.type
        assert isinstance(kind, Tuple)
        item = wanted.arguments[0]
        self.program.lay_out(wanted)
        array = self.make_array(item, [self.tuple_item(value, i) for i in range(len(kind.items))])
        made = Value(wanted, self.allocate(wanted))
        self.store_field(made, "_items", array)
        self.store_field(made, "_length", Value(INT, str(len(kind.items))))
        return made

    def tuple_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        """Methods of a fixed tuple: those of `tuple[T, ...]`."""
        assert isinstance(value.type, Tuple)
        item = self.iteration_type(value.type)
        if item is None and name in ("index", "count"):
            item = self.program.union_of(list(dict.fromkeys(value.type.items)))
        runtime = self.program.runtime.get(f"tuple_{name.strip('_')}")
        if item is None or runtime is None:
            return None
        sequence = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), where)
        return self._call_value(runtime, actuals, where, receiver=sequence)

    def contains_by_iteration(self, container: Value, item: Value, where: Context | None) -> str:
        result = self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")

        def body(candidate: Value) -> None:
            found, on = self.name("found"), self.name("on")
            self.branch(self.equal_as_items(candidate, item, where), found, on)
            self.start_quietly(found)
            self.emit(f"store i1 true, ptr {result}")
            self.jump(self.loops[-1].after)
            self.start_quietly(on)

        self.loop(self.iterate_value(container, where), body)
        return self.load(BOOL, result).ref
