"""Standard input. A process has that of Linux; a virtual machine has the port `input` of a virtio console device, if there is one.

    yarara run program.py      (gives a program that reads its standard input such a device)

Nobody knows when a person presses a key. A thread that waits for it sleeps, and looks now and then; the longer nothing came, the less often.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import sleeping
from yarara.kernel.console_device import LONGEST_SLEEP, SHORTEST_SLEEP, shared
from yarara.kernel.process import linux
from yarara.kernel.virtio.console import NOT_YET


def read(address: int, length: int) -> int:
    """Bytes of standard input, as many as there are, up to `length`; waits for the first. 0 at its end, and where there is none."""
    if machine.PROCESS:
        return linux.read(0, address, length)
    pause = SHORTEST_SLEEP
    count = _read(address, length)
    while count == NOT_YET:
        sleeping.sleep(pause)
        pause = min(pause * 2, LONGEST_SLEEP)
        count = _read(address, length)
    return count


def _read(address: int, length: int) -> int:
    device = shared.acquire()
    count = 0 if device is None else device.read(address, length)
    shared.release()
    return count
