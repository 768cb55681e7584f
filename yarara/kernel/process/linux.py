"""The system calls of Linux on x86-64 that the process target stands on. Results below zero are -errno."""

from __future__ import annotations

from yarara import machine

WRITE = 1
MMAP = 9
MPROTECT = 10
MUNMAP = 11
RT_SIGACTION = 13
NANOSLEEP = 35
SETITIMER = 38
CLOCK_GETTIME = 228
EXIT_GROUP = 231

EINTR = -4
EAGAIN = -11

PROT_NONE = 0
PROT_READ_WRITE = 3
MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022

SIGALRM = 14
SA_RESTORER_AND_RESTART = 0x1400_0000
ITIMER_REAL = 0

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


def map_memory(length: int) -> int:
    """The address of `length` zeroed bytes (a multiple of the page size) that take real memory when first touched; 0: none."""
    address = system_call(MMAP, 0, length, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1)
    return 0 if -4096 < address < 0 else address


def protect(address: int, length: int, protection: int) -> None:
    """Change the rights of whole pages (PROT_NONE makes a guard)."""
    system_call(MPROTECT, address, length, protection)


def clock(which: int) -> int:
    """Nanoseconds on CLOCK_REALTIME or CLOCK_MONOTONIC."""
    result = machine.symbol("yarara_kernel_state") + _SCRATCH
    system_call(CLOCK_GETTIME, which, result, 0)
    return machine.load64(result) * 1_000_000_000 + machine.load64(result + 8)


def sleep(nanoseconds: int) -> None:
    """Give the processor away; may return early when a signal arrives."""
    request = machine.symbol("yarara_kernel_state") + _SCRATCH
    machine.store64(request, nanoseconds // 1_000_000_000)
    machine.store64(request + 8, nanoseconds % 1_000_000_000)
    system_call(NANOSLEEP, request, 0, 0)


def enable_alarm() -> None:
    """Let SIGALRM do what a timer interrupt does."""
    action = machine.symbol("yarara_kernel_state") + _SCRATCH  # struct kernel_sigaction
    machine.store64(action, machine.symbol("yarara_alarm"))
    machine.store64(action + 8, SA_RESTORER_AND_RESTART)
    machine.store64(action + 16, machine.symbol("yarara_alarm_return"))
    machine.store64(action + 24, 0)
    system_call(RT_SIGACTION, SIGALRM, action, 0, 8)


def set_alarm(delay: int) -> None:
    """SIGALRM once, `delay` nanoseconds from now; at least a microsecond."""
    value = machine.symbol("yarara_kernel_state") + _SCRATCH  # struct itimerval: interval, value
    machine.store64(value, 0)
    machine.store64(value + 8, 0)
    machine.store64(value + 16, delay // 1_000_000_000)
    machine.store64(value + 24, max(delay % 1_000_000_000 // 1000, 1))
    system_call(SETITIMER, ITIMER_REAL, value, 0)


def leave(status: int) -> None:
    """End the process; never returns."""
    system_call(EXIT_GROUP, status, 0, 0)


_SCRATCH = 0xF00
"""Offset in the static page of kernel state: room for what a system call reads or writes."""
