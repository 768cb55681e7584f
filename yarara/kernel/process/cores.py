"""The cores of the process target: each further one is a host thread with a core block of its own.

What is an interrupt on a processor is a signal here (the handlers are in boot/process/entry.s): SIGALRM is the core's timer, SIGIO the network
device. A halted core waits on the `halted` word of its block, and whoever sends it a message changes that word.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import MAXIMUM_CORES
from yarara.kernel.cpu import core
from yarara.kernel.memory import pages
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.process import linux, options

TIMER = 2304              # where the core block holds the id of this core's timer, behind the room for system calls
SIGNAL_STACK_PAGES = 4


def wanted_count() -> int:
    """How many cores there are to be, the first included."""
    return min(max(options.number("YARARA_CPUS", linux.processor_count()), 1), MAXIMUM_CORES)


def enable_signals() -> None:
    """Let faults on this core be reported, on a stack of their own; without memory for one, on the stack itself."""
    memory = pages.allocate_pages(SIGNAL_STACK_PAGES)
    if memory != 0:
        linux.use_signal_stack(memory, SIGNAL_STACK_PAGES * PAGE_SIZE)
    handler = machine.symbol("yarara_fault")
    linux.handle_signal(linux.SIGSEGV, handler, linux.SA_SIGINFO_ON_STACK)
    linux.handle_signal(linux.SIGBUS, handler, linux.SA_SIGINFO_ON_STACK)
    linux.handle_signal(linux.SIGILL, handler, linux.SA_SIGINFO_ON_STACK)
    linux.handle_signal(linux.SIGFPE, handler, linux.SA_SIGINFO_ON_STACK)


def enable_timer() -> None:
    """Give this core a timer; once on each core."""
    linux.handle_signal(linux.SIGALRM, machine.symbol("yarara_timer_signal"), 0)
    machine.core_store(TIMER, linux.create_timer())


def set_timer(delay: int) -> None:
    """Interrupt this core once, `delay` nanoseconds from now."""
    linux.set_timer(machine.core_load(TIMER), delay)


def halt() -> None:
    """Sleep until the word that says so is changed."""
    linux.wait(machine.core_load(core.SELF) + core.HALTED, 1)


def wake(block: int) -> None:
    """End the sleep of another core."""
    machine.write64(block + core.HALTED, 0)
    linux.wake(block + core.HALTED)
