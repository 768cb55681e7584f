"""The local interrupt controller of a core and its timer (Intel SDM volume 3, chapter 10; xAPIC mode, memory-mapped).

Every core sees its own at the same address.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu.descriptors import FIRST_INTERRUPT, SPURIOUS

BASE = 0xFEE0_0000
ID = BASE + 0x20
END_OF_INTERRUPT = BASE + 0xB0
SPURIOUS_VECTOR = BASE + 0xF0
COMMAND_LOW = BASE + 0x300
COMMAND_HIGH = BASE + 0x310
TIMER = BASE + 0x320
INITIAL_COUNT = BASE + 0x380
CURRENT_COUNT = BASE + 0x390
DIVIDE = BASE + 0x3E0

ENABLED = 0x100
MASKED = 0x1_0000
DIVIDE_BY_16 = 3
DEADLINE_MODE = 0x4_0000
TSC_DEADLINE_REGISTER = 0x6E0  # MSR
MAXIMUM_COUNT = 0xFFFF_FFFF

FIXED = 0x4000                 # level assert, edge triggered
INIT = 0x4500
STARTUP = 0x4600
DELIVERY_PENDING = 0x1000
PATIENCE = 1_000_000

TIMER_BIT = 0                  # of a core's pending word
WAKE_BIT = 1                   # another core sent a message

TSC_DEADLINE = 1 << 24         # cpuid 1, ecx


def enable() -> None:
    """Switch this core's controller on, its timer silent."""
    machine.write32(SPURIOUS_VECTOR, ENABLED | SPURIOUS)
    machine.write32(DIVIDE, DIVIDE_BY_16)
    machine.write32(TIMER, MASKED | FIRST_INTERRUPT + TIMER_BIT)


def identifier() -> int:
    """This core's address for interrupts."""
    return machine.read32(ID) >> 24


def has_deadline_timer() -> bool:
    """Whether the timer can be set to a value of the time-stamp counter."""
    return machine.cpuid(1, 0, 2) & TSC_DEADLINE != 0


def enable_timer(deadline_mode: bool) -> None:
    """Let the timer interrupt this core when it runs out."""
    machine.write32(TIMER, FIRST_INTERRUPT + TIMER_BIT | (DEADLINE_MODE if deadline_mode else 0))
    machine.fence()  # the first deadline must come after the mode (SDM 10.5.4.1)


def set_deadline(tsc: int) -> None:
    """Interrupt when the time-stamp counter reaches `tsc`. Needs deadline mode."""
    machine.write_msr(TSC_DEADLINE_REGISTER, tsc)


def set_count(count: int) -> None:
    """Interrupt once after `count` (1..MAXIMUM_COUNT) ticks of the divided bus clock; 0 stops."""
    machine.write32(INITIAL_COUNT, count)


def current_count() -> int:
    return machine.read32(CURRENT_COUNT)


def send(destination: int, command: int) -> None:
    """Send FIXED + vector, INIT or STARTUP + page to the core with APIC id `destination`."""
    _wait_until_sent()
    machine.write32(COMMAND_HIGH, destination << 24)
    machine.write32(COMMAND_LOW, command)
    _wait_until_sent()


def _wait_until_sent() -> None:
    looks = 0
    while machine.read32(COMMAND_LOW) & DELIVERY_PENDING and looks < PATIENCE:
        machine.pause()
        looks += 1


def wake(destination: int) -> None:
    """Make a halted core look at its messages."""
    send(destination, FIXED | FIRST_INTERRUPT + WAKE_BIT)
