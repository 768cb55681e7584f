"""From the first Python instruction to the last: memory, modules, the application, the end.

Cores beyond the first and the scheduler are started by the library modules that need them (`threading`, `time`, `socket`) when the
application imports those, so that a program without them boots without them.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console, ending
from yarara.kernel.boot import memory_map
from yarara.kernel.boot.start_info import IDENTITY_MAPPED, keep_start_info
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.cpu import core, descriptors
from yarara.kernel.devices import power
from yarara.kernel.memory import heap, pages, paging, report, stacks
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.panic import panic
from yarara.kernel.process import cores, linux, options
from yarara.kernel.threads import stack_growth as stack_growth
from yarara.kernel.trace import recorder
from yarara.runtime import tracebacks

EXCEPTION_STACK_SIZE = 8192
MAIN_STACK_SIZE = 32 * 1024
"""Bytes at first; it grows (threads/stack_growth.py)."""
PROCESS_MEMORY = 1 << 30
"""Bytes of address space for the process target where nobody says how many; real memory is taken when it is touched."""


@machine.export("yarara_start")
def start(boot_info: int) -> None:
    """The first core, on the boot stack, nothing initialised. Never returns; the scheduler reuses the boot stack."""
    state = kernel_state()
    state.cores = 1
    if machine.PROCESS:
        state.boot_info = boot_info
    else:
        keep_start_info(boot_info)
    core.initialize_core(machine.symbol("yarara_core_block"), 0)
    if not machine.PROCESS:
        descriptors.fill_interrupt_table()
        descriptors.load_descriptors(machine.symbol("yarara_exception_stack") + EXCEPTION_STACK_SIZE)
    console.initialize()
    _initialize_memory()
    top = stacks.allocate_stack(MAIN_STACK_SIZE)
    if top == 0:
        panic("not enough memory for the main stack")
    stacks.register_initial_stack(top - MAIN_STACK_SIZE, top)
    machine.core_store(core.STACK_LIMIT, top - MAIN_STACK_SIZE + stacks.RESERVE)
    machine.call2(machine.symbol("yarara_call_on_stack"), machine.symbol("yarara_main"), top)


def _initialize_memory() -> None:
    if machine.PROCESS:
        length = options.number("YARARA_MEMORY", PROCESS_MEMORY) & ~(PAGE_SIZE - 1)
        address = linux.map_memory(length)
        if address == 0:
            panic("no memory from Linux")
        pages.add_range(address, address + length)
        cores.enable_signals()
        _reserve_trace()
    else:
        pages.reserve(machine.symbol("yarara_image_start"), machine.symbol("yarara_image_end"))
        _add_memory(0, IDENTITY_MAPPED)
        _reserve_trace()
        paging.initialize()
        _add_memory(IDENTITY_MAPPED, memory_map.HIGHEST_ADDRESS)
    heap.initialize()
    heap.initialize_core()


def _reserve_trace() -> None:
    """While all pages that there are lie below 4 GiB."""
    if machine.TRACING:
        recorder.reserve()


def _add_memory(low: int, high: int) -> None:
    """Give the RAM between two addresses to the page allocator; what lies beyond the boot mapping is mapped first."""
    for index in range(memory_map.region_count()):
        region_start = max(memory_map.region_start(index), low)
        region_end = min(memory_map.region_end(index), high)
        if region_start < region_end:
            if region_start >= IDENTITY_MAPPED:
                paging.map_memory(region_start, region_end)
            pages.add_range(region_start, region_end)


@machine.export("yarara_main")
def main() -> None:
    """The main thread, on its own stack, with a heap."""
    machine.initialize_modules()
    if machine.TRACING:
        recorder.begin()
    if machine.CONSOLE:
        from yarara.kernel import standard_output
        standard_output.begin()
    if machine.BALLOON and not machine.PROCESS:
        from yarara.kernel import balloon
        balloon.start()
    leave(_run())


def _run() -> int:
    """Run the application and what it leaves to do; its exit status."""
    status = 0
    reports = report.is_wanted()
    if reports:
        report.begin()
    try:
        machine.run_application()
    except BaseException as error:
        status = tracebacks.exit_status(error)
    ending.run_finishers()
    if reports:
        report.end()
    return status


def leave(status: int) -> None:
    """End the machine (or the process) with the application's exit status; never returns."""
    if machine.PROCESS:
        linux.leave(status & 0xFF)
    else:
        console.log_number("exit ", status & 0xFF, "\n")
        console.flush()
        power.leave(status & 0xFF)
