"""The block of memory that each core has for itself, found through the gs register.

`machine.core_load(CURRENT)` reads a word of this core's own block; `core_block(n)` gives the address of another core's, of which
only the words marked *shared* may be touched from outside.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import CORE_BLOCKS, MAXIMUM_CORES, kernel_state

SIZE = 4096

# Offsets, in bytes. The assembly and the compiler know those up to PENDING, the compiler HANDLED too.
SELF = 0              # address of the block
NUMBER = 8            # 0 is the core that booted
STACK_LIMIT = 16      # the application's functions may not go below
PREEMPT = 24          # shared: non-zero makes the next yield point call the scheduler
CURRENT = 32          # address of the Thread that runs
PENDING = 40          # a bit for each interrupt since the last look
INBOX = 48            # shared: newest of the threads that other cores sent here (threads/scheduler.py)
HALTED = 56           # shared: 1 while the core sleeps or is about to, so that a message needs an interrupt
APIC_ID = 64          # shared, constant: where to send interrupts
SCHEDULER = 72        # address of this core's Scheduler object
ONLINE = 80           # shared: non-zero when a further core runs Python
THREADS = 88          # shared: how many threads live here
SCRATCH = 96          # where a stack pointer goes that nobody needs again
EXCEPTION_STACK = 104  # its top, for descriptors.load_descriptors
HANDLED = 112         # the exception that the thread handles, for compiled code (compiler/exceptional.py); 0 for none
TRACE_CATEGORIES = 120  # which events this core records (trace/recorder.py) ...
TRACE_RING = 128      # ... and where: address of its CoreRing
HEAP = 256            # up to 2047: yarara/kernel/memory
DESCRIPTORS = 2048    # the global descriptor table, then the task state segment (cpu/descriptors.py)


def current_core() -> int:
    """The number of the core that runs this. It may have changed after the next blocking call."""
    return machine.core_load(NUMBER)


def core_count() -> int:
    """How many cores run."""
    return kernel_state().cores


def core_block(number: int) -> int:
    """The address of a running core's block."""
    assert 0 <= number < MAXIMUM_CORES
    return machine.load64(kernel_state().address + CORE_BLOCKS + 8 * number)


def initialize_core(block: int, number: int) -> None:
    """Make the zeroed `block` the block of core `number`; it is not counted as running yet."""
    machine.store64(block + SELF, block)
    machine.store64(block + NUMBER, number)
    machine.store64(kernel_state().address + CORE_BLOCKS + 8 * number, block)
