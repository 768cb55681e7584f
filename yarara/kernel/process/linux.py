"""The system calls of Linux on x86-64 that the process target stands on. Results below zero are -errno."""

from __future__ import annotations

from yarara import machine

READ = 0
WRITE = 1
OPEN = 2
POLL = 7
MMAP = 9
MPROTECT = 10
MUNMAP = 11
RT_SIGACTION = 13
IOCTL = 16
SCHED_YIELD = 24
FCNTL = 72
SIGALTSTACK = 131
GETTID = 186
FUTEX = 202
SCHED_GETAFFINITY = 204
TIMER_CREATE = 222
TIMER_SETTIME = 223
CLOCK_GETTIME = 228
EXIT_GROUP = 231

EINTR = -4
EAGAIN = -11

PROT_NONE = 0
PROT_READ_WRITE = 3
MAP_SHARED = 1
MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022

SIGILL = 4
SIGBUS = 7
SIGFPE = 8
SIGSEGV = 11
SIGALRM = 14
SIGIO = 29
SA_RESTORER_AND_RESTART = 0x1400_0000
SA_SIGINFO_ON_STACK = 0x0800_0004
SIGEV_THREAD_ID = 4

POLLIN = 1
FUTEX_WAIT_PRIVATE = 128
FUTEX_WAKE_PRIVATE = 129
CLONE_FLAGS = 0x0005_0F00
"""CLONE_VM, _FS, _FILES, _SIGHAND, _THREAD, _SYSVSEM: a thread of this process."""

O_READ_WRITE_NONBLOCK_CLOEXEC = 0x8_0802

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1


def system_call(number: int, a: int, b: int, c: int, d: int = 0, e: int = 0) -> int:
    return machine.call6(machine.symbol("yarara_system_call"), a, b, c, d, e, number)


def write(descriptor: int, address: int, length: int) -> None:
    """Write everything; gives up when the descriptor takes no more (nobody reads it)."""
    position = 0
    while position < length:
        count = system_call(WRITE, descriptor, address + position, length - position)
        if count >= 0:
            position += count
        elif count != EINTR and count != EAGAIN:
            return


def read(descriptor: int, address: int, length: int) -> int:
    """Wait for bytes; how many came, 0 at the end or when there is nothing to read from."""
    while True:
        count = system_call(READ, descriptor, address, length)
        if count != EINTR:
            return max(count, 0)


def map_memory(length: int) -> int:
    """The address of `length` zeroed bytes (a multiple of the page size) that take real memory when first touched; 0: none."""
    address = system_call(MMAP, 0, length, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1)
    return 0 if -4096 < address < 0 else address


def map_file(descriptor: int, length: int) -> int:
    """The address where the first `length` bytes of an open file appear, shared with all who map it; 0: they cannot."""
    address = system_call(MMAP, 0, length, PROT_READ_WRITE, MAP_SHARED, descriptor)
    return 0 if -4096 < address < 0 else address


def protect(address: int, length: int, protection: int) -> None:
    """Change the rights of whole pages (PROT_NONE makes a guard)."""
    system_call(MPROTECT, address, length, protection)


def clock(which: int) -> int:
    """Nanoseconds on CLOCK_REALTIME or CLOCK_MONOTONIC."""
    result = scratch()
    system_call(CLOCK_GETTIME, which, result, 0)
    return machine.load64(result) * 1_000_000_000 + machine.load64(result + 8)


def wait(word: int, value: int) -> None:
    """Sleep while the 32 bits at `word` hold `value`, until `wake` or a signal; may return early."""
    system_call(FUTEX, word, FUTEX_WAIT_PRIVATE, value)


def wake(word: int) -> None:
    """Wake the thread that waits on `word`."""
    system_call(FUTEX, word, FUTEX_WAKE_PRIVATE, 1)


def yield_processor() -> None:
    """Let another host thread run: what this one waits for may be one that Linux has not scheduled."""
    system_call(SCHED_YIELD, 0, 0, 0)


def start_thread(stack_top: int, block: int) -> bool:
    """Begin another host thread in `yarara_core_start`, its gs register pointing to a core's block; whether Linux allows it."""
    return machine.call6(machine.symbol("yarara_clone"), CLONE_FLAGS, stack_top, block, 0, 0, 0) > 0


def thread_id() -> int:
    """Linux's number for this host thread."""
    return system_call(GETTID, 0, 0, 0)


def is_readable(descriptor: int) -> bool:
    """Whether reading would give something at once."""
    entry = scratch()  # struct pollfd
    machine.store32(entry, descriptor)
    machine.store32(entry + 4, POLLIN)
    return system_call(POLL, entry, 1, 0) > 0


def processor_count() -> int:
    """How many processors this process may run on; at least 1."""
    mask = scratch()
    size = system_call(SCHED_GETAFFINITY, 0, 128, mask)
    count = 0
    for offset in range(0, size, 8):
        count += machine.population_count(machine.load64(mask + offset))
    return max(count, 1)


# -- signals -----------------------------------------------------------------------------------------------------------

def handle_signal(signal: int, handler: int, flags: int) -> None:
    """Call the assembly at `handler` when the signal comes."""
    action = scratch()  # struct kernel_sigaction
    machine.store64(action, handler)
    machine.store64(action + 8, SA_RESTORER_AND_RESTART | flags)
    machine.store64(action + 16, machine.symbol("yarara_signal_return"))
    machine.store64(action + 24, 0)
    system_call(RT_SIGACTION, signal, action, 0, 8)


def use_signal_stack(address: int, size: int) -> None:
    """Handlers that ask for it run on this memory, in this host thread: the stack itself may be what is at fault."""
    stack = scratch()  # stack_t
    machine.store64(stack, address)
    machine.store64(stack + 8, 0)
    machine.store64(stack + 16, size)
    system_call(SIGALTSTACK, stack, 0, 0)


def create_timer() -> int:
    """A timer of this host thread that sends it SIGALRM; its id, or -errno."""
    event = scratch()  # struct sigevent, behind it the id
    machine.fill(event, 0, 72)
    machine.store32(event + 8, SIGALRM)
    machine.store32(event + 12, SIGEV_THREAD_ID)
    machine.store32(event + 16, thread_id())
    result = system_call(TIMER_CREATE, CLOCK_MONOTONIC, event, event + 64)
    return machine.load32(event + 64) if result == 0 else result


def set_timer(timer: int, delay: int) -> None:
    """Let the timer expire once, `delay` (at least 1) nanoseconds from now."""
    value = scratch()  # struct itimerspec: interval, value
    machine.store64(value, 0)
    machine.store64(value + 8, 0)
    machine.store64(value + 16, delay // 1_000_000_000)
    machine.store64(value + 24, max(delay % 1_000_000_000, 1))
    system_call(TIMER_SETTIME, timer, 0, value)


def leave(status: int) -> None:
    """End the process; never returns."""
    system_call(EXIT_GROUP, status, 0, 0)


def scratch() -> int:
    """256 bytes of this core's block: room for what a system call reads or writes."""
    return machine.core_load(0) + 2048
