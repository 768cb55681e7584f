"""The kernel's last words: what happened, and the return addresses on the stack, one a line.

`yarara run` turns the addresses into Python files and lines by the image's debug information. Nothing here allocates.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.cpu import core
from yarara.kernel.devices import power
from yarara.kernel.process import linux
from yarara.machine import Struct, u64

EXIT_STATUS = 70
"""EX_SOFTWARE of sysexits.h: the kernel, not the application, failed."""
MAXIMUM_CALLERS = 24
MAXIMUM_STACK = 256 * 1024
"""Bytes above the stack pointer that are searched for return addresses."""

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
    console.write_log(machine.tail("panic: "), 7)
    _describe(registers, fault_address)
    console.log_number(" on core ", core.current_core(), "")
    console.log_address(" rip=", registers.rip, "\n")
    _log_callers(registers.rsp, registers.rbp)
    _leave()


@machine.export("yarara_panic")
def panic(message: str) -> None:
    """The kernel itself found that it cannot go on; never returns. The message must be plain ASCII."""
    _enter()
    console.write_log(machine.tail("panic: "), 7)
    console.log(message)
    console.write_error(machine.tail("kernel panic: "), 14)
    console.write_error(machine.tail(message), len(message))
    console.write_error(machine.tail("\n"), 1)
    _log_callers(machine.stack_pointer(), 0)
    _leave()


def _enter() -> None:
    """Only the first panic is reported; one inside it, or on another core, stops there."""
    if not machine.PROCESS:
        machine.disable_interrupts()
        if machine.fetch_add(kernel_state().address + _PANICKING_OFFSET, 1) != 0:
            power.halt()


def _leave() -> None:
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


def _log_callers(stack: int, frame: int) -> None:
    """Log the return addresses from `stack` up: by frame pointers as long as they make sense, else every word that looks like one."""
    found = 0
    limit = stack + MAXIMUM_STACK & ~0xFFF
    if _is_frame(frame, stack, limit):
        while found < MAXIMUM_CALLERS and _is_frame(frame, stack, limit):
            console.log_address("panic: at ", machine.load64(frame + 8), "\n")
            frame = machine.load64(frame)
            found += 1


def _is_frame(frame: int, stack: int, limit: int) -> bool:
    """Whether `frame` may be a saved frame pointer: on this stack, followed by an address of code."""
    if frame & 7 != 0 or not stack <= frame < limit - 16:
        return False
    return _is_code(machine.load64(frame + 8))


def _is_code(address: int) -> bool:
    return machine.symbol("yarara_text_start") < address < machine.symbol("yarara_text_end")
