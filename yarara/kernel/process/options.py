"""What `yarara run --machine process` tells the kernel: environment variables whose names begin with YARARA_, which the application does not see.

    YARARA_CPUS=N       how many cores, each a host thread; default: as many as the process may run on
    YARARA_MEMORY=N     bytes that there are for the heap; default 1 GiB
    YARARA_LOG=N        the file descriptor of the kernel log; default: no log
    YARARA_GC_STATS=1   say on the log what the collector did
    YARARA_TRACE=N      the descriptor of a file that is shared memory (trace/area.py), ...
    YARARA_TRACE_SIZE=N ... and its size; for images with trace points
    YARARA_OPTIONS=...  what else stands on a kernel command line: `ip=`, `tap=`, `trace=`, `capture=`

Nothing here allocates: the first three are wanted before there is a heap.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.boot.state import kernel_state

PREFIX = "YARARA_"
MOST_DIGITS = 15


def environment_vector() -> int:
    """The address of the environment: pointers to NAME=VALUE, zero-terminated, ended by a null pointer."""
    stack = kernel_state().boot_info
    return stack + 8 * (machine.load64(stack) + 2)


def find(name: str) -> int:
    """The address of the value of an environment variable, or 0."""
    vector = environment_vector()
    while machine.load64(vector) != 0:
        text = machine.load64(vector)
        if begins_with(text, name) and machine.load8(text + len(name)) == 0x3D:
            return text + len(name) + 1
        vector += 8
    return 0


def begins_with(text: int, prefix: str) -> bool:
    """Whether the zero-terminated string at `text` begins with this ASCII text."""
    for index in range(len(prefix)):
        if machine.load8(text + index) != machine.load8(machine.tail(prefix) + index):
            return False
    return True


def number(name: str, default: int) -> int:
    """The value of a variable that holds a decimal number; `default` when it is absent or something else."""
    place = find(name)
    if place == 0:
        return default
    value = 0
    digits = 0
    while digits < MOST_DIGITS and 0x30 <= machine.load8(place) <= 0x39:
        value = value * 10 + machine.load8(place) - 0x30
        digits += 1
        place += 1
    return value if digits > 0 and machine.load8(place) == 0 else default
