"""`yarara.machine`, compiled: each call is one or a few instructions."""

from __future__ import annotations

import re
from collections.abc import Callable

from mypy.nodes import CallExpr, Expression, StrExpr, TypeInfo

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import values
from yarara.compiler.lowering.iteration import Iteration
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NONE, Class, Dynamic, Function, Optional, Tuple, Type

BINARY_WORDS = {
    "wrap_add": "add i64", "wrap_sub": "sub i64", "wrap_mul": "mul i64", "shift_right_unsigned": "lshr i64", "divide_unsigned": "udiv i64",
    "remainder_unsigned": "urem i64", "wrap_shift_left": "shl i64",
}
FENCES = {"fence": "seq_cst", "read_fence": "acquire", "write_fence": "release"}
NO_OPERANDS = {"pause": "pause", "enable_interrupts": "sti", "disable_interrupts": "cli", "wait_for_interrupt": "sti; hlt; cli"}

BEYOND_MEMORY = 1 << 44
"""More bytes or items than an image can have; as many of the largest items are still less than 2**63 bytes."""


class Intrinsics(Iteration):
    """Calls into `yarara.machine`."""

    def intrinsic(self, name: str, call: CallExpr, expected: Type | None) -> Value:
        """Lower `machine.<name>(...)`."""
        writer: Callable[[CallExpr], Value] | None = getattr(self, f"_machine_{name}", None)
        if writer is not None:
            return writer(call)
        arguments = [self.lower(a) for a in call.args]
        words = [self._word(a) for a in arguments]
        memory = self._memory_access(name, words)
        if memory is not None:
            return memory
        if name in BINARY_WORDS:
            return Value(INT, self.instruction(f"{BINARY_WORDS[name]} {words[0]}, {words[1]}"))
        if name in FENCES:
            self.emit(f"fence {FENCES[name]}")
            return Value(NONE, "null")
        if name == "device_fence":
            self.emit("fence seq_cst")
            self.emit('call void asm sideeffect "rdtsc", "~{rax},~{rdx},~{memory}"()')
            return Value(NONE, "null")
        if name in NO_OPERANDS:
            self.emit(f'call void asm sideeffect "{NO_OPERANDS[name]}", "~{{memory}}"()')
            return Value(NONE, "null")
        if name.startswith(("in", "out")) and name.lstrip("inout").isdigit():
            return self._port(name, words)
        if name.startswith("call") and name[4:].isdigit():
            return self._call_address(name, words)
        raise Unsupported(f"machine.{name} is not known to the compiler", call)

    def _word(self, value: Value) -> str:
        if value.type.llvm == "ptr":
            return self.instruction(f"ptrtoint ptr {value.ref} to i64")
        return self.coerce(value, INT).ref if value.type is not FLOAT and value.type.llvm != "i64" else value.ref

    def _pointer(self, word: str) -> str:
        return self.instruction(f"inttoptr i64 {word} to ptr")

    # -- memory --------------------------------------------------------------------------------------------------------

    def _memory_access(self, name: str, words: list[str]) -> Value | None:
        for prefix, volatile in (("load", ""), ("read", "volatile ")):
            if name.startswith(prefix) and name[len(prefix):] in ("8", "16", "32", "64"):
                return self.load_bits(words[0], int(name[len(prefix):]), volatile, False)
        for prefix, volatile in (("store", ""), ("write", "volatile ")):
            if name.startswith(prefix) and name[len(prefix):] in ("8", "16", "32", "64"):
                self.store_bits(words[0], int(name[len(prefix):]), words[1], volatile, False)
                return Value(NONE, "null")
        if name in ("load_be16", "load_be32"):
            return self.load_bits(words[0], int(name[7:]), "", True)
        if name in ("store_be16", "store_be32"):
            self.store_bits(words[0], int(name[8:]), words[1], "", True)
            return Value(NONE, "null")
        if name == "copy":
            self.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {self._pointer(words[0])}, ptr {self._pointer(words[1])}, i64 {words[2]}, i1 false)")
            return Value(NONE, "null")
        if name == "fill":
            byte = self.instruction(f"trunc i64 {words[1]} to i8")
            self.emit(f"call void @llvm.memset.p0.i64(ptr {self._pointer(words[0])}, i8 {byte}, i64 {words[2]}, i1 false)")
            return Value(NONE, "null")
        if name == "prefetch":
            self.emit(f"call void @llvm.prefetch.p0(ptr {self._pointer(words[0])}, i32 0, i32 3, i32 1)")
            return Value(NONE, "null")
        if name == "compare":
            found = self.instruction(f"call i32 @memcmp(ptr {self._pointer(words[0])}, ptr {self._pointer(words[1])}, i64 {words[2]})")
            return Value(INT, self.instruction(f"sext i32 {found} to i64"))
        return None

    def load_bits(self, address: str, bits: int, volatile: str, big_endian: bool) -> Value:
        pointer = self._pointer(address)
        found = self.instruction(f"load {volatile}i{bits}, ptr {pointer}, align 1" if not volatile else f"load {volatile}i{bits}, ptr {pointer}")
        if big_endian:
            found = self.instruction(f"call i{bits} @llvm.bswap.i{bits}(i{bits} {found})")
        return Value(INT, found if bits == 64 else self.instruction(f"zext i{bits} {found} to i64"))

    def store_bits(self, address: str, bits: int, word: str, volatile: str, big_endian: bool) -> None:
        value = word if bits == 64 else self.instruction(f"trunc i64 {word} to i{bits}")
        if big_endian:
            value = self.instruction(f"call i{bits} @llvm.bswap.i{bits}(i{bits} {value})")
        align = "" if volatile else ", align 1"
        self.emit(f"store {volatile}i{bits} {value}, ptr {self._pointer(address)}{align}")

    # -- atomics, processor --------------------------------------------------------------------------------------------

    def _words(self, call: CallExpr) -> list[str]:
        return [self._word(self.lower(a)) for a in call.args]

    def _machine_compare_exchange(self, call: CallExpr) -> Value:
        address, old, new = self._words(call)
        both = self.instruction(f"cmpxchg ptr {self._pointer(address)}, i64 {old}, i64 {new} seq_cst seq_cst")
        return Value(BOOL, self.extract(both, "{ i64, i1 }", 1))

    def _machine_exchange(self, call: CallExpr) -> Value:
        address, new = self._words(call)
        return Value(INT, self.instruction(f"atomicrmw xchg ptr {self._pointer(address)}, i64 {new} seq_cst"))

    def _machine_fetch_add(self, call: CallExpr) -> Value:
        address, amount = self._words(call)
        return Value(INT, self.instruction(f"atomicrmw add ptr {self._pointer(address)}, i64 {amount} seq_cst"))

    def _machine_resume(self, call: CallExpr) -> Value:
        generator = self.lower(call.args[0])
        assert isinstance(generator.type, Class)
        self.emit(f"call void @llvm.coro.resume(ptr {self._pointer(self.field(generator, '_frame').ref)})")
        return Value(NONE, "null")

    def _port(self, name: str, words: list[str]) -> Value:
        port = self.instruction(f"trunc i64 {words[0]} to i16")
        bits = name.lstrip("inout")
        register = {"8": "%al", "16": "%ax", "32": "%eax"}[bits]
        if name.startswith("in"):
            mnemonic = {"8": "inb", "16": "inw", "32": "inl"}[bits]
            found = self.instruction(f'call i{bits} asm sideeffect "{mnemonic} $1, $0", "={{ax}},{{dx}},~{{memory}}"(i16 {port})')
            return Value(INT, self.instruction(f"zext i{bits} {found} to i64"))
        mnemonic = {"8": "outb", "16": "outw", "32": "outl"}[bits]
        value = self.instruction(f"trunc i64 {words[1]} to i{bits}")
        self.emit(f'call void asm sideeffect "{mnemonic} $0, $1", "{{ax}},{{dx}},~{{memory}}"(i{bits} {value}, i16 {port})')
        return Value(NONE, "null")

    def _call_address(self, name: str, words: list[str]) -> Value:
        named = re.fullmatch(r"ptrtoint \(ptr (@\w+) to i64\)", words[0])
        target = named[1] if named is not None else self._pointer(words[0])
        passed = ", ".join(f"i64 {w}" for w in words[1:])
        if name in ("call0", "call1"):
            self.emit(f"call void {target}({passed})")
            return Value(NONE, "null")
        return Value(INT, self.instruction(f"call i64 {target}({passed})"))

    def _machine_read_tsc(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction("call i64 @llvm.x86.rdtsc()"))

    def _machine_store_tsc(self, call: CallExpr) -> Value:
        address = self._words(call)[0]
        both = self.instruction('call { i32, i32 } asm sideeffect "rdtsc", "={ax},={dx}"()')
        for half in (0, 1):
            place = self.instruction(f"add i64 {address}, {4 * half}")
            self.emit(f"store i32 {self.extract(both, '{ i32, i32 }', half)}, ptr {self._pointer(place)}, align 4")
        return Value(NONE, "null")

    def _machine_read_msr(self, call: CallExpr) -> Value:
        register = self._low(self._words(call)[0])
        both = self.instruction(f'call {{ i32, i32 }} asm sideeffect "rdmsr", "={{ax}},={{dx}},{{cx}}"(i32 {register})')
        return self._pair(both)

    def _low(self, word: str) -> str:
        return self.instruction(f"trunc i64 {word} to i32")

    def _pair(self, both: str) -> Value:
        low = self.instruction(f"zext i32 {self.extract(both, '{ i32, i32 }', 0)} to i64")
        high = self.instruction(f"zext i32 {self.extract(both, '{ i32, i32 }', 1)} to i64")
        return Value(INT, self.instruction(f"or i64 {self.instruction(f'shl i64 {high}, 32')}, {low}"))

    def _machine_write_msr(self, call: CallExpr) -> Value:
        register, value = self._words(call)
        high = self._low(self.instruction(f"lshr i64 {value}, 32"))
        self.emit(f'call void asm sideeffect "wrmsr", "{{cx}},{{ax}},{{dx}},~{{memory}}"(i32 {self._low(register)}, i32 {self._low(value)}, i32 {high})')
        return Value(NONE, "null")

    def _machine_cpuid(self, call: CallExpr) -> Value:
        leaf, subleaf, which = self._words(call)
        llvm = "{ i32, i32, i32, i32 }"
        found = self.instruction(
            f'call {llvm} asm sideeffect "cpuid", "={{ax}},={{bx}},={{cx}},={{dx}},{{ax}},{{cx}}"(i32 {self._low(leaf)}, i32 {self._low(subleaf)})'
        )
        place = self.slot(llvm)
        self.emit(f"store {llvm} {found}, ptr {place}")
        chosen = self.instruction(f"getelementptr i32, ptr {place}, i64 {which}")
        return Value(INT, self.instruction(f"zext i32 {self.instruction(f'load i32, ptr {chosen}')} to i64"))

    def _control_register(self, name: str) -> Value:
        return Value(INT, self.instruction(f'call i64 asm sideeffect "movq %{name}, $0", "=r,~{{memory}}"()'))

    def _machine_read_cr2(self, call: CallExpr) -> Value:
        return self._control_register("cr2")

    def _machine_read_cr3(self, call: CallExpr) -> Value:
        return self._control_register("cr3")

    def _machine_write_cr3(self, call: CallExpr) -> Value:
        self.emit(f'call void asm sideeffect "movq $0, %cr3", "r,~{{memory}}"(i64 {self._words(call)[0]})')
        return Value(NONE, "null")

    def _machine_invalidate_page(self, call: CallExpr) -> Value:
        self.emit(f'call void asm sideeffect "invlpg ($0)", "r,~{{memory}}"(i64 {self._words(call)[0]})')
        return Value(NONE, "null")

    def _machine_stack_pointer(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction('call i64 asm sideeffect "movq %rsp, $0", "=r"()'))

    def _core_place(self, word: str) -> str:
        return self.instruction(f"inttoptr i64 {word} to ptr addrspace(256)")

    def _machine_core_load(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction(f"load volatile i64, ptr addrspace(256) {self._core_place(self._words(call)[0])}"))

    def _machine_core_store(self, call: CallExpr) -> Value:
        offset, value = self._words(call)
        self.emit(f"store volatile i64 {value}, ptr addrspace(256) {self._core_place(offset)}")
        return Value(NONE, "null")

    def _machine_random_word(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction("call i64 @yarara_random_word()"))

    def _machine_symbol(self, call: CallExpr) -> Value:
        name = call.args[0]
        if not isinstance(name, StrExpr):
            raise Unsupported("machine.symbol takes a literal name", call)
        return Value(INT, f"ptrtoint (ptr {self.program.external(name.value)} to i64)")

    def _machine_run_application(self, call: CallExpr) -> Value:
        return self.call(self.program.module_initializer("__main__"), [])

    def _machine_initialize_modules(self, call: CallExpr) -> Value:
        self.program.initializes_runtime = True
        error = self.instruction("call ptr @yarara_initialize_runtime()")
        self.check(error)
        return self.call(self.program.module_initializer("yarara.kernel.start"), [])

    # -- objects -------------------------------------------------------------------------------------------------------

    def class_argument(self, expression: Expression) -> Class:
        """The class that a class expression names, with type arguments from mypy."""
        cls = self.class_of_expression(expression)
        if not isinstance(cls, Class):
            raise Unsupported("this must name a class", expression)
        return cls

    def _machine_address_of(self, call: CallExpr) -> Value:
        value = self.lower(call.args[0])
        if not value.type.is_reference:
            raise Unsupported(f"a value of type {value.type} has no address", call)
        return Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))

    def _machine_handled_exception(self, call: CallExpr) -> Value:
        return Value(types.optional(self.program.base_exception), self.handled())

    def _machine_object_at(self, call: CallExpr) -> Value:
        kind = self.result_type(call)
        if not isinstance(kind, (Class, Dynamic)):
            kind = self.class_argument(call.args[0])
        return Value(kind, self._pointer(self._word(self.lower(call.args[1]))))

    def _machine_allocate_with_tail(self, call: CallExpr) -> Value:
        cls = self.class_argument(call.args[0])
        length = self._word(self.lower(call.args[1]))
        rounded = self.instruction(f"and i64 {self.instruction(f'add i64 {length}, 7')}, -8")
        return Value(cls, self.allocate(cls, rounded))

    def _machine_tail(self, call: CallExpr) -> Value:
        value = self.lower(call.args[0])
        assert isinstance(value.type, Class)
        self.program.lay_out(value.type)
        address = self.instruction(f"ptrtoint ptr {value.ref} to i64")
        return Value(INT, self.instruction(f"add i64 {address}, {value.type.body_size}"))

    def _machine_bytes_address(self, call: CallExpr) -> Value:
        return self._machine_tail(call)

    def _machine_bytes_at(self, call: CallExpr) -> Value:
        address, length = self._words(call)
        cls = self.program.bytes_class
        rounded = self.instruction(f"and i64 {self.instruction(f'add i64 {length}, 7')}, -8")
        made = Value(cls, self.allocate(cls, rounded))
        self.store_field(made, "_length", Value(INT, length))
        self.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr {self.offset(made.ref, cls.body_size)}, ptr {self._pointer(address)}, i64 {length}, i1 false)")
        return made

    def _machine_float_bits(self, call: CallExpr) -> Value:
        value = self.coerce(self.lower(call.args[0]), FLOAT)
        return Value(INT, self.instruction(f"bitcast double {value.ref} to i64"))

    def _machine_float_from_bits(self, call: CallExpr) -> Value:
        return Value(FLOAT, self.instruction(f"bitcast i64 {self._words(call)[0]} to double"))

    def _machine_multiply_high(self, call: CallExpr) -> Value:
        a, b = (self.instruction(f"zext i64 {w} to i128") for w in self._words(call))
        product = self.instruction(f"mul i128 {a}, {b}")
        return Value(INT, self.instruction(f"trunc i128 {self.instruction(f'lshr i128 {product}, 64')} to i64"))

    def _machine_less_unsigned(self, call: CallExpr) -> Value:
        a, b = self._words(call)
        return Value(BOOL, self.instruction(f"icmp ult i64 {a}, {b}"))

    def _machine_unlikely(self, call: CallExpr) -> Value:
        return Value(BOOL, self.instruction(f"call i1 @llvm.expect.i1(i1 {self.truth(self.lower(call.args[0]))}, i1 false)"))

    def _machine_example(self, call: CallExpr) -> Value:
        kind = self.lower(call.args[0]).type
        return Value(kind.inner if isinstance(kind, Optional) else kind, "undef")

    def _machine_is_blank(self, call: CallExpr) -> Value:
        value = self.lower(call.args[0])
        if not isinstance(value.type, (Class, Function)):
            return Value(BOOL, "false")
        return Value(BOOL, self.instruction(f"icmp eq ptr {value.ref}, null"))

    def _machine_count_leading_zeros(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction(f"call i64 @llvm.ctlz.i64(i64 {self._words(call)[0]}, i1 false)"))

    def _machine_count_trailing_zeros(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction(f"call i64 @llvm.cttz.i64(i64 {self._words(call)[0]}, i1 false)"))

    def _machine_population_count(self, call: CallExpr) -> Value:
        return Value(INT, self.instruction(f"call i64 @llvm.ctpop.i64(i64 {self._words(call)[0]})"))

    def _machine_square_root(self, call: CallExpr) -> Value:
        value = self.coerce(self.lower(call.args[0]), FLOAT)
        return Value(FLOAT, self.instruction(f"call double @llvm.sqrt.f64(double {value.ref})"))

    def _machine_truncate(self, call: CallExpr) -> Value:
        value = self.coerce(self.lower(call.args[0]), FLOAT)
        return Value(INT, self.instruction(f"fptosi double {value.ref} to i64"))

    def _machine_bind(self, call: CallExpr) -> Value:
        """A function object that calls another one with these arguments."""
        function, arguments = self.lower(call.args[0]), self.lower(call.args[1])
        assert isinstance(function.type, Function) and isinstance(arguments.type, Tuple)

        def body(lowering: Intrinsics, captured: list[Value], given: list[Value]) -> Value | None:
            items = captured[1]
            assert isinstance(items.type, Tuple)
            return lowering.call_value(captured[0], values(*(lowering.tuple_item(items, i) for i in range(len(items.type.items)))), None)

        kind = types.function_of((), function.type.result)
        return self.closure(kind, [function, arguments], body)  # type: ignore[arg-type]

    # -- structures and arrays -----------------------------------------------------------------------------------------

    def struct_field(self, info: TypeInfo, name: str) -> tuple[int, int, bool, bool] | None:
        """Offset, size in bytes, big-endian, volatile."""
        found = self.program.struct_fields(info)
        place = found.get(name)
        return None if place is None else (*place, self.program.is_volatile(info))

    def array_method(self, value: Value, name: str, arguments: list[Value]) -> Value | None:
        """Methods of `machine.Array`: no checks."""
        cls = value.type
        assert isinstance(cls, Class)
        self.program.lay_out(cls)
        assert cls.item is not None
        if name == "__len__":
            return self.load(INT, self.offset(value.ref, 8))
        if name == "__getitem__":
            return self.array_item(value, self.coerce(arguments[0], INT))
        if name in ("__setitem__", "clear_slot"):
            new = Value(cls.item, cls.item.zero) if name == "clear_slot" else self.coerce(arguments[1], cls.item)
            self.store_item(new, self.array_place(value, self.coerce(arguments[0], INT)))
            return Value(NONE, "null")
        if name in ("move", "copy_from"):
            source = arguments[1] if name == "copy_from" else value
            rest = arguments[2:] if name == "copy_from" else arguments[1:]
            size = self.instruction(f"mul i64 {rest[1].ref}, {cls.item.size}")
            destination = self.array_place(value, arguments[0])
            self.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {destination}, ptr {self.array_place(source, rest[0])}, i64 {size}, i1 false)")
            return Value(NONE, "null")
        return None

    def new_array(self, cls: Class, length: Value) -> Value:
        self.program.lay_out(cls)
        assert cls.item is not None
        possible = self.instruction(f"call i64 @llvm.umin.i64(i64 {length.ref}, i64 {BEYOND_MEMORY})")  # the heap refuses that many, and so all that were more
        size = self.instruction(f"mul i64 {possible}, {cls.item.size}")
        rounded = self.instruction(f"and i64 {self.instruction(f'add i64 {size}, 7')}, -8")
        made = self.allocate(cls, rounded)
        self.emit(f"store i64 {length.ref}, ptr {self.offset(made, 8)}")
        return Value(cls, made)

    def result_type(self, call: Expression) -> Type | None:
        raise NotImplementedError

    def class_of_expression(self, expression: Expression) -> Type:
        raise NotImplementedError
