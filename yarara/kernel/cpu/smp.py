"""Bringing up the other cores (Intel SDM volume 3, 8.4): INIT, then STARTUP with the page where boot/trampoline.s lies.

One core after the other: each gets its block, stacks and scheduler from the core that boots, tells when it runs Python, and then
idles until another core sends it a thread.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console
from yarara.kernel.boot.state import MAXIMUM_CORES, kernel_state
from yarara.kernel.cpu import apic, clock, core, descriptors, interrupts
from yarara.kernel.memory import heap, pages, paging, stacks
from yarara.kernel.process import cores, linux
from yarara.kernel.threads import guards, scheduler
from yarara.kernel.trace import recorder

TRAMPOLINE = 0x8000           # the same number stands in boot/trampoline.s
IDLE_STACK_SIZE = 16 * 1024
EXCEPTION_STACK_PAGES = 2
PAGE = 4096

INIT_PAUSE = 10_000           # nanoseconds between INIT and STARTUP
STARTUP_PAUSE = 20_000_000    # before STARTUP is sent a second time
START_LIMIT = 500_000_000     # then the core is left alone

_started = False


def start_cores() -> None:
    """Start every processor that the firmware lists, up to MAXIMUM_CORES; again does nothing. Raises MemoryError."""
    global _started
    if _started:
        return
    _started = True
    scheduler.start()
    if machine.PROCESS:
        _start_threads()
    else:
        _start_processors()
    if core.core_count() > 1:
        guards.enable()
    console.log_number("smp: ", core.core_count(), " cores\n")
    scheduler.poll_now()  # a network device may have something for each core: it starts anew for that, best before it is used


def _start_threads() -> None:
    """Each further core of a process is a host thread."""
    while core.core_count() < cores.wanted_count():
        block = _prepare_core(core.core_count())
        if not linux.start_thread(machine.load64(block + core.EXCEPTION_STACK), block) or not _wait_online(block, START_LIMIT):
            console.log("smp: no further thread from Linux")
            return
        kernel_state().cores += 1


def _start_processors() -> None:
    _copy_trampoline()
    own = apic.identifier()
    for apic_id in interrupts.topology.apic_ids:
        number = core.core_count()
        if apic_id != own and number < MAXIMUM_CORES:
            block = _prepare_core(number)
            machine.store64(block + core.APIC_ID, apic_id)
            if _start_core(block, apic_id):
                kernel_state().cores = number + 1
            else:
                console.log_number("smp: no answer from processor ", apic_id, "\n")


def _copy_trampoline() -> None:
    start = machine.symbol("yarara_trampoline")
    machine.copy(TRAMPOLINE, start, machine.symbol("yarara_trampoline_end") - start)


def _prepare_core(number: int) -> int:
    """A new core's block, with everything in it that needs the heap."""
    block = _zeroed_pages(1)
    exception_stack = _zeroed_pages(EXCEPTION_STACK_PAGES)
    idle_stack = stacks.allocate_stack(IDLE_STACK_SIZE)
    if idle_stack == 0:
        raise MemoryError("no memory for another core")
    core.initialize_core(block, number)
    if machine.TRACING:
        recorder.attach(block, number)
    machine.store64(block + core.EXCEPTION_STACK, exception_stack + EXCEPTION_STACK_PAGES * PAGE)
    scheduler.prepare_core(block, number, idle_stack - IDLE_STACK_SIZE, idle_stack)
    return block


def _zeroed_pages(count: int) -> int:
    address = pages.allocate_pages(count)
    if address == 0:
        raise MemoryError("no memory for another core")
    machine.fill(address, 0, count * PAGE)
    return address


def _start_core(block: int, apic_id: int) -> bool:
    """Start one core and wait until it runs Python; whether it does."""
    words = TRAMPOLINE + machine.symbol("yarara_trampoline_words") - machine.symbol("yarara_trampoline")
    machine.store64(words, TRAMPOLINE + PAGE)  # a stack for its first steps: the rest of this page
    machine.store64(words + 8, block)
    apic.send(apic_id, apic.INIT)
    _wait_online(block, INIT_PAUSE)
    apic.send(apic_id, apic.STARTUP | TRAMPOLINE >> 12)
    if _wait_online(block, STARTUP_PAUSE):
        return True
    apic.send(apic_id, apic.STARTUP | TRAMPOLINE >> 12)
    return _wait_online(block, START_LIMIT)


def _wait_online(block: int, patience: int) -> bool:
    deadline = clock.monotonic() + patience
    while machine.read64(block + core.ONLINE) == 0:
        if clock.monotonic() > deadline:
            return False
        machine.pause()
    return True


@machine.export("yarara_core_start")
def core_start(number: int) -> None:
    """The first Python of a further core, on a few KiB of stack. Never returns."""
    if machine.PROCESS:
        cores.enable_signals()
    else:
        paging.activate()
        descriptors.load_descriptors(machine.core_load(core.EXCEPTION_STACK))
        apic.enable()
    heap.initialize_core()
    machine.write64(machine.core_load(core.SELF) + core.ONLINE, number)
    scheduler.run_core()
