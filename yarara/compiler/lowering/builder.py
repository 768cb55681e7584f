"""Writes the LLVM IR of one function: blocks, registers, stack slots, and the way out for exceptions.

An exception is a value: every call that may raise returns the exception (or null) beside its result, and the code after the call branches
to the innermost handler when it is not null. LLVM's interprocedural passes drop the register where nothing can raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from mypy.nodes import Context, MypyFile

from yarara.compiler.program import types
from yarara.compiler.tracebacks.marks import Span
from yarara.compiler.program.instances import Call, FunctionInstance, Place
from yarara.compiler.program.program import Program, Unsupported
from yarara.compiler.lowering.sharing import alone, guarded, is_private
from yarara.compiler.program.types import NEVER, NONE, Type


HANDLED = "inttoptr (i64 112 to ptr addrspace(256))"
"""The word of the core's block for the exception that the thread handles (kernel/cpu/core.py)."""
COUNTED = ("builtins.list", "builtins.str", "builtins.bytes", "builtins.bytearray", "builtins.tuple")
"""What has a length that fits in memory."""
CALL = re.compile(r'\bcall (?!.*\basm\b).*?(@"[^"]*"|@[\w.]+|%\w+)\(')
"""A call instruction, and what it calls."""


class Value(NamedTuple):
    """A typed LLVM operand."""

    type: Type
    ref: str


@dataclass
class Handler:
    """Where an exception goes: `fresh` for a new one (adds this frame to the traceback), `block` for one on its way."""

    block: str
    fresh: str
    slot: str  # holds the exception
    used: bool = False


@dataclass
class Loop:
    """Targets of break and continue, and how deep the clean-up stack was when the loop began."""

    after: str
    again: str
    cleanups: int


@dataclass
class Cleanup:
    """What must run when control leaves a `try` or `with`: writes the code of its `finally`."""

    write: Callable[[], None]
    handlers: int
    handling: int


OF_WORDS = frozenset(f"yarara.runtime.{name}" for name in (
    "bytestrings", "characters", "codecs", "dicts", "growing_strings", "hashing", "list_slices", "lists", "ordering", "sets", "slicing", "sorting", "splitting", "string_case",
    "string_predicates", "string_repr", "string_search", "string_splitting", "string_trimming", "strings", "timsort", "tracebacks", "units",
))
"""Modules of the runtime that compute with addresses, lengths and indexes only: modulo 2**64, as the kernel does (docs/compiler.md, Integers)."""


class Builder:
    """The text of one function while it grows."""

    def __init__(self, program: Program, instance: FunctionInstance) -> None:
        self.program, self.instance = program, instance
        self.application = instance.module in program.typed.application and (instance.synthesize is None or instance.name != "")
        self.word_arithmetic = instance.module.startswith("yarara.kernel.") or instance.module in OF_WORDS
        self.entry: list[str] = []
        self.lines: list[str] = []
        self.count = 0
        self.block = "entry"
        self.terminated = False
        self.line = 0
        self.span = Span(1, 0, 1, 0)  # what tracebacks say of code written now
        self.inner_frame = ""  # within a function's frame: that of the comprehension or class that is written now
        self.inner_frames: list[tuple[str, Span]] = []  # those around it, and where each is
        self.module = program.typed.modules[instance.module]
        self.scope = ""
        self.handlers: list[Handler] = []
        self.cleanups: list[Cleanup] = []
        self.handling: list[str] = []  # the exceptions that the except clauses around this place have caught
        self.handled_outside = ""  # the slot of what was handled before those, by a caller
        self.notes_contexts = self.application or instance.module.startswith("yarara.library.")
        self.loops: list[Loop] = []
        self.site_slot = ""
        self.sole_owners: dict[str, str] = {}  # by slot: that of the flag which says that nobody but this variable has its value (growing_texts)
        self.raising = 0  # more than 0 while what is written only runs on the way to an exception

    # -- text ----------------------------------------------------------------------------------------------------------

    def name(self, prefix: str = "t") -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def emit(self, text: str) -> None:
        """One instruction without a result. After a terminator, what follows is unreachable and goes to a block of its own."""
        if self.terminated:
            self.start(self.name("dead"))
        if "call " in text and self.raising == 0:
            found = CALL.search(text)
            if found is not None:
                self.program.calls.setdefault(self.instance.symbol, []).append(Call(found[1], self.program.place))
        self.lines.append(f"  {text}{self.location()}")

    def location(self) -> str:
        return f", !dbg {self.program.debug.location(self.scope, self.line)}" if self.scope else ""

    def instruction(self, text: str) -> str:
        """One instruction with a result; its register."""
        register = "%" + self.name()
        self.emit(f"{register} = {text}")
        return register

    def start(self, label: str) -> None:
        """Begin a block; falls into it when the block before is open."""
        if not self.terminated and self.lines and not self.lines[-1].endswith(":"):
            self.lines.append(f"  br label %{label}{self.location()}")
        elif not self.terminated:
            self.lines.append(f"  br label %{label}{self.location()}")
        self.lines.append(f"{label}:")
        self.block = label
        self.terminated = False

    def start_if_reached(self, label: str) -> None:
        """Begin the block behind a loop, unless control never comes there: mypy has not looked at what follows then."""
        if not self.terminated or any(line.endswith(f"label %{label}") or f"label %{label}," in line for line in self.lines):
            self.start(label)

    def jump(self, label: str) -> None:
        if not self.terminated:
            self.emit(f"br label %{label}")
            self.terminated = True

    def branch(self, condition: str, yes: str, no: str, likely: bool | None = None) -> None:
        if condition in ("true", "false"):
            self.jump(yes if condition == "true" else no)
            return
        if self.terminated:
            return
        weights = "" if likely is None else ", !prof !" + ("1" if likely else "2")
        self.emit(f"br i1 {condition}, label %{yes}, label %{no}{weights}")
        self.terminated = True

    def unreachable(self) -> None:
        if not self.terminated:
            self.emit("unreachable")
            self.terminated = True

    def slot(self, llvm: str) -> str:
        """A stack slot, made once at entry."""
        register = "%" + self.name("s")
        self.entry.append(f"  {register} = alloca {llvm}")
        return register

    # -- values and memory ---------------------------------------------------------------------------------------------

    def load(self, kind: Type, pointer: str) -> Value:
        self._share(pointer)
        return self.borrow(kind, pointer)

    def borrow(self, kind: Type, pointer: str) -> Value:
        """A read after which nobody else has the value."""
        return Value(kind, self.instruction(f"load {kind.llvm}, ptr {pointer}"))

    def store(self, value: Value, pointer: str) -> None:
        self._share(pointer)
        self.emit(f"store {value.type.llvm} {value.ref}, ptr {pointer}")

    def _share(self, pointer: str) -> None:
        if pointer in self.sole_owners:
            self.emit(f"store i1 false, ptr {self.sole_owners[pointer]}")

    def load_item(self, kind: Type, pointer: str) -> Value:
        """An item of an array."""
        return Value(kind, self.instruction(f"load {kind.llvm}, ptr {pointer}{self._tag(kind, 'items')}"))

    def store_item(self, value: Value, pointer: str) -> None:
        self.emit(f"store {value.type.llvm} {value.ref}, ptr {pointer}{self._tag(value.type, 'items')}")

    def _tag(self, kind: Type, place: int | str) -> str:
        """What LLVM may know of an access: items of arrays, and attributes at different distances from the start of an object, are different memory."""
        return "" if kind.llvm.startswith("{") else f", !tbaa !{self.program.debug.memory_tag(str(place))}"

    def offset(self, pointer: str, amount: int | str) -> str:
        if amount == 0:
            return pointer
        return self.instruction(f"getelementptr i8, ptr {pointer}, i64 {amount}")

    def field(self, value: Value, name: str) -> Value:
        """An attribute that an object of a class stores."""
        cls = value.type
        assert isinstance(cls, types.Class)
        self.program.lay_out(cls)
        place = cls.fields[name]
        tag = self._tag(place.type, place.offset)
        if name == "_length" and cls.info.fullname in COUNTED:
            tag += f", !range !{self.program.debug.lengths}"
        return Value(place.type, self.instruction(f"load {place.type.llvm}, ptr {self.offset(value.ref, place.offset)}{tag}"))

    def store_field(self, value: Value, name: str, new: Value) -> None:
        cls = value.type
        assert isinstance(cls, types.Class)
        self.program.lay_out(cls)
        place = cls.fields[name]
        self.emit(f"store {new.type.llvm} {new.ref}, ptr {self.offset(value.ref, place.offset)}{self._tag(new.type, place.offset)}")
        if place.flag:
            self.emit(f"store i1 true, ptr {self.offset(value.ref, place.flag)}")

    def extract(self, aggregate: str, llvm: str, index: int) -> str:
        return self.instruction(f"extractvalue {llvm} {aggregate}, {index}")

    def aggregate(self, kind: Type, parts: list[Value]) -> Value:
        """A struct value from its parts."""
        current = "undef" if parts else "zeroinitializer"
        for index, part in enumerate(parts):
            current = self.instruction(f"insertvalue {kind.llvm} {current}, {part.type.llvm} {part.ref}, {index}")
        return Value(kind, current)

    def phi(self, kind: Type, incoming: list[tuple[str, str]]) -> Value:
        pairs = ", ".join(f"[ {ref}, %{block} ]" for ref, block in incoming)
        return Value(kind, self.instruction(f"phi {kind.llvm} {pairs}"))

    def select(self, condition: str, yes: Value, no: Value) -> Value:
        return Value(yes.type, self.instruction(f"select i1 {condition}, {yes.type.llvm} {yes.ref}, {no.type.llvm} {no.ref}"))

    # -- calls and exceptions ------------------------------------------------------------------------------------------

    def call(self, instance: FunctionInstance, arguments: list[Value]) -> Value:
        """Call and go on only if nothing was raised."""
        value, error = self.call_raw(self.entry_of(instance), instance.result, arguments, "" if not self._runs_once() else " noinline")
        self.check(error)
        if instance.result is NEVER:
            self.unreachable()
        return value

    def entry_of(self, instance: FunctionInstance) -> str:
        """What to call: code whose containers no other core uses leaves their locks alone."""
        if is_private(self.instance.module) and guarded(self.program, instance):
            return alone(instance.symbol)
        return instance.symbol

    def _runs_once(self) -> bool:
        """Whether this is a module's own code outside of loops: to inline what it calls would only make one function of the whole program."""
        return isinstance(self.instance.node, MypyFile) and not self.loops

    def call_raw(self, target: str, result: Type, arguments: list[Value], attributes: str = "") -> tuple[Value, str]:
        """Call; the value (meaningless when the exception is not null) and the exception."""
        passed = ", ".join(f"{a.type.llvm} {a.ref}" for a in arguments)
        if result in (NONE, NEVER):
            return Value(result, "null"), self.instruction(f"call ptr {target}({passed}){attributes}")
        llvm = f"{{ {result.llvm}, ptr }}"
        both = self.instruction(f"call {llvm} {target}({passed}){attributes}")
        return Value(result, self.extract(both, llvm, 0)), self.extract(both, llvm, 1)

    def check(self, error: str) -> None:
        """Leave for the handler if `error` is an exception."""
        raised = self.instruction(f"icmp ne ptr {error}, null")
        cold, fine = self.name("raise"), self.name("b")
        self.branch(raised, cold, fine, likely=False)
        self.start_quietly(cold)
        self.throw(error)
        self.start_quietly(fine)

    def start_quietly(self, label: str) -> None:
        self.lines.append(f"{label}:")
        self.block = label
        self.terminated = False

    def throw(self, error: str, fresh: bool = True) -> None:
        """Send an exception to the innermost handler."""
        handler = self.handlers[-1]
        handler.used = True
        self.emit(f"store ptr {error}, ptr {handler.slot}")
        if fresh and self.application:
            self.emit(f"store i64 {self.program.tracebacks.site(self.module, self.span)}, ptr {self.site_slot}")
            self.jump(handler.fresh)
        else:
            self.jump(handler.block)

    def raise_runtime(self, function: str, arguments: list[Value], fresh: bool = True) -> None:
        """Raise through a runtime function that never returns."""
        node = self.program.runtime_function(function)
        instance = self.program.function(node, tuple(a.type for a in arguments), NEVER, {}, None)
        instance.inlining = "noinline cold"
        _, error = self.call_raw(instance.symbol, NEVER, arguments)
        self.throw(error, fresh)

    def new_handler(self) -> Handler:
        handler = Handler(self.name("handler"), self.name("fresh"), self.slot("ptr"))
        self.handlers.append(handler)
        return handler

    def land(self, handler: Handler) -> str:
        """Begin the handler's blocks; the register that holds the exception. The handler is no longer the innermost."""
        if self.application:
            self.terminated = True
            self.start_quietly(handler.fresh)
            if handler.used:
                error = self.instruction(f"load ptr, ptr {handler.slot}")
                site = self.instruction(f"load i64, ptr {self.site_slot}")
                self.on_the_way_out(lambda: self.add_traceback(error, site))
            self.jump(handler.block)
        self.terminated = True
        self.start_quietly(handler.block)
        return self.instruction(f"load ptr, ptr {handler.slot}")

    def add_traceback(self, error: str, site: str) -> None:
        raise NotImplementedError

    def on_the_way_out(self, write: Callable[[], None]) -> None:
        """Write code that only runs on the way to an exception."""
        self.raising += 1
        write()
        self.raising -= 1

    def in_frame(self, name: str, body: Callable[[], None], at: Span | None = None) -> None:
        """Write code that is part of this function here, but has a frame of its own in tracebacks, called from this place or `at` another."""
        if not self.application:
            body()
            return
        outer = self.inner_frame, at or self.span
        handler = self.new_handler()
        self.inner_frames.append(outer)
        self.inner_frame = name
        body()
        self.inner_frames.pop()
        self.handlers.pop()
        past, goes_on = self.name("past"), not self.terminated
        self.jump(past)
        if handler.used:
            error = self.land(handler)
            self.inner_frame, self.span = outer
            self.throw(error)
        self.inner_frame, self.span = outer
        self.terminated = True
        if goes_on:
            self.start_quietly(past)

    def out_of_frame(self, body: Callable[[], None]) -> None:
        """Within `in_frame`: write code that belongs to the frame around."""
        if not self.application:
            body()
            return
        inner, handler = (self.inner_frame, self.span), self.handlers.pop()
        self.inner_frame, self.span = outer = self.inner_frames.pop()
        body()
        self.inner_frames.append(outer)
        self.handlers.append(handler)
        self.inner_frame, self.span = inner

    # -- the exception that is handled, for the functions called from here -------------------------------------------------

    def handled(self) -> str:
        """The exception that this thread handles, or null."""
        return self.instruction(f"load ptr, ptr addrspace(256) {HANDLED}")

    def set_handled(self, error: str) -> None:
        self.emit(f"store ptr {error}, ptr addrspace(256) {HANDLED}")

    def restore_handled(self) -> None:
        """Set it to what is handled at this place."""
        self.set_handled(self.handling[-1] if self.handling else self.instruction(f"load ptr, ptr {self.handled_outside}"))

    # -- running clean-ups ---------------------------------------------------------------------------------------------

    def unwind_to(self, depth: int) -> None:
        """Run the clean-ups above `depth`, innermost first, as control leaves through them."""
        saved, handlers, handling = list(self.cleanups), list(self.handlers), list(self.handling)
        while len(self.cleanups) > depth and not self.terminated:
            cleanup = self.cleanups.pop()
            del self.handlers[cleanup.handlers:]
            del self.handling[cleanup.handling:]
            cleanup.write()
        self.cleanups, self.handlers, self.handling = saved, handlers, handling

    def where(self, node: Context | None) -> None:
        if node is not None and node.line > 0:
            self.line = node.line
            if self.application:
                self.span = self.program.tracebacks.span(node, self.module) or self.span
            self.program.place = Place(self.instance, node)

    def unsupported(self, message: str, node: Context | None = None, hint: str = "") -> Unsupported:
        return Unsupported(message, node, hint)
