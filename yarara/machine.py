"""The only door to the hardware: memory, ports, atomics, per-core variables, objects as addresses.

Every name here exists twice. Compiled, a call is one or a few instructions (`yarara/compiler/intrinsics.py`). Under
CPython the same call works on `simulation`, a sparse physical memory with hooks where device models attach, so that
drivers and protocols run in pytest and pdb unchanged.

Addresses and values are plain `int`. 64-bit loads yield a *signed* Python int when compiled (an `int` is one 64-bit word);
mask or compare accordingly. Unless said otherwise, units are bytes and byte order is little-endian.
"""

from __future__ import annotations

from typing import Callable, Final, Generic, TypeVar, TypeVarTuple, Unpack

from yarara.simulation import simulation

T = TypeVar("T")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")
F = TypeVar("F", bound=Callable[..., object])

# Storage widths. To mypy and to CPython each is `int`; in a `Struct` the written name decides the width of the field.
u8 = int
u16 = int
u32 = int
u64 = int
i32 = int
be16 = int  # big-endian: network byte order
be32 = int

COMPILED: Final = False
"""True in compiled code, where the branch not taken is not even compiled."""

PROCESS: Final = False
"""True when compiled for `--machine process`, where the lowest layer is Linux system calls."""

PARALLEL: Final = False
"""True in programs that start several cores."""

TRACING: Final = False
"""True in images that can say what the kernel does (`yarara build --trace`): the others do not even hold the code for it."""

GROUPS: Final = True
"""True in programs that may have exception groups: their tracebacks are shown in boxes."""

DATAGRAMS: Final = True
"""True in programs that may have sockets for datagrams, as far as their text shows: only they cut datagrams into fragments and put them together."""

REFERENCES: Final = True
"""True in programs that mention the error handler `xmlcharrefreplace`."""

WIDE_CODECS: Final = True
"""True in programs whose text names UTF-16 or UTF-32."""

CONSOLE: Final = False
"""True in images that write their output by a virtio console where there is one (`yarara build --console`, and what `yarara run` builds)."""

VLAN: Final = False
"""True in images whose network card may be in a VLAN (`--vlan`)."""

BALLOON: Final = False
"""True in images that give memory back to the host (`--balloon`)."""


# -- plain memory ------------------------------------------------------------------------------------------------------

def load8(address: int) -> int:
    return simulation.read(address, 1)


def load16(address: int) -> int:
    return simulation.read(address, 2)


def load32(address: int) -> int:
    return simulation.read(address, 4)


def load64(address: int) -> int:
    return simulation.read_signed64(address)


def store8(address: int, value: int) -> None:
    simulation.write(address, 1, value)


def store16(address: int, value: int) -> None:
    simulation.write(address, 2, value)


def store32(address: int, value: int) -> None:
    simulation.write(address, 4, value)


def store64(address: int, value: int) -> None:
    simulation.write(address, 8, value)


def load_be16(address: int) -> int:
    """A 16-bit value in network byte order; any alignment."""
    return load8(address) << 8 | load8(address + 1)


def load_be32(address: int) -> int:
    """A 32-bit value in network byte order; any alignment."""
    return load_be16(address) << 16 | load_be16(address + 2)


def store_be16(address: int, value: int) -> None:
    store8(address, value >> 8)
    store8(address + 1, value)


def store_be32(address: int, value: int) -> None:
    store_be16(address, value >> 16)
    store_be16(address + 2, value)


def copy(destination: int, source: int, length: int) -> None:
    """Copy `length` bytes; the two ranges may overlap (memmove)."""
    simulation.write_bytes(destination, simulation.read_bytes(source, length))


def fill(address: int, value: int, length: int) -> None:
    """Set `length` bytes to `value` (0..255)."""
    simulation.write_bytes(address, bytes([value]) * length)


def prefetch(address: int) -> None:
    """Have the cache line at `address` fetched, for a read that comes soon. Any address will do."""


def compare(left: int, right: int, length: int) -> int:
    """Negative, zero or positive, as the bytes at `left` sort before, equal or after those at `right` (memcmp)."""
    a = simulation.read_bytes(left, length)
    b = simulation.read_bytes(right, length)
    return (a > b) - (a < b)


def simulated_memory(length: int) -> int:
    """New RAM of the simulated machine, an unmapped page after it. Compiled code takes pages from the kernel instead."""
    return simulation.allocate(length)


# -- device registers: volatile, never merged, dropped or moved --------------------------------------------------------

def read8(address: int) -> int:
    return simulation.read(address, 1)


def read16(address: int) -> int:
    return simulation.read(address, 2)


def read32(address: int) -> int:
    return simulation.read(address, 4)


def read64(address: int) -> int:
    return simulation.read_signed64(address)


def write8(address: int, value: int) -> None:
    simulation.write(address, 1, value)


def write16(address: int, value: int) -> None:
    simulation.write(address, 2, value)


def write32(address: int, value: int) -> None:
    simulation.write(address, 4, value)


def write64(address: int, value: int) -> None:
    simulation.write(address, 8, value)


# -- x86 I/O ports -----------------------------------------------------------------------------------------------------

def in8(port: int) -> int:
    return simulation.port_read(port, 1)


def in16(port: int) -> int:
    return simulation.port_read(port, 2)


def in32(port: int) -> int:
    return simulation.port_read(port, 4)


def out8(port: int, value: int) -> None:
    simulation.port_write(port, 1, value)


def out16(port: int, value: int) -> None:
    simulation.port_write(port, 2, value)


def out32(port: int, value: int) -> None:
    simulation.port_write(port, 4, value)


# -- order and atomicity -----------------------------------------------------------------------------------------------

def fence() -> None:
    """Everything before is visible to other cores before anything after (mfence)."""


def device_fence() -> None:
    """The same for devices too. QEMU without KVM leaves `fence` out of a machine that has a single processor (before QEMU 8.1 `mfence`,
    in every version a locked instruction), although its devices run beside that processor. It does not leave out `rdtsc`, and reading
    its clock takes a lock, which is a fence on an x86 host; on a real processor it costs some 20 cycles."""


def read_fence() -> None:
    """Loads before are done before loads after (a compiler barrier on x86)."""


def write_fence() -> None:
    """Stores before are visible before stores after (a compiler barrier on x86)."""


def compare_exchange(address: int, expected: int, new: int) -> bool:
    """Atomically replace the 64-bit `expected` at `address` by `new`; whether it was replaced."""
    if load64(address) != expected:
        return False
    store64(address, new)
    return True


def exchange(address: int, new: int) -> int:
    """Atomically store the 64-bit `new` at `address`; the old value."""
    old = load64(address)
    store64(address, new)
    return old


def fetch_add(address: int, amount: int) -> int:
    """Atomically add to the 64-bit word at `address` (wraps); the old value."""
    old = load64(address)
    store64(address, old + amount)
    return old


# -- the processor -----------------------------------------------------------------------------------------------------

def pause() -> None:
    """A hint in a spin loop."""


def wait_for_interrupt() -> None:
    """Enable interrupts and halt in one step (sti; hlt), then disable them again: no wake-up is lost."""


def enable_interrupts() -> None: ...


def disable_interrupts() -> None: ...


def read_tsc() -> int:
    return simulation.tsc()


def store_tsc(address: int) -> None:
    """`store64(address, read_tsc())`, with less shifting: the instruction gives the two halves in a register each."""
    store64(address, read_tsc())


def read_msr(register: int) -> int:
    raise NotImplementedError("model-specific registers exist only in a booted kernel")


def write_msr(register: int, value: int) -> None:
    raise NotImplementedError("model-specific registers exist only in a booted kernel")


def cpuid(leaf: int, subleaf: int, register: int) -> int:
    """Register 0..3 = eax, ebx, ecx, edx of `cpuid`."""
    raise NotImplementedError("cpuid exists only in a booted kernel")


def read_cr2() -> int:
    raise NotImplementedError("control registers exist only in a booted kernel")


def read_cr3() -> int:
    raise NotImplementedError("control registers exist only in a booted kernel")


def write_cr3(value: int) -> None:
    raise NotImplementedError("control registers exist only in a booted kernel")


def invalidate_page(address: int) -> None:
    """Drop the translation of one page (invlpg)."""


def stack_pointer() -> int:
    raise NotImplementedError("a stack pointer exists only in compiled code")


def core_load(offset: int) -> int:
    """The 64-bit word at `offset` in this core's own block (gs-relative). Offset 0 holds the block's address."""
    return load64(simulation.core_block + offset)


def core_store(offset: int, value: int) -> None:
    store64(simulation.core_block + offset, value)


def random_word() -> int:
    """64 bits from RDRAND when the processor has it, else mixed from the time-stamp counter; signed."""
    return simulation.random_word()


# -- the image ---------------------------------------------------------------------------------------------------------

def symbol(name: str) -> int:
    """The address of a symbol of the image (a literal name): assembly labels, `export`ed functions, linker marks."""
    return simulation.symbol(name)


def call0(code: int) -> None:
    """Call the code at an address, without arguments."""
    raise NotImplementedError("code addresses exist only in compiled code")


def call1(code: int, argument: int) -> None:
    """Call the code at an address with one word."""
    raise NotImplementedError("code addresses exist only in compiled code")


def call2(code: int, first: int, second: int) -> int:
    """Call the code at an address with two words; its result word."""
    raise NotImplementedError("code addresses exist only in compiled code")


def call6(code: int, a: int, b: int, c: int, d: int, e: int, f: int) -> int:
    """Call the code at an address with six words in the C order of registers; its result word."""
    raise NotImplementedError("code addresses exist only in compiled code")


def bind(function: Callable[[Unpack[Ts]], R], arguments: tuple[Unpack[Ts]]) -> Callable[[], R]:
    """A function without parameters that calls `function` with these arguments."""
    def bound() -> R:
        return function(*arguments)
    return bound


def run_application() -> None:
    """Run the application's main module; an exception that it does not handle is raised here."""
    raise NotImplementedError("an application runs only in a compiled image")


def initialize_modules() -> None:
    """Run the module-level code of `yarara.kernel.start` and, first, of what it imports. Needs a heap."""
    raise NotImplementedError("only a compiled image has module-level code to run")


def export(name: str) -> Callable[[F], F]:
    """Decorator: give a function a symbol that assembly can call (C calling convention, words in, word or nothing out).

    An exported function is always compiled; an exception that would leave it is a panic.
    """
    def keep(function: F) -> F:
        simulation.exported[name] = function
        return function
    return keep


def never_inline(function: F) -> F:
    """Decorator: keep a cold path out of its callers."""
    return function


def cold(function: F) -> F:
    """Decorator: what runs seldom (at the start, after an error) is kept out of its callers and made for size."""
    return function


def allocates_nothing(function: F) -> F:
    """Decorator: a promise, which the compiler checks, that neither this function nor what it calls allocates an object. What runs on the
    way to an exception does not count, nor do functions that are `cold` or `may_allocate`."""
    return function


def may_allocate(function: F) -> F:
    """Decorator: callers that promise to allocate nothing may call this all the same, since they seldom do. The reason belongs beside it."""
    return function


def always_inline(function: F) -> F:
    """Decorator: a hot path of a few instructions."""
    return function


def resume(generator: object) -> None:
    """Run the body of a compiled generator (`yarara/runtime/generators.py`) to its next yield or its end."""
    raise NotImplementedError("only compiled generators can be resumed")


def example(value: T | None) -> T:
    """Something of the type that `value` has or could have, to ask for its type alone: generic code then takes one way or the other when it is compiled. Nothing is
    computed, and nothing may be done with it."""
    raise NotImplementedError("types are asked for in compiled code alone")


def is_blank(value: object) -> bool:
    """Whether a value, of a type that None does not belong to, is the null that an empty slot holds: another core has just taken the item out."""
    return False


# -- objects -----------------------------------------------------------------------------------------------------------

class Array(Generic[T]):
    """A fixed number of slots of one type, inline in one heap object. Indexes are NOT checked when compiled.

    New slots hold 0, 0.0, False or None. This is what `list` and `dict` are made of.
    """

    def __init__(self, length: int) -> None:
        self._slots: list[T] = [0] * length  # type: ignore[list-item]

    def __len__(self) -> int:
        return len(self._slots)

    def __getitem__(self, index: int) -> T:
        return self._slots[index]

    def __setitem__(self, index: int, value: T) -> None:
        self._slots[index] = value

    def clear_slot(self, index: int) -> None:
        """Make a slot hold nothing, so that it keeps no object alive."""
        self._slots[index] = None  # type: ignore[assignment]

    def move(self, destination: int, source: int, count: int) -> None:
        """Move `count` slots within this array; the ranges may overlap."""
        self._slots[destination:destination + count] = self._slots[source:source + count]

    def copy_from(self, destination: int, other: Array[T], source: int, count: int) -> None:
        """Copy `count` slots from another array."""
        self._slots[destination:destination + count] = other._slots[source:source + count]


class Struct:
    """A typed pointer: a class whose annotated fields lie in memory at an address, in order, without padding.

    The value *is* the address; `Descriptor.at(address)` costs nothing. Fields are annotated with the widths above. Reads and
    writes are plain accesses; a class made with `volatile=True` never has them merged, dropped or moved.
    """

    SIZE: int
    _address: int

    def __init_subclass__(cls, volatile: bool = False) -> None:
        offset = 0
        for name, width in cls.__dict__.get("__annotations__", {}).items():
            size, big_endian = _WIDTHS[width]
            setattr(cls, name, _Field(offset, size, big_endian))
            offset += size
        cls.SIZE = offset

    @classmethod
    def at(cls: type[S], address: int) -> S:
        """The structure at this address."""
        value = cls.__new__(cls)
        value._address = address
        return value

    @property
    def address(self) -> int:
        """Where it lies."""
        return self._address


S = TypeVar("S", bound=Struct)

_WIDTHS = {
    "u8": (1, False), "u16": (2, False), "u32": (4, False), "u64": (8, False), "i32": (4, False), "int": (8, False),
    "be16": (2, True), "be32": (4, True),
}


class _Field:
    """The descriptor behind one field of a `Struct` under CPython."""

    def __init__(self, offset: int, size: int, big_endian: bool) -> None:
        self.offset, self.size, self.big_endian = offset, size, big_endian

    def __get__(self, instance: Struct, owner: object) -> int:
        if self.size == 8:
            return simulation.read_signed64(instance._address + self.offset)
        value = simulation.read(instance._address + self.offset, self.size)
        if self.big_endian:
            return int.from_bytes(value.to_bytes(self.size, "little"), "big")
        return value

    def __set__(self, instance: Struct, value: int) -> None:
        if self.big_endian:
            value = int.from_bytes((value & (1 << 8 * self.size) - 1).to_bytes(self.size, "big"), "little")
        simulation.write(instance._address + self.offset, self.size, value)


def address_of(value: object) -> int:
    """The address of a heap object (0 for None). The object stays where it is, and alive as long as something refers to it."""
    return simulation.address_of(value)


def handled_exception() -> BaseException | None:
    """The exception that the running thread handles: it is in an `except` block, or in a function called from one."""
    return None


def object_at(kind: type[T], address: int) -> T:
    """The heap object of class `kind` at an address that `address_of` gave. Not checked."""
    return simulation.object_at(kind, address)  # type: ignore[no-any-return]


def allocate_with_tail(kind: type[T], length: int) -> T:
    """A new, zeroed object of a class, followed by `length` bytes of its own (`tail`); `__init__` is not called."""
    raise NotImplementedError("objects with a tail exist only in compiled code")


def tail(value: object) -> int:
    """The address of the bytes that follow the fields of an object from `allocate_with_tail`."""
    raise NotImplementedError("objects with a tail exist only in compiled code")


def bytes_address(value: bytes) -> int:
    """Where the bytes of a `bytes` object lie. Under CPython: a copy in simulated memory."""
    return simulation.bytes_address(value)


def bytes_at(address: int, length: int) -> bytes:
    """A new `bytes` object with a copy of this memory."""
    return simulation.read_bytes(address, length)


def float_bits(value: float) -> int:
    """The IEEE 754 bits of a float, as a signed word."""
    import struct
    return int(struct.unpack("<q", struct.pack("<d", value))[0])


def float_from_bits(bits: int) -> float:
    import struct
    return float(struct.unpack("<d", struct.pack("<q", bits))[0])


# Words with the wrap-around of the machine, for hashes, generators and 128-bit steps.

def _signed(value: int) -> int:
    value &= 0xFFFF_FFFF_FFFF_FFFF
    return value - (1 << 64) if value >> 63 else value


def wrap_add(left: int, right: int) -> int:
    """left + right modulo 2**64, as a signed word."""
    return _signed(left + right)


def wrap_sub(left: int, right: int) -> int:
    return _signed(left - right)


def wrap_mul(left: int, right: int) -> int:
    return _signed(left * right)


def wrap_shift_left(value: int, count: int) -> int:
    """A shift of a word by 0..63; the bits shifted out are lost."""
    return _signed(value << count)


def multiply_high(left: int, right: int) -> int:
    """The high word of the 128-bit product of two *unsigned* words, as a signed word."""
    return _signed((left & 0xFFFF_FFFF_FFFF_FFFF) * (right & 0xFFFF_FFFF_FFFF_FFFF) >> 64)


def shift_right_unsigned(value: int, count: int) -> int:
    """A logical shift of a word by 0..63."""
    return _signed((value & 0xFFFF_FFFF_FFFF_FFFF) >> count)


def unlikely(condition: bool) -> bool:
    """The condition itself; the compiler lays the code out for its being false."""
    return condition


def less_unsigned(left: int, right: int) -> bool:
    return (left & 0xFFFF_FFFF_FFFF_FFFF) < (right & 0xFFFF_FFFF_FFFF_FFFF)


def divide_unsigned(left: int, right: int) -> int:
    return _signed((left & 0xFFFF_FFFF_FFFF_FFFF) // (right & 0xFFFF_FFFF_FFFF_FFFF))


def remainder_unsigned(left: int, right: int) -> int:
    return _signed((left & 0xFFFF_FFFF_FFFF_FFFF) % (right & 0xFFFF_FFFF_FFFF_FFFF))


def count_leading_zeros(value: int) -> int:
    """Of a 64-bit word; 64 for zero."""
    return 64 - (value & 0xFFFF_FFFF_FFFF_FFFF).bit_length()


def count_trailing_zeros(value: int) -> int:
    """Of a 64-bit word; 64 for zero."""
    return ((value & -value).bit_length() - 1) if value else 64


def population_count(value: int) -> int:
    return (value & 0xFFFF_FFFF_FFFF_FFFF).bit_count()


def square_root(value: float) -> float:
    """The correctly rounded square root of a non-negative float (one instruction)."""
    return float(value ** 0.5)


def truncate(value: float) -> int:
    """Towards zero; the value must fit in a word."""
    return int(value)
