"""The kernel's last words: what happened, and the return addresses on the stack, one a line.

`yarara run` turns the addresses into Python files and lines by the image's debug information. Nothing here allocates.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.cpu import core
from yarara.kernel.devices import power
from yarara.kernel.memory import stacks
from yarara.kernel.memory.stacks import StackRecord
from yarara.kernel.process import linux
from yarara.kernel.trace import points
from yarara.kernel.virtio import queue as virtqueue
from yarara.machine import Struct, u64

EXIT_STATUS = 70
"""EX_SOFTWARE of sysexits.h: the kernel, not the application, failed."""
MAXIMUM_CALLERS = 24
CALL_RELATIVE = 0xE8
CALL_INDIRECT = 0xFF       # when bits 3-5 of the next byte are 2

_SHORT = "kernel panic: a processor exception (the kernel log says which)\n"

INVALID_OPCODE = 6
DOUBLE_FAULT = 8
PAGE_FAULT = 14


class Registers(Struct):
    """What boot/interrupts.s and the processor push, from the lowest address up."""
    r15: u64
    r14: u64
    r13: u64
    r12: u64
    r11: u64
    r10: u64
    r9: u64
    r8: u64
    rdi: u64
    rsi: u64
    rbp: u64
    rbx: u64
    rdx: u64
    rcx: u64
    rax: u64
    vector: u64
    error: u64             # the processor's error code, or 0
    rip: u64
    cs: u64
    rflags: u64
    rsp: u64
    ss: u64


@machine.export("yarara_exception")
def exception(registers_address: int, fault_address: int) -> None:
    """The processor met an exception: report and stop the machine. Called by the stubs, interrupts off."""
    registers = Registers.at(registers_address)
    _enter()
    points.panic(registers.rip, 0)
    console.write_log(machine.tail("panic: "), 7)
    _describe(registers, fault_address)
    console.log_number(" on core ", core.current_core(), "")
    console.log_address(" rip=", registers.rip, "\n")
    console.write_error(machine.tail(_SHORT), len(_SHORT))
    _log_callers(registers.rsp)
    _leave()


@machine.export("yarara_fault")
def fault(signal: int, information: int, context: int) -> None:
    """Linux sent the process a signal because of what it did: report and end. `information` is a siginfo_t, `context` a ucontext_t."""
    if machine.PROCESS:
        _enter()
        points.panic(machine.load64(context + 168), 0)
        console.log_number("panic: signal ", signal, "")
        console.log_address(" at address ", machine.load64(information + 16), "")
        console.log_number(" on core ", core.current_core(), "")
        console.log_address(" rip=", machine.load64(context + 168), "\n")
        console.write_error(machine.tail(_SHORT), len(_SHORT))
        _log_callers(machine.load64(context + 160))
        _leave()


@machine.export("yarara_panic")
def panic(message: str) -> None:
    """The kernel itself found that it cannot go on; never returns. The message must be plain ASCII."""
    _enter()
    points.panic(0, machine.address_of(message))
    console.write_log(machine.tail("panic: "), 7)
    console.log(message)
    console.write_error(machine.tail("kernel panic: "), 14)
    console.write_error(machine.tail(message), len(message))
    console.write_error(machine.tail("\n"), 1)
    _log_callers(machine.stack_pointer())
    _leave()


def _enter() -> None:
    """Only the first panic is reported; one inside it, or on another core, stops there."""
    if not machine.PROCESS:
        machine.disable_interrupts()
    if machine.fetch_add(kernel_state().address + _PANICKING_OFFSET, 1) != 0:
        if machine.PROCESS:
            linux.leave(EXIT_STATUS)
        else:
            power.halt()


def _log_queues() -> None:
    """Log how each virtqueue stands: a device may be the cause, or what it returned last."""
    queue = virtqueue.newest
    while queue is not None:
        console.log_number("panic: virtio device of type ", queue.device_type, "")
        console.log_number(", queue ", queue.index, "")
        console.log_number(": ", queue.lent, "")
        console.log_number(" lent, ", queue.free, "")
        console.log_number(" descriptors free, descriptor ", queue.last_returned, " came back last\n")
        queue = queue.older


def _leave() -> None:
    if not machine.PROCESS:
        _log_queues()
    if machine.PROCESS:
        linux.leave(EXIT_STATUS)
    else:
        console.log_number("exit ", EXIT_STATUS, "\n")
        console.flush()
        power.leave(EXIT_STATUS)


_PANICKING_OFFSET = 40
"""Of KernelState.panicking."""


def _describe(registers: Registers, fault_address: int) -> None:
    if registers.vector == PAGE_FAULT:
        if registers.error & 16:
            console.log_address("executing ", fault_address, ", which is not code")
        elif registers.error & 2:
            console.log_address("writing to ", fault_address, "")
        else:
            console.log_address("reading from ", fault_address, "")
    elif registers.vector == DOUBLE_FAULT:
        console.write_log(machine.tail("double fault (stack overflow?)"), 30)
    elif registers.vector == INVALID_OPCODE:
        console.write_log(machine.tail("unreachable code or invalid instruction"), 39)
    else:
        console.log_number("exception ", registers.vector, "")
        console.log_address(", error code ", registers.error, "")


def _log_callers(stack: int) -> None:
    """Log the words from `stack` to the end of that stack that look like return addresses, innermost first.

    There are no frame pointers, so now and then a left-over of an earlier call is among them.
    """
    found = 0
    place = stack + 7 & ~7
    end = _stack_end(stack)
    while place < end and found < MAXIMUM_CALLERS:
        word = machine.load64(place)
        if _follows_call(word):
            console.log_address("panic: at ", word, "\n")
            found += 1
        place += 8


def _stack_end(pointer: int) -> int:
    """Where the stack ends that this address is on; the end of its page when it is on none that is known."""
    if machine.symbol("yarara_boot_stack") <= pointer < machine.symbol("yarara_boot_stack_top"):
        return machine.symbol("yarara_boot_stack_top")
    address = stacks.state().records
    while address != 0:
        record = StackRecord.at(address)
        if record.low <= pointer < record.high:
            return record.high
        address = record.next
    return (pointer | 0xFFF) + 1


def _follows_call(address: int) -> bool:
    """Whether this is an address of code right after a call instruction."""
    if not machine.symbol("yarara_text_start") + 5 <= address < machine.symbol("yarara_text_end"):
        return False
    if machine.load8(address - 5) == CALL_RELATIVE:
        return True
    return machine.load8(address - 2) == CALL_INDIRECT and machine.load8(address - 1) & 0x38 == 0x10
