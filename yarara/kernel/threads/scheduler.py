"""The scheduler of a core: which thread runs, when it wakes up, what is done between threads.

Each core has its own run queue, timers and idle thread; only that core touches them. To wake a thread that lives on another core,
put it into that core's inbox, a stack of threads pushed with compare-and-exchange; a halted core gets an interrupt as well.

Interrupts only set bits. What they ask for is done here, at safe points: `checkpoint` (the compiler's yield points call it when
an interrupt or another core asked for it), blocking calls, and the idle loop. Kernel code is never preempted.
"""

from __future__ import annotations

from typing import Callable

from yarara import machine
from yarara.kernel import sleeping
from yarara.kernel.cpu import apic, clock, core, interrupts
from yarara.kernel.cpu.clock import NEVER
from yarara.kernel.memory import collector, paging, stacks, world
from yarara.kernel.process import cores
from yarara.kernel.threads.interrupt_listener import InterruptListener
from yarara.kernel.threads.poller import Poller, Pollers
from yarara.kernel.threads.thread import (
    ENDED, NOTIFIED, PARKED, READY, RUNNING, STACK_POINTER, STATE, Thread, ThreadQueue,
)
from yarara.kernel.threads.timers import TimerHeap
from yarara.kernel.trace import events, points

STACK_SIZE = 32 * 1024
"""Bytes of a thread's stack at first."""
"""What the application must leave of its stack for the kernel's functions, which do not look at the limit."""
TIME_SLICE = 5_000_000
"""Nanoseconds that a thread runs while others wait for the core."""

COALESCING = 1_000_000
"""Nanoseconds for which a core that is busy polls at the latest in place of being interrupted, after a poll that found something."""

UNEVEN = 2
"""So many threads more than another core may one get because they stay with what they work on."""

TLB_LIFETIME = 100_000_000
"""Nanoseconds until a core that schedules empties its TLB (`paging.empty_tlb`)."""


class Scheduler:
    """What one core schedules with."""

    def __init__(self, number: int, idle: Thread) -> None:
        self.number = number
        self.idle = idle
        self.queue = ThreadQueue()
        self.timers = TimerHeap()
        self.armed = NEVER                       # when the hardware timer will interrupt
        self.poller: Poller | None = None
        self.poll_deadline = NEVER
        self.coalesces = False                   # interrupts of the poller's devices are not wanted: it is asked before the core idles
        self.tlb_deadline = 0
        self.balloon_deadline = 0
        self.leaving: Thread | None = None       # goes to the inbox of its new core once it is off its stack here
        self.ended: Thread | None = None         # its stack can be freed once it is off it


_started = False
_threads_stay = False
_listeners: InterruptListener | None = None
_is_listened = False  # in an image where nobody can listen this is a constant, and costs nothing


def _own() -> Scheduler:
    return machine.object_at(Scheduler, machine.core_load(core.SCHEDULER))


def current() -> Thread:
    """The thread that runs this."""
    return machine.object_at(Thread, machine.core_load(core.CURRENT))


def is_started() -> bool:
    return _started


# -- beginning ---------------------------------------------------------------------------------------------------------

def start() -> None:
    """Make a thread of what runs now, on the core that booted, and begin to schedule; again does nothing."""
    global _started
    if _started:
        return
    _started = True
    interrupts.initialize()
    clock.initialize()
    block = machine.core_load(core.SELF)
    prepare_core(block, 0, machine.symbol("yarara_boot_stack"), machine.symbol("yarara_boot_stack_top"))
    main = Thread(_no_entry, 0)
    main.stack_low = stacks.initial_record().low
    main.stack_high = stacks.initial_record().high
    main.state = RUNNING
    stacks.register_stack(main.record())
    points.thread_made(machine.address_of(main), events.MAIN, 0)
    machine.core_store(core.CURRENT, machine.address_of(main))
    _count_thread(0, 1)
    clock.enable_timer()
    if not machine.PROCESS:
        machine.enable_interrupts()


def prepare_core(block: int, number: int, stack_low: int, stack_high: int) -> None:
    """Make the scheduler of the core with this block; its idle thread will run on the given stack, which is not in use."""
    idle = Thread(_idle, number)
    idle.stack_low = stack_low
    points.thread_made(machine.address_of(idle), events.IDLE, number)
    _prepare_stack(idle, stack_high)
    machine.store64(block + core.SCHEDULER, machine.address_of(Scheduler(number, idle)))


def run_core() -> None:
    """Begin to schedule on a core that was prepared; never returns."""
    clock.enable_timer()
    idle = _own().idle
    machine.core_store(core.CURRENT, machine.address_of(idle))
    machine.call2(machine.symbol("yarara_switch"), machine.core_load(core.SELF) + core.SCRATCH, idle.stack_pointer)


def _no_entry() -> None:
    """The main thread was not started by a call."""


def _prepare_stack(thread: Thread, top: int) -> None:
    """Put the frame on the stack that the first switch to the thread takes off: six registers and where to go."""
    thread.stack_high = top
    frame = top - 16 - 56  # the stack pointer is a multiple of 16 where yarara_thread_begin calls
    machine.fill(frame, 0, 72)
    machine.store64(frame + 48, machine.symbol("yarara_thread_begin"))
    thread.stack_pointer = frame
    stacks.register_stack(thread.record())


def create(entry: Callable[[], None], core_number: int = -1) -> Thread:
    """A new thread that will call `entry`, on the given core or on the one with the fewest threads; `launch` starts it.

    Raises MemoryError when there is no room for its stack. An exception that leaves `entry` is a panic.
    """
    if core_number < 0:
        core_number = _least_busy()
    thread = Thread(entry, core_number)
    top = stacks.allocate_stack(STACK_SIZE)
    if top == 0:
        collector.collect()
        top = stacks.allocate_stack(STACK_SIZE)
    if top == 0:
        raise MemoryError("no memory for a thread's stack")
    thread.stack_low = stacks.lowest(top)
    _prepare_stack(thread, top)
    _count_thread(core_number, 1)
    points.thread_made(machine.address_of(thread), events.OTHER, core_number)
    return thread


def launch(thread: Thread) -> None:
    """Let a created thread run."""
    _make_ready(thread)


def spawn(entry: Callable[[], None], core_number: int = -1) -> Thread:
    """Create a thread and launch it."""
    thread = create(entry, core_number)
    launch(thread)
    return thread


def _least_busy() -> int:
    best = 0
    for number in range(1, core.core_count()):
        if _thread_count(number) < _thread_count(best):
            best = number
    return best


def _thread_count(number: int) -> int:
    return machine.read64(core.core_block(number) + core.THREADS)


def _count_thread(number: int, change: int) -> None:
    machine.fetch_add(core.core_block(number) + core.THREADS, change)


@machine.export("yarara_thread_main")
def _thread_main() -> None:
    """The first Python function of every thread."""
    machine.core_store(core.HANDLED, 0)
    _after_switch()
    thread = current()
    thread.entry()
    _end()


def _end() -> None:
    """The current thread is over; never returns."""
    scheduler = _own()
    thread = current()
    thread.state = ENDED
    _count_thread(scheduler.number, -1)
    scheduler.ended = thread
    points.thread_ended(machine.address_of(thread))
    _switch_away()


# -- blocking and waking -----------------------------------------------------------------------------------------------

def park(deadline: int = NEVER) -> bool:
    """Stop until another thread calls `wake` on this one (True) or the time is `deadline` (False).

    Returns at once when `wake` was called since the last park. It may also return for no reason: look at what you wait for again.
    """
    thread = current()
    if thread.change_state(NOTIFIED, RUNNING):
        return True
    thread.timed_out = False
    scheduler = _own()
    if deadline != NEVER:
        scheduler.timers.insert(thread, deadline)
        _arm(scheduler, deadline)
    if thread.change_state(RUNNING, PARKED):
        _switch_away()
    else:
        thread.state = RUNNING
    if thread.in_timers:
        scheduler.timers.remove(thread)
    return not thread.timed_out


def wake(thread: Thread) -> None:
    """Let a parked thread run, or let the next park of a running one return at once. From any core."""
    while True:
        if thread.change_state(PARKED, READY):
            points.wake(machine.address_of(thread))
            _make_ready(thread)
            return
        if thread.change_state(RUNNING, NOTIFIED):
            return
        state = machine.read64(machine.address_of(thread) + STATE)
        if state != PARKED and state != RUNNING:
            return


def sleep_until(deadline: int) -> None:
    """Park until the monotonic clock reaches `deadline`."""
    while clock.monotonic() < deadline:
        park(deadline)


class ThreadSleeper(sleeping.Sleeper):
    """What `sleeping.sleep` does where there are threads."""

    def sleep(self, duration: int) -> None:
        start()
        sleep_until(clock.monotonic() + duration)


sleeping.use(ThreadSleeper())


def yield_now() -> None:
    """Let the other runnable threads of this core run first."""
    scheduler = _own()
    _look_around(scheduler)
    if not scheduler.queue.is_empty():
        thread = current()
        thread.state = READY
        scheduler.queue.append(thread)
        _switch_away()


def migrate(core_number: int) -> None:
    """Go on running on another core."""
    scheduler = _own()
    if core_number == scheduler.number:
        return
    thread = current()
    thread.core = core_number
    thread.state = READY
    _count_thread(scheduler.number, -1)
    _count_thread(core_number, 1)
    scheduler.leaving = thread
    points.migrate(machine.address_of(thread), core_number)
    _switch_away()


def may_stay(core_number: int) -> bool:
    """Whether a thread that came from another core for a call may go on here: where cores have connections of their own, and unless this one would
    have many more threads than the other."""
    return _threads_stay and _thread_count(_own().number) <= _thread_count(core_number) + UNEVEN


def allow_stay() -> None:
    """From now on cores have connections of their own."""
    global _threads_stay
    _threads_stay = True


def checkpoint() -> None:
    """Do what was asked for meanwhile, and give other threads their share. Called by yield points when `preempt` is set."""
    machine.core_store(core.PREEMPT, 0)
    if world.stop_requested():
        world.rendezvous()
    yield_now()


def register_poller(core_number: int, poller: Poller) -> None:
    """Let this core, which must be `core_number`, ask `poller` for work from now on."""
    scheduler = _own()
    assert scheduler.number == core_number
    scheduler.poller = poller
    scheduler.poll_deadline = 0
    machine.core_store(core.PREEMPT, 1)


def add_poller(core_number: int, poller: Poller) -> None:
    """As `register_poller`, beside the one that the core may have."""
    before = _own().poller
    register_poller(core_number, poller if before is None else Pollers(before, poller))


def lend_poller(core_number: int, poller: Poller) -> None:
    """Let another core ask `poller` for work, from the next interrupt of a device on."""
    scheduler = machine.object_at(Scheduler, machine.load64(core.core_block(core_number) + core.SCHEDULER))
    assert scheduler.poller is None, "a core has one poller"
    scheduler.poller = poller


def listen(listener: InterruptListener) -> None:
    """Let `listener` hear of its interrupts, on whatever core; pollers hear nothing of them."""
    global _listeners, _is_listened
    listener.older = _listeners
    machine.write_fence()  # other cores see it whole
    _listeners = listener
    _is_listened = True


def _tell_listeners(pending: int) -> int:
    """What is left of the pending word for pollers."""
    listener = _listeners
    while listener is not None:
        if pending >> listener.bit & 1 != 0:
            pending &= ~(1 << listener.bit)
            listener.interrupted()
        listener = listener.older
    return pending


def request_poll(urgent: bool = True) -> None:
    """Have this core's poller asked before the core idles; if it is urgent and no other thread waits for the core, at the next yield point."""
    scheduler = _own()
    scheduler.poll_deadline = 0
    if urgent and scheduler.queue.is_empty():
        machine.core_store(core.PREEMPT, 1)


def poll_now() -> None:
    """Have this core's poller asked at once, if it has one."""
    scheduler = _own()
    if scheduler.poller is not None:
        scheduler.poll_deadline = 0
        _look_around(scheduler)


# -- between threads ---------------------------------------------------------------------------------------------------

def _make_ready(thread: Thread) -> None:
    """Put a thread in state READY where its core finds it."""
    number = thread.core
    if number == machine.core_load(core.NUMBER):
        scheduler = _own()
        was_empty = scheduler.queue.is_empty()
        scheduler.queue.append(thread)
        if was_empty and machine.core_load(core.CURRENT) != machine.address_of(scheduler.idle):
            _arm(scheduler, clock.monotonic() + TIME_SLICE)
    else:
        _send(thread, core.core_block(number))


def _send(thread: Thread, block: int) -> None:
    """Push a thread into the inbox of another core and see to it that the core looks."""
    while True:
        newest = machine.read64(block + core.INBOX)
        thread.next = None if newest == 0 else machine.object_at(Thread, newest)
        if machine.compare_exchange(block + core.INBOX, newest, machine.address_of(thread)):
            break
    machine.write64(block + core.PREEMPT, 1)
    machine.fence()  # the inbox before the look at `halted`; the other core does it the other way round
    if machine.read64(block + core.HALTED) != 0:
        if machine.PROCESS:
            cores.wake(block)
        else:
            apic.wake(machine.load64(block + core.APIC_ID))


def _receive(scheduler: Scheduler) -> None:
    """Move the threads in this core's inbox to the run queue, oldest first."""
    if machine.core_load(core.INBOX) == 0:
        return
    newest = machine.exchange(machine.core_load(core.SELF) + core.INBOX, 0)
    reversed_list: Thread | None = None
    while newest != 0:
        thread = machine.object_at(Thread, newest)
        following = thread.next
        thread.next = reversed_list
        reversed_list = thread
        newest = machine.address_of(following)
    while reversed_list is not None:
        thread = reversed_list
        reversed_list = thread.next
        scheduler.queue.append(thread)


def _look_around(scheduler: Scheduler) -> None:
    """Everything that can make threads runnable: other cores, expired timers, the poller."""
    _receive(scheduler)
    before = machine.read_tsc() if machine.TRACING else 0
    now = clock.monotonic()
    if machine.TRACING:
        points.time(before, now, clock.day_offset())
    pending = machine.exchange(machine.core_load(core.SELF) + core.PENDING, 0)
    points.interrupts(pending)
    if _is_listened:
        pending = _tell_listeners(pending)
    poller = scheduler.poller
    interrupted = pending >> interrupts.FIRST_DEVICE_BIT != 0
    if poller is not None and (interrupted or now >= scheduler.poll_deadline):
        if interrupted:
            poller.acknowledge(pending)
        scheduler.poll_deadline = poller.poll(now)
        scheduler.coalesces = poller.expects_more() and _is_busy(scheduler)
        if scheduler.coalesces:
            scheduler.poll_deadline = min(scheduler.poll_deadline, now + COALESCING)
        elif poller.enable_interrupts():
            scheduler.poll_deadline = now
            machine.core_store(core.PREEMPT, 1)
    if machine.COMPILED and not machine.PROCESS and now >= scheduler.tlb_deadline:
        scheduler.tlb_deadline = now + TLB_LIFETIME
        paging.empty_tlb()
    if machine.BALLOON and now >= scheduler.balloon_deadline:
        from yarara.kernel import balloon
        scheduler.balloon_deadline = now + balloon.PERIOD if machine.core_load(core.NUMBER) == 0 else NEVER
        balloon.tick()
    if pending >> apic.TIMER_BIT & 1 != 0 or now >= scheduler.armed:
        scheduler.armed = NEVER
    _expire(scheduler, now)
    _arm(scheduler, _next_deadline(scheduler, now))


def _is_busy(scheduler: Scheduler) -> bool:
    """Whether this core has something else to do than to wait."""
    return not scheduler.queue.is_empty() or current() is not scheduler.idle


def _expire(scheduler: Scheduler, now: int) -> None:
    """Wake the threads whose deadline has come."""
    first = scheduler.timers.first
    while first is not None and first.deadline <= now:
        scheduler.timers.remove(first)
        if first.change_state(PARKED, READY):
            first.timed_out = True
            points.wake(machine.address_of(first))
            scheduler.queue.append(first)
        first = scheduler.timers.first


def _next_deadline(scheduler: Scheduler, now: int) -> int:
    """When this core must look around at the latest."""
    deadline = scheduler.poll_deadline
    first = scheduler.timers.first
    if first is not None:
        deadline = min(deadline, first.deadline)
    if not scheduler.queue.is_empty():
        deadline = min(deadline, now + TIME_SLICE)
    if machine.BALLOON:
        deadline = min(deadline, scheduler.balloon_deadline)
    return deadline


def _arm(scheduler: Scheduler, deadline: int) -> None:
    """Have the timer interrupt at `deadline`, unless it does so earlier anyway: one look too many costs less than setting it."""
    if deadline < scheduler.armed:
        scheduler.armed = deadline
        clock.set_timer(deadline - clock.monotonic())


def _switch_away() -> None:
    """Run the next thread; returns when the current one runs again. Its state says what is to become of it."""
    scheduler = _own()
    if machine.core_load(core.PENDING) != 0 or machine.core_load(core.INBOX) != 0:
        _look_around(scheduler)
    thread = current()
    following = scheduler.queue.take()
    if following is None:
        following = scheduler.idle
    following.state = RUNNING
    if following is thread:
        return
    points.switch(machine.address_of(thread), thread.state, machine.address_of(following))
    machine.core_store(core.CURRENT, machine.address_of(following))
    machine.core_store(core.STACK_LIMIT, following.stack_low + stacks.RESERVE)
    handled = machine.core_load(core.HANDLED)  # on the stack, the collector sees it
    machine.call2(machine.symbol("yarara_switch"), machine.address_of(thread) + STACK_POINTER, following.stack_pointer)
    machine.core_store(core.HANDLED, handled)
    _after_switch()


def _after_switch() -> None:
    """First thing on the new stack: what could not be done while the old one was in use."""
    scheduler = _own()
    leaving = scheduler.leaving
    if leaving is not None:
        scheduler.leaving = None
        _send(leaving, core.core_block(leaving.core))
    ended = scheduler.ended
    if ended is not None:
        scheduler.ended = None
        stacks.unregister_stack(ended.record())
        stacks.free_stack(ended.stack_high, ended.stack_low, STACK_SIZE)


# -- idle --------------------------------------------------------------------------------------------------------------

def _idle() -> None:
    """What a core does without a runnable thread: look around, and halt until there is an interrupt. Never returns."""
    scheduler = _own()
    if not machine.PROCESS:
        machine.enable_interrupts()
    while True:
        machine.core_store(core.PREEMPT, 0)
        if world.stop_requested():
            world.rendezvous()
        if scheduler.coalesces:
            scheduler.poll_deadline = 0
        _look_around(scheduler)
        if not scheduler.queue.is_empty():
            _switch_away()
        elif scheduler.poll_deadline > clock.monotonic():
            _halt()


def _halt() -> None:
    """Halt, unless something came since the last look: interrupts are off between that look and the halt.

    Signals cannot be held back so cheaply; their handlers clear `halted`, and then a process does not sleep.
    """
    if not machine.PROCESS:
        machine.disable_interrupts()
    block = machine.core_load(core.SELF)
    machine.write64(block + core.HALTED, 1)
    machine.fence()  # `halted` before the look at the inbox; the sender does it the other way round
    if machine.core_load(core.PENDING) == 0 and machine.core_load(core.INBOX) == 0:
        points.halt()
        world.halt()
        points.resume()
    machine.write64(block + core.HALTED, 0)
    if not machine.PROCESS:
        machine.enable_interrupts()
