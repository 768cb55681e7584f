"""Stopping the world: while one core collects garbage, the others keep their hands off the heap.

The protocol. Each core has an entry: is it *running*, that is, may it touch objects; and if not, its stack pointer, below
which there is nothing to look at.

* The collecting core calls `stop_others()`: it raises `stop`, sets the preempt word of every other core, and waits until none
  of them is running. `resume_others()` lowers `stop`.
* A running core must look at `stop_requested()` wherever it can take long to the next safe point, and call `rendezvous()`
  when it is raised: the scheduler's `checkpoint()` does (preempt makes the compiler's yield points call it; it clears preempt
  *before* it looks), loops that poll devices do, and the slow path of allocation does.
* An idle core calls `halt()` in place of `machine.wait_for_interrupt()`. A core that halts does not run, so no
  interrupt has to be sent to it to stop the world; one that wakes up meanwhile waits in `halt()`.

A core says `running` before it looks at `stop`, and the collector raises `stop` before it looks at `running`, both with a full
fence: one of them sees the other.

Registers hold references too: whoever stops does it inside `yarara_spill_and_call(function)`, a piece of assembly which
pushes the callee-saved registers, calls the function with the stack pointer, and pops them.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import area
from yarara.kernel.memory.spinlock import relax
from yarara.kernel.process import cores
from yarara.machine import Struct, u64

MAX_CORES = 64

# Words of the core block.
CORE_NUMBER = 8
CORE_PREEMPT = 24


class WorldState(Struct, volatile=True):
    """The part of the static area, before the entries."""
    stop: u64  # 1 while a core collects
    cores: u64  # the highest core number in use, plus one


class CoreEntry(Struct, volatile=True):
    """What the others know about a core."""
    block: u64  # address of its core block; 0: not there
    running: u64
    stack_pointer: u64  # valid while not running


def state() -> WorldState:
    return WorldState.at(area.at(area.WORLD))


def core(number: int) -> CoreEntry:
    return CoreEntry.at(area.at(area.WORLD + 16) + number * CoreEntry.SIZE)


def _this_core() -> CoreEntry:
    return core(machine.core_load(CORE_NUMBER))


def core_count() -> int:
    """Entries to look at; some may be of cores that are not there."""
    return state().cores


def join() -> None:
    """Enter this core. From now on collections wait for it."""
    number = machine.core_load(CORE_NUMBER)
    core(number).block = machine.core_load(0)
    cores = state().cores
    while cores <= number and not machine.compare_exchange(state().address + 8, cores, number + 1):
        cores = state().cores
    _run_again()


def stop_requested() -> bool:
    """Whether another core waits for this one to stop."""
    return state().stop != 0


def stop_others() -> bool:
    """Stop all other cores; False when another core was first: this one took part in its collection instead."""
    if not machine.compare_exchange(state().address, 0, 1):
        rendezvous()
        return False
    own = machine.core_load(CORE_NUMBER)
    for number in range(core_count()):
        if number != own and core(number).block != 0:
            machine.write64(core(number).block + CORE_PREEMPT, 1)
    for number in range(core_count()):
        while number != own and core(number).running != 0:
            relax()
    return True


def resume_others() -> None:
    """Let the stopped cores go on."""
    machine.write_fence()
    state().stop = 0


def rendezvous() -> None:
    """Stop here until the collection is over. Any object may be referred to by the caller's frames and registers."""
    machine.call1(machine.symbol("yarara_spill_and_call"), machine.symbol("yarara_world_wait"))


def halt() -> None:
    """Halt this core until an interrupt, as `machine.wait_for_interrupt()` does, while not standing in the way of collections.

    Called with interrupts disabled, after looking for work; returns with interrupts disabled.
    """
    machine.call1(machine.symbol("yarara_spill_and_call"), machine.symbol("yarara_world_halt"))


@machine.export("yarara_world_wait")
def _wait(stack_pointer: int) -> None:
    _stop_running(stack_pointer)
    _run_again()


@machine.export("yarara_world_halt")
def _halt(stack_pointer: int) -> None:
    _stop_running(stack_pointer)
    if machine.PROCESS:
        cores.halt()
    else:
        machine.wait_for_interrupt()
    _run_again()


def publish_stack_pointer(stack_pointer: int) -> None:
    """Say from where on this core's stack is to be looked at: the frames of all callers are above."""
    _this_core().stack_pointer = stack_pointer


def _stop_running(stack_pointer: int) -> None:
    publish_stack_pointer(stack_pointer)
    machine.exchange(_this_core().address + 8, 0)


def _run_again() -> None:
    """Become running, but not during a collection."""
    running = _this_core().address + 8
    while True:
        while stop_requested():
            relax()
        machine.exchange(running, 1)
        if not stop_requested():
            return
        machine.exchange(running, 0)


def stack_pointer_within(low: int, high: int) -> int:
    """The stack pointer of the stopped core that is on this stack; 0 when none is. Only while the world is stopped."""
    for number in range(core_count()):
        pointer = core(number).stack_pointer
        if core(number).block != 0 and low <= pointer < high:
            return pointer
    return 0
