"""The descriptor tables of a core (Intel SDM volume 3, chapters 3 and 6-8; 64-bit mode).

Each core has a global descriptor table and a task state segment in its own block; all share one interrupt descriptor table in the
static state page. Exceptions that may find the stack unusable run on a stack of their own.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import INTERRUPT_TABLE, kernel_state
from yarara.kernel.cpu import core
from yarara.machine import Struct, u8, u16, u32

CODE_SELECTOR = 8
TASK_SELECTOR = 24

CODE = 0x00AF_9B00_0000_FFFF
DATA = 0x00CF_9300_0000_FFFF
TASK_AVAILABLE = 0x89
INTERRUPT_GATE = 0x8E       # present, ring 0, interrupts off on entry

TABLE_SIZE = 40             # null, code, data, task (two entries)
TASK_OFFSET = 64            # of the task state segment, behind the table
TASK_SIZE = 104
EXCEPTION_STACK_OFFSET = 36  # of IST1 in the task state segment
GATES = 64
STUB_SIZE = 16

EXCEPTION_STACK = 1          # interrupt stack table entry
NMI = 2
DOUBLE_FAULT = 8
PAGE_FAULT = 14
FIRST_INTERRUPT = 32
SPURIOUS = 63


class Gate(Struct):
    """One entry of the interrupt descriptor table."""
    offset_low: u16
    selector: u16
    stack: u8              # 0: the current one, else an entry of the interrupt stack table
    kind: u8
    offset_middle: u16
    offset_high: u32
    reserved: u32


def fill_interrupt_table() -> None:
    """Point every vector at its stub; once, on the core that boots."""
    exceptions = machine.symbol("yarara_exception_stubs")
    interrupts = machine.symbol("yarara_interrupt_stubs")
    for vector in range(FIRST_INTERRUPT):
        own_stack = vector == NMI or vector == DOUBLE_FAULT or vector == PAGE_FAULT
        _set_gate(vector, exceptions + STUB_SIZE * vector, EXCEPTION_STACK if own_stack else 0)
    for vector in range(FIRST_INTERRUPT, SPURIOUS):
        _set_gate(vector, interrupts + STUB_SIZE * (vector - FIRST_INTERRUPT), 0)
    _set_gate(SPURIOUS, machine.symbol("yarara_spurious_stub"), 0)


def _set_gate(vector: int, address: int, stack: int) -> None:
    gate = Gate.at(kernel_state().address + INTERRUPT_TABLE + Gate.SIZE * vector)
    gate.offset_low = address & 0xFFFF
    gate.offset_middle = address >> 16 & 0xFFFF
    gate.offset_high = address >> 32
    gate.selector = CODE_SELECTOR
    gate.stack = stack
    gate.kind = INTERRUPT_GATE
    gate.reserved = 0


def load_descriptors(exception_stack_top: int) -> None:
    """Make the tables of this core and load them; from here on exceptions are reported."""
    table = machine.core_load(core.SELF) + core.DESCRIPTORS
    task = table + TASK_OFFSET
    machine.store64(table + 8, CODE)
    machine.store64(table + 16, DATA)
    _set_task_descriptor(table + TASK_SELECTOR, task)
    machine.store64(task + EXCEPTION_STACK_OFFSET, exception_stack_top)
    machine.store16(task + TASK_SIZE - 2, TASK_SIZE)  # no I/O permission bitmap
    pointers = task + TASK_SIZE + 8
    _set_pointer(pointers, TABLE_SIZE - 1, table)
    _set_pointer(pointers + 16, Gate.SIZE * GATES - 1, kernel_state().address + INTERRUPT_TABLE)
    machine.call6(machine.symbol("yarara_load_descriptors"), pointers, pointers + 16, TASK_SELECTOR, 0, 0, 0)


def _set_task_descriptor(entry: int, task: int) -> None:
    machine.store16(entry, TASK_SIZE - 1)
    machine.store16(entry + 2, task & 0xFFFF)
    machine.store8(entry + 4, task >> 16 & 0xFF)
    machine.store8(entry + 5, TASK_AVAILABLE)
    machine.store8(entry + 6, 0)
    machine.store8(entry + 7, task >> 24 & 0xFF)
    machine.store64(entry + 8, task >> 32)


def _set_pointer(address: int, limit: int, base: int) -> None:
    machine.store16(address, limit)
    machine.store64(address + 2, base)
