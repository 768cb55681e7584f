"""`for` over a `range` with a plain body: the loops where programs spend their time.

Such a loop runs in strips of at most 1024 rounds. Between strips it lets others run; within a strip nothing but the body happens. Before each strip
it looks at the numbers and lists that the body uses. When all subscripts of the loop variable will be inside and all numbers are small, the strip runs
a copy of the body that knows this: it loads the lists' places once and needs no checks of bounds, and LLVM finds that most sums cannot
overflow. Otherwise it runs the ordinary copy, with every check in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mypy.nodes import Block, CallExpr, Expression, ForStmt, FuncDef, IndexExpr, IntExpr, LDEF, MemberExpr, NameExpr, OperatorAssignmentStmt, OpExpr, RefExpr, Var

from yarara.compiler.lowering.asked_attributes import AskedAttributes
from yarara.compiler.lowering.builder import Loop, Value
from yarara.compiler.lowering.cursors import Arithmetic
from yarara.compiler.lowering.linear_indices import INSTRUCTIONS, LinearIndices
from yarara.compiler.lowering.operands import LoopCode, operands_of
from yarara.compiler.lowering.plain_code import PlainCode, SEQUENCES, distance_from, key_of
from yarara.compiler.program.types import INT, Class, Type

STRIP = 1024
"""Rounds between two looks at whether others want to run: some microseconds."""

SMALL = 1 << 30
"""Numbers below this can be added and multiplied once without overflow."""


INDICES = 1 << 48
"""Indices of lists are below 2**47 (`debug.py`), distances from them below 2**31."""


@dataclass
class Strip:
    """What a copy of a loop's body knows."""

    places: dict[tuple[Var, str], Place] = field(default_factory=dict)
    inside: set[IndexExpr] = field(default_factory=set)
    """Subscripts that are surely inside."""
    numbers: dict[Var, tuple[int, int]] = field(default_factory=dict)
    """Variables of which it is known between which bounds, both included, they stay."""
    exact: set[Arithmetic] = field(default_factory=set)
    """Arithmetic that surely does not overflow."""
    is_index: bool = False
    """Of the variable of a `for` nothing is known but that it is near an index of a list."""

    @property
    def limit(self) -> int:
        """What the variable of a `for` is below; it is not negative."""
        return INDICES if self.is_index else SMALL

    def place(self, e: IndexExpr) -> Place | None:
        """The list of a subscript, if it is known where its items are."""
        key = key_of(e.base)
        return self.places.get(key) if key is not None else None


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

    @property
    def item_size(self) -> int:
        """In bytes."""
        return 1 if self.is_bytes else self.item.size


class CountedLoops(AskedAttributes):
    """Loops in strips, and the subscripts in them."""

    strip: Strip | None = None

    # -- which loops ---------------------------------------------------------------------------------------------------

    def counted(self, s: ForStmt) -> bool:
        """Write the loop in strips, or in a copy for small numbers and one for all, if it is one of these."""
        if not self._is_over_range(s):
            return False
        plain = self.plain_code()
        code: LoopCode | None = plain if plain.block(s.body) else operands_of(s, self.result_type)
        if code is None:
            return False
        assert isinstance(s.expr, CallExpr) and isinstance(s.index, NameExpr) and isinstance(s.index.node, Var)
        bounds = [self.coerce(self.lower(a), INT) for a in s.expr.args]
        start = bounds[0] if len(bounds) > 1 else Value(INT, "0")
        stop = bounds[1] if len(bounds) > 1 else bounds[0]
        step = bounds[2] if len(bounds) > 2 else Value(INT, "1")
        self._strips(s, code, start, step, self.range_count(start, stop, step))
        return True

    def _is_over_range(self, s: ForStmt) -> bool:
        e, target = s.expr, s.index
        if not self.application or not isinstance(target, NameExpr) or not isinstance(target.node, Var) or target.kind != LDEF:
            return False
        if not isinstance(e, CallExpr) or not isinstance(e.callee, RefExpr) or e.callee.fullname != "builtins.range" or any(n is not None for n in e.arg_names):
            return False
        known = self.locals.get(target.node)
        return known is None or known.type is INT and known.cell is None

    def plain_code(self) -> PlainCode:
        return PlainCode(self.result_type, self._stored_type, None if self.program.preemptive else self._only_method)

    def _only_method(self, cls: Class, name: str) -> FuncDef | None:
        found = self.program.find(cls, name)
        node = found[1] if found is not None else None
        plain = isinstance(node, FuncDef) and not cls.arguments and cls.info.module_name in self.program.typed.application
        return node if plain and isinstance(node, FuncDef) and not node.is_class and not node.is_static and not self.program.overridden(cls, name) else None

    def _stored_type(self, cls: Class, name: str) -> Type | None:
        self.program.lay_out(cls)
        place = cls.fields.get(name)
        return None if place is None or place.may_be_missing or self.program.is_of_thread(cls, name) else place.type

    # -- strips --------------------------------------------------------------------------------------------------------

    def _strips(self, s: ForStmt, code: LoopCode, start: Value, step: Value, count: str) -> None:
        outer, latch, done, after = (self.name(n) for n in ("strip", "latch", "done", "after"))
        in_strips = isinstance(code, PlainCode) and (self.program.preemptive or step.ref not in ("1", "-1"))  # LLVM tests for the end of long steps best when it does not see where they began
        slots = (self._slot_with(Value(INT, count)), self._slot_with(start)) if in_strips else ("", "")
        before = set(self.assigned)
        self.branch(self.instruction(f"icmp eq i64 {count}, 0"), done, outer, likely=False)
        self.start_quietly(outer)
        rest, base = (self.load(INT, slot).ref for slot in slots) if in_strips else (count, start.ref)
        rounds = self.instruction(f"call i64 @llvm.umin.i64(i64 {rest}, i64 {STRIP})") if in_strips else count
        span = rounds if step.ref == "1" else self.instruction(f"mul i64 {rounds}, {step.ref}")
        end = self.instruction(f"add i64 {base}, {span}")
        ends = base, self.instruction(f"sub i64 {end}, {step.ref}")
        strip = Strip()
        careful = self.name("careful")
        if self._look(strip, s, code, ends, step, careful):
            self._copy(s, code, strip, base, end, step, latch, after)
            self.start_quietly(careful)
            self.assigned = set(before)
        self._copy(s, code, None, base, end, step, latch, after)
        self.start_quietly(latch)
        self.where(s)
        if in_strips:
            self._next_strip(self.instruction(f"sub i64 {rest}, {rounds}"), end, slots, outer, done)
        else:
            self.jump(done)
        self.start_quietly(done)
        self.assigned = set(before)
        if s.else_body is not None:
            self.execute_block(s.else_body)
        self.start_if_reached(after)
        self.assigned = set(before)

    def _next_strip(self, remaining: str, end: str, slots: tuple[str, str], outer: str, done: str) -> None:
        """Let others run, and go on, unless that was all."""
        self.store(Value(INT, remaining), slots[0])
        self.store(Value(INT, end), slots[1])
        more = self.name("more")
        self.branch(self.instruction(f"icmp eq i64 {remaining}, 0"), done, more)
        self.start_quietly(more)
        self.yield_point()
        self.jump(outer)

    def _copy(self, s: ForStmt, code: LoopCode, strip: Strip | None, base: str, end: str, step: Value, latch: str, after: str) -> None:
        """One copy of the loop over a strip, which is not empty."""
        head, again = self.name("loop"), self.name("again")
        place = self._slot_with(Value(INT, base))
        self.jump(head)
        self.start_quietly(head)
        self.loops.append(Loop(after, again, len(self.cleanups)))
        outer, self.strip = self.strip, strip
        current = self.load(INT, place)
        if strip is not None:
            self.assume(self.instruction(f"icmp ult i64 {current.ref}, {strip.limit}"))
        self.assign(s.index, current)
        self.execute_block(s.body)
        self.strip = outer
        self.loops.pop()
        self.start(again)
        self.where(s)
        if not isinstance(code, PlainCode):
            self.yield_point()
        following = self.instruction(f"add{' nsw' if step.ref == '1' else ''} i64 {current.ref}, {step.ref}")
        self.store(Value(INT, following), place)
        self.branch(self.instruction(f"icmp ne i64 {following}, {end}"), head, latch)

    def assume(self, condition: str) -> None:
        self.emit(f"call void @llvm.assume(i1 {condition})")

    # -- what is known -------------------------------------------------------------------------------------------------

    def _look(self, strip: Strip, s: ForStmt, code: LoopCode, ends: tuple[str, str], step: Value, careful: str) -> bool:
        """Find out what the quick copy may know, and leave for the careful one if it does not hold; False: there is nothing to know."""
        assert isinstance(s.index, NameExpr) and isinstance(s.index.node, Var)
        variable = s.index.node
        wanted = self._wanted(variable, code)
        if not wanted and variable not in code.int_operands:
            return False
        is_known = step.ref.lstrip("-").isdigit()
        lowest, highest = reversed(ends) if step.ref.startswith("-") else ends
        near = {key: self._distances(subscripts, variable, code) for key, subscripts in wanted.items()}
        strip.is_index = is_known and variable not in code.combined and any(d and min(d.values()) <= 0 for d in near.values())
        if not strip.is_index:
            for end in ends:
                self._go_if_small(end, careful)
        if variable not in code.assigned:
            strip.numbers[variable] = 0, strip.limit - 1
            self._look_at_numbers(strip, variable, code, careful)
        for key, distances in near.items():
            place = strip.places[key] = self.place_of(self.lower(wanted[key][0].base), careful)
            if distances:
                least, most = min(distances.values()), max(distances.values())
                if step.ref == "1" and most == 0:  # where the loop ends is at hand
                    self.go_if(self.instruction(f"icmp ule i64 {self.instruction(f'add i64 {highest}, 1')}, {place.length}"), careful)
                else:
                    self._go_if_inside(highest, most, place, careful)
                if not is_known:
                    for end, distance in ((lowest, least), (lowest, most), (highest, least)):
                        self._go_if_inside(end, distance, place, careful)
                elif least + int(lowest) < 0 if lowest.isdigit() else strip.is_index or least < 0:
                    self._go_if_inside(lowest, least, place, careful)
            strip.inside |= set(distances)
        if variable not in code.assigned:
            self._look_at_linear(strip, LinearIndices(s.body, variable, lambda e: self._is_steady_number(e, code)), wanted, ends, careful)
        return True

    def _look_at_linear(self, strip: Strip, linear: LinearIndices, wanted: dict[tuple[Var, str], list[IndexExpr]], ends: tuple[str, str], careful: str) -> None:
        """Where both ends of an index are inside, all between are."""
        known: dict[tuple[object, str], str] = {}
        for key, subscripts in wanted.items():
            for e in (e for e in subscripts if e in linear.subscripts and e not in strip.inside):
                for end in ends:
                    if ((key, linear.shape(e.index)), end) not in known:
                        at = self._value_at(e.index, linear, end, strip, known, careful)
                        known[(key, linear.shape(e.index)), end] = at
                        self.go_if(self.instruction(f"icmp ult i64 {at}, {strip.places[key].length}"), careful)
                strip.inside.add(e)

    def _value_at(self, e: Expression, linear: LinearIndices, end: str, strip: Strip, known: dict[tuple[object, str], str], careful: str) -> str:
        """The value of a linear expression in the first or last round; leaves when it overflows."""
        if isinstance(e, NameExpr) and e.node is linear.variable:
            return end
        if isinstance(e, NameExpr) and isinstance(e.node, Var) and e.node in linear.meanings:
            return self._value_at(linear.meanings[e.node], linear, end, strip, known, careful)
        if not isinstance(e, OpExpr):
            return self.coerce(self.lower(e), INT).ref
        strip.exact.add(e)
        found = known.get((linear.shape(e), end))
        if found is None:
            left, right = (self._value_at(operand, linear, end, strip, known, careful) for operand in (e.left, e.right))
            both = self.instruction(f"call {{ i64, i1 }} @llvm.s{INSTRUCTIONS[e.op]}.with.overflow.i64(i64 {left}, i64 {right})")
            self.go_if(self.instruction(f"xor i1 {self.extract(both, '{ i64, i1 }', 1)}, true"), careful)
            found = known[linear.shape(e), end] = self.extract(both, "{ i64, i1 }", 0)
        return found

    def _is_steady_number(self, e: Expression, code: LoopCode) -> bool:
        """An integer that the loop does not change, in a variable or an attribute of one."""
        if isinstance(e, MemberExpr):
            owner = e.expr.node if isinstance(e.expr, NameExpr) else None
            if not isinstance(owner, Var) or e.name in code.stored_attributes or not self.is_steady(owner, code, None):
                return False
            cls = self.locals[owner].type
            return isinstance(cls, Class) and self._stored_type(cls, e.name) is INT
        return isinstance(e, NameExpr) and isinstance(e.node, Var) and self.is_steady(e.node, code, INT)

    def _look_at_numbers(self, strip: Strip, variable: Var, code: LoopCode, careful: str) -> None:
        """The other numbers that the loop computes with."""
        for number in (v for v in code.int_operands if v is not variable and self.is_steady(v, code, INT)):
            self.go_if(self.is_small(number), careful)
            strip.numbers[number] = -SMALL, SMALL - 1

    @staticmethod
    def _distances(subscripts: list[IndexExpr], variable: Var, code: LoopCode) -> dict[IndexExpr, int]:
        """Of the subscripts that are the loop's variable and a constant."""
        found = {e: distance_from(e.index, variable) for e in subscripts if variable not in code.assigned}
        return {e: distance for e, distance in found.items() if distance is not None}

    def _go_if_inside(self, number: str, distance: int, place: Place, careful: str) -> None:
        at = self.instruction(f"add i64 {number}, {distance}") if distance else number
        self.go_if(self.instruction(f"icmp ult i64 {at}, {place.length}"), careful)

    def is_small(self, variable: Var) -> str:
        biased = self.instruction(f"add i64 {self.load(INT, self.locals[variable].slot).ref}, {SMALL}")
        return self.instruction(f"icmp ult i64 {biased}, {2 * SMALL}")

    def _wanted(self, variable: Var, code: LoopCode) -> dict[tuple[Var, str], list[IndexExpr]]:
        """The lists that stay the same in the whole loop, and where they are read or written."""
        found: dict[tuple[Var, str], list[IndexExpr]] = {}
        for e in code.subscripts:
            key = key_of(e.base)
            if key is not None and self.is_steady_list(e.base, code):
                found.setdefault(key, []).append(e)
        return found

    def is_steady(self, variable: Var, code: LoopCode, kind: Type | None) -> bool:
        local = self.locals.get(variable)
        return local is not None and local.cell is None and variable in self.assigned and variable not in code.assigned and kind in (None, local.type)

    def is_steady_list(self, base: Expression, code: LoopCode) -> bool:
        if isinstance(base, MemberExpr):
            owner = base.expr
            if not isinstance(owner, NameExpr) or not isinstance(owner.node, Var) or base.name in code.stored_attributes or not self.is_steady(owner.node, code, None):
                return False
            cls = self.locals[owner.node].type
            kind = self._stored_type(cls, base.name) if isinstance(cls, Class) else None
        else:
            if not isinstance(base, NameExpr) or not isinstance(base.node, Var):
                return False
            kind = self.locals[base.node].type if self.is_steady(base.node, code, None) else None
        return isinstance(kind, Class) and kind.info.fullname in SEQUENCES

    def place_of(self, container: Value, careful: str) -> Place:
        """Whatever another core does meanwhile, there is room for as many items as the length says: else go to `careful`. (With one core that is always so.)"""
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
        if self.program.parallel:
            self.go_if(self.instruction(f"icmp ule i64 {length}, {room}"), careful)
        return Place(container, items, length)

    def _go_if_small(self, number: str, careful: str) -> None:
        if not number.isdigit():
            self.go_if(self.instruction(f"icmp ult i64 {number}, {SMALL}"), careful)

    def go_if(self, condition: str, careful: str) -> None:
        on = self.name("on")
        self.branch(condition, on, careful, likely=True)
        self.start_quietly(on)

    # -- numbers within strips -----------------------------------------------------------------------------------------

    def _lower_OpExpr(self, e: OpExpr, expected: Type | None) -> Value:
        """Sums and products of numbers that are known to be small need no look whether they overflow."""
        if self.strip is None or e.op not in INSTRUCTIONS or e not in self.strip.exact and self._range_of(e, self.strip) is None:
            return super()._lower_OpExpr(e, expected)
        left, right = (self.coerce(self.lower(operand), INT).ref for operand in (e.left, e.right))
        return Value(INT, self.instruction(f"{INSTRUCTIONS[e.op]} nsw i64 {left}, {right}"))

    def is_exact_step(self, s: OperatorAssignmentStmt) -> bool:
        return self.strip is not None and s in self.strip.exact or super().is_exact_step(s)

    def _range_of(self, e: Expression, strip: Strip) -> tuple[int, int] | None:
        """The smallest and the largest value that an expression can have, if that is known, and no part of it overflows."""
        if isinstance(e, IntExpr):
            return e.value, e.value
        if isinstance(e, NameExpr):
            return strip.numbers.get(e.node) if isinstance(e.node, Var) else None
        if not isinstance(e, OpExpr) or e.op not in INSTRUCTIONS:
            return None
        left, right = self._range_of(e.left, strip), self._range_of(e.right, strip)
        if left is None or right is None:
            return None
        if e.op == "*":
            products = [a * b for a in left for b in right]
            low, high = min(products), max(products)
        else:
            low, high = (left[0] + right[0], left[1] + right[1]) if e.op == "+" else (left[0] - right[1], left[1] - right[0])
        return (low, high) if -(1 << 63) <= low and high < 1 << 63 else None

    # -- subscripts within strips --------------------------------------------------------------------------------------

    def _lower_IndexExpr(self, e: IndexExpr, expected: Type | None) -> Value:
        place = self.known_place(e)
        if place is None:
            return super()._lower_IndexExpr(e, expected)
        return self._narrowed(e, self._read(e, place, self.coerce(self.lower(e.index), INT)), checked=True)

    def _assign_subscript(self, target: IndexExpr, value: Value) -> None:
        place = self.known_place(target)
        if place is None:
            super()._assign_subscript(target, value)
        else:
            self._write(target, place, self.coerce(self.lower(target.index), INT), value)

    def _augment_subscript(self, s: OperatorAssignmentStmt, target: IndexExpr) -> None:
        place = self.known_place(target)
        if place is None:
            super()._augment_subscript(s, target)
            return
        index = self.coerce(self.lower(target.index), INT)
        self._write(target, place, index, self._augmented(s, self._read(target, place, index)))

    def known_place(self, e: IndexExpr) -> Place | None:
        return self.strip.place(e) if self.strip is not None else None

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
        if e in self.strip.inside and fits == "true":
            quick()
            return
        inside, on, slow, done = (self.name(n) for n in ("inside", "on", "slow", "done"))
        self.branch(fits, on, slow, likely=True)
        self.start_quietly(on)
        self.branch("true" if e in self.strip.inside else self.instruction(f"icmp ult i64 {index.ref}, {place.length}"), inside, slow, likely=True)
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
