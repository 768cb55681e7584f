"""`for` over a `range` with a plain body: the loops where programs spend their time.

Such a loop runs in strips of at most 1024 rounds. Between strips it lets others run; within a strip nothing but the body happens. Before each strip
it looks at the numbers and lists that the body uses. When all subscripts of the loop variable will be inside and all numbers are small, the strip runs
a copy of the body that knows this: it loads the lists' places once and needs no checks of bounds, and LLVM finds that most sums cannot
overflow. Otherwise it runs the ordinary copy, with every check in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mypy.nodes import Block, CallExpr, Expression, ForStmt, IndexExpr, LDEF, MemberExpr, NameExpr, OperatorAssignmentStmt, RefExpr, Var

from yarara.compiler.assignments import Assignments
from yarara.compiler.builder import Loop, Value
from yarara.compiler.plain_code import PlainCode, SEQUENCES, distance_from, key_of
from yarara.compiler.types import INT, Class, Type

STRIP = 1024
"""Rounds between two looks at whether others want to run: some microseconds."""

SMALL = 1 << 30
"""Numbers below this can be added and multiplied once without overflow."""


@dataclass
class Strip:
    """What a copy of a loop's body knows."""

    variable: Var
    places: dict[tuple[Var, str], Place] = field(default_factory=dict)
    inside: set[tuple[tuple[Var, str], int]] = field(default_factory=set)
    """Lists, and distances from the loop variable, for which a subscript is surely inside."""


@dataclass
class Place:
    """Where the items of a list are while a strip runs."""

    container: Value
    items: str
    length: str

    @property
    def is_bytes(self) -> bool:
        kind = self.container.type
        return isinstance(kind, Class) and kind.info.fullname != "builtins.list"

    @property
    def item(self) -> Type:
        kind = self.container.type
        assert isinstance(kind, Class)
        return INT if self.is_bytes else kind.arguments[0]


class CountedLoops(Assignments):
    """Loops in strips, and the subscripts in them."""

    strip: Strip | None = None

    # -- which loops ---------------------------------------------------------------------------------------------------

    def counted(self, s: ForStmt) -> bool:
        """Write the loop in strips, if it is one of these."""
        code = self._plain_loop(s)
        if code is None:
            return False
        assert isinstance(s.expr, CallExpr) and isinstance(s.index, NameExpr) and isinstance(s.index.node, Var)
        bounds = [self.coerce(self.lower(a), INT) for a in s.expr.args]
        start = bounds[0] if len(bounds) > 1 else Value(INT, "0")
        stop = bounds[1] if len(bounds) > 1 else bounds[0]
        step = bounds[2] if len(bounds) > 2 else Value(INT, "1")
        self._strips(s, s.index.node, code, start, step, self.range_count(start, stop, step))
        return True

    def _plain_loop(self, s: ForStmt) -> PlainCode | None:
        e, target = s.expr, s.index
        if not self.application or not isinstance(target, NameExpr) or not isinstance(target.node, Var) or target.kind != LDEF:
            return None
        if not isinstance(e, CallExpr) or not isinstance(e.callee, RefExpr) or e.callee.fullname != "builtins.range" or any(n is not None for n in e.arg_names):
            return None
        known = self.locals.get(target.node)
        if known is not None and (known.type is not INT or known.cell is not None):
            return None
        code = self.plain_code()
        return code if code.block(s.body) else None

    def plain_code(self) -> PlainCode:
        return PlainCode(self.result_type, self._stored_type)

    def _stored_type(self, cls: Class, name: str) -> Type | None:
        self.program.lay_out(cls)
        place = cls.fields.get(name)
        return None if place is None or place.may_be_missing else place.type

    # -- strips --------------------------------------------------------------------------------------------------------

    def _strips(self, s: ForStmt, variable: Var, code: PlainCode, start: Value, step: Value, count: str) -> None:
        left, first = self._slot_with(Value(INT, count)), self._slot_with(start)
        outer, latch, done, after = (self.name(n) for n in ("strip", "latch", "done", "after"))
        before = set(self.assigned)
        self.branch(self.instruction(f"icmp eq i64 {count}, 0"), done, outer)
        self.start_quietly(outer)
        rest, base = self.load(INT, left).ref, self.load(INT, first).ref
        rounds = self.instruction(f"call i64 @llvm.umin.i64(i64 {rest}, i64 {STRIP})")
        span = rounds if step.ref == "1" else self.instruction(f"mul i64 {rounds}, {step.ref}")
        end = self.instruction(f"add i64 {base}, {span}")
        last = self.instruction(f"sub i64 {end}, {step.ref}")
        remaining = self.instruction(f"sub i64 {rest}, {rounds}")
        self.store(Value(INT, remaining), left)
        self.store(Value(INT, end), first)
        strip = Strip(variable)
        careful = self.name("careful")
        if self._look(strip, code, base, last, careful):
            self._copy(s, strip, base, end, step, latch, after)
            self.start_quietly(careful)
            self.assigned = set(before)
        self._copy(s, None, base, end, step, latch, after)
        self.start_quietly(latch)
        self.where(s)
        more = self.name("more")
        self.branch(self.instruction(f"icmp eq i64 {remaining}, 0"), done, more)
        self.start_quietly(more)
        self.yield_point()
        self.jump(outer)
        self.start_quietly(done)
        self.assigned = set(before)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        self.start(after)
        self.assigned = set(before)

    def _copy(self, s: ForStmt, strip: Strip | None, base: str, end: str, step: Value, latch: str, after: str) -> None:
        """One copy of the loop over a strip, which is not empty."""
        head, again = self.name("loop"), self.name("again")
        place = self._slot_with(Value(INT, base))
        self.jump(head)
        self.start_quietly(head)
        self.loops.append(Loop(after, again, len(self.cleanups)))
        outer, self.strip = self.strip, strip
        current = self.load(INT, place)
        if strip is not None:
            self.assume(self.instruction(f"icmp ult i64 {current.ref}, {SMALL}"))
        self.assign(s.index, current)
        self.execute_block(s.body)
        self.strip = outer
        self.loops.pop()
        self.start(again)
        self.where(s)
        following = self.instruction(f"add{' nsw' if step.ref == '1' else ''} i64 {current.ref}, {step.ref}")
        self.store(Value(INT, following), place)
        self.branch(self.instruction(f"icmp ne i64 {following}, {end}"), head, latch)

    def assume(self, condition: str) -> None:
        self.emit(f"call void @llvm.assume(i1 {condition})")

    # -- what is known -------------------------------------------------------------------------------------------------

    def _look(self, strip: Strip, code: PlainCode, base: str, last: str, careful: str) -> bool:
        """Find out what the quick copy may know, and leave for the careful one if it does not hold; False: there is nothing to know."""
        wanted = self._wanted(strip.variable, code)
        numbers = [] if strip.variable in code.assigned else [v for v in code.int_operands if v is not strip.variable and self._is_steady(v, code, INT)]
        if not wanted and strip.variable not in code.int_operands:
            return False
        self._go_if_small(base, careful)
        self._go_if_small(last, careful)
        for variable in numbers:
            biased = self.instruction(f"add i64 {self.load(INT, self.locals[variable].slot).ref}, {SMALL}")
            self._go_if(self.instruction(f"icmp ult i64 {biased}, {2 * SMALL}"), careful)
        for key, (base_expression, distances) in wanted.items():
            place = self._place_of(self.lower(base_expression), careful)
            strip.places[key] = place
            for distance in sorted(distances):
                for bound in dict.fromkeys((base, last)):
                    at = self.instruction(f"add i64 {bound}, {distance}") if distance else bound
                    self._go_if(self.instruction(f"icmp ult i64 {at}, {place.length}"), careful)
                strip.inside.add((key, distance))
        return True

    def _wanted(self, variable: Var, code: PlainCode) -> dict[tuple[Var, str], tuple[Expression, set[int]]]:
        """The lists that stay the same in the whole loop, and the distances from the loop variable at which they are read or written."""
        found: dict[tuple[Var, str], tuple[Expression, set[int]]] = {}
        for e in code.subscripts:
            key = key_of(e.base)
            if key is None or not self._is_steady_list(e.base, code):
                continue
            _, distances = found.setdefault(key, (e.base, set()))
            distance = distance_from(e.index, variable)
            if distance is not None and variable not in code.assigned:
                distances.add(distance)
        return found

    def _is_steady(self, variable: Var, code: PlainCode, kind: Type | None) -> bool:
        local = self.locals.get(variable)
        return local is not None and local.cell is None and variable in self.assigned and variable not in code.assigned and kind in (None, local.type)

    def _is_steady_list(self, base: Expression, code: PlainCode) -> bool:
        if isinstance(base, MemberExpr):
            owner = base.expr
            if not isinstance(owner, NameExpr) or not isinstance(owner.node, Var) or base.name in code.stored_attributes or not self._is_steady(owner.node, code, None):
                return False
            cls = self.locals[owner.node].type
            kind = self._stored_type(cls, base.name) if isinstance(cls, Class) else None
        else:
            assert isinstance(base, NameExpr) and isinstance(base.node, Var)
            kind = self.locals[base.node].type if self._is_steady(base.node, code, None) else None
        return isinstance(kind, Class) and kind.info.fullname in SEQUENCES

    def _place_of(self, container: Value, careful: str) -> Place:
        """Whatever another core does meanwhile, there is room for as many items as the length says: else go to `careful`."""
        kind = container.type
        assert isinstance(kind, Class)
        self.program.lay_out(kind)
        length = self.field(container, "_length").ref
        if kind.info.fullname == "builtins.bytes":
            return Place(container, self.offset(container.ref, kind.body_size), length)
        if kind.info.fullname == "builtins.bytearray":
            storage = self.field(container, "_storage")
            assert isinstance(storage.type, Class)
            self.program.lay_out(storage.type)
            room, items = self.field(storage, "_length").ref, self.offset(storage.ref, storage.type.body_size)
        else:
            array = self.field(container, "_items")
            room, items = self.load(INT, self.offset(array.ref, 8)).ref, self.offset(array.ref, 16)
        self._go_if(self.instruction(f"icmp ule i64 {length}, {room}"), careful)
        return Place(container, items, length)

    def _go_if_small(self, number: str, careful: str) -> None:
        if not number.isdigit():
            self._go_if(self.instruction(f"icmp ult i64 {number}, {SMALL}"), careful)

    def _go_if(self, condition: str, careful: str) -> None:
        on = self.name("on")
        self.branch(condition, on, careful, likely=True)
        self.start_quietly(on)

    # -- subscripts within strips --------------------------------------------------------------------------------------

    def _lower_IndexExpr(self, e: IndexExpr, expected: Type | None) -> Value:
        place = self._known_place(e)
        if place is None:
            return super()._lower_IndexExpr(e, expected)
        return self._narrowed(e, self._read(e, place, self.coerce(self.lower(e.index), INT)), checked=True)

    def _assign_subscript(self, target: IndexExpr, value: Value) -> None:
        place = self._known_place(target)
        if place is None:
            super()._assign_subscript(target, value)
        else:
            self._write(target, place, self.coerce(self.lower(target.index), INT), value)

    def _augment_subscript(self, s: OperatorAssignmentStmt, target: IndexExpr) -> None:
        place = self._known_place(target)
        if place is None:
            super()._augment_subscript(s, target)
            return
        index = self.coerce(self.lower(target.index), INT)
        self._write(target, place, index, self._augmented(s, self._read(target, place, index)))

    def _known_place(self, e: IndexExpr) -> Place | None:
        key = key_of(e.base)
        return self.strip.places.get(key) if self.strip is not None and key is not None else None

    def _read(self, e: IndexExpr, place: Place, index: Value) -> Value:
        result = self.slot(place.item.llvm)

        def careful() -> None:
            self.store(self.coerce(self.call_method(place.container, "__getitem__", [index], e), place.item), result)

        def quick() -> None:
            if place.is_bytes:
                byte = self.instruction(f"load i8, ptr {self.offset(place.items, index.ref)}")
                self.store(Value(INT, self.instruction(f"zext i8 {byte} to i64")), result)
            else:
                self.store(self.load_item(place.item, self._slot_of(place, index)), result)

        self._choose(e, place, index, quick, careful)
        return self.load(place.item, result)

    def _write(self, e: IndexExpr, place: Place, index: Value, value: Value) -> None:
        value = self.coerce(value, place.item, e)

        def careful() -> None:
            self.call_method(place.container, "__setitem__", [index, value], e)

        def quick() -> None:
            if place.is_bytes:
                self.emit(f"store i8 {self.instruction(f'trunc i64 {value.ref} to i8')}, ptr {self.offset(place.items, index.ref)}")
            else:
                self.store_item(value, self._slot_of(place, index))

        fits = self.instruction(f"icmp ult i64 {value.ref}, 256") if place.is_bytes else "true"
        self._choose(e, place, index, quick, careful, fits)

    def _choose(self, e: IndexExpr, place: Place, index: Value, quick: Callable[[], None], careful: Callable[[], None], fits: str = "true") -> None:
        """The quick way when the index is surely inside, or turns out to be; else the careful one, which knows negative indices and errors."""
        assert self.strip is not None
        key, distance = key_of(e.base), distance_from(e.index, self.strip.variable)
        inside, on, slow, done = (self.name(n) for n in ("inside", "on", "slow", "done"))
        self.branch(fits, on, slow, likely=True)
        self.start_quietly(on)
        surely = key is not None and distance is not None and (key, distance) in self.strip.inside
        self.branch("true" if surely else self.instruction(f"icmp ult i64 {index.ref}, {place.length}"), inside, slow, likely=True)
        self.start_quietly(slow)
        careful()
        self.jump(done)
        self.start_quietly(inside)
        quick()
        self.start(done)

    def _slot_of(self, place: Place, index: Value) -> str:
        return self.offset(place.items, self.instruction(f"mul i64 {index.ref}, {place.item.size}"))

    # -- given by the layers above -------------------------------------------------------------------------------------

    def execute_block(self, block: Block) -> None:
        raise NotImplementedError
