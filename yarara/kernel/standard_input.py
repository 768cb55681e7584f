"""Standard input. A process has that of Linux; a virtual machine has the port `input` of a virtio console device, if there is one.

    yarara run program.py      (gives a program that reads its standard input such a device)

Nobody knows when a person presses a key. A thread that waits for it sleeps, and looks now and then; the longer nothing came, the less often.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console, sleeping
from yarara.kernel.process import linux
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.console import NOT_YET, VirtioConsole
from yarara.kernel.virtio.transport import DEVICE_CONSOLE, Transport, VirtioError

PORT = "input"
SHORTEST_SLEEP = 200_000  # nanoseconds
LONGEST_SLEEP = 10_000_000


_READING = 8
"""Offset of Source.reading."""


class Source:
    """Where input comes from in a virtual machine, once it was looked for."""

    reading: int

    def __init__(self) -> None:
        self.reading = 0
        """1: a thread has it."""
        self.device: VirtioConsole | None = None
        self._searched = False

    def read(self, address: int, length: int) -> int:
        """As `read` below, for one thread at a time."""
        if not self._searched:
            self._searched = True
            self.device = _find_device()
        device = self.device
        if device is None:
            return 0
        pause = SHORTEST_SLEEP
        count = device.read(address, length)
        while count == NOT_YET:
            sleeping.sleep(pause)
            pause = min(pause * 2, LONGEST_SLEEP)
            count = device.read(address, length)
        return count


_source = Source()


def read(address: int, length: int) -> int:
    """Bytes of standard input, as many as there are, up to `length`; waits for the first. 0 at its end, and where there is none."""
    if machine.PROCESS:
        return linux.read(0, address, length)
    word = machine.address_of(_source) + _READING
    while not machine.compare_exchange(word, 0, 1):
        sleeping.sleep(LONGEST_SLEEP)
    count = _source.read(address, length)
    machine.write64(word, 0)
    return count


def _find_device() -> VirtioConsole | None:
    """The first console device with such a port."""
    for transport in discovery.devices(commandline.text()):
        if transport.device_type == DEVICE_CONSOLE:
            device = _start(transport)
            if device is not None:
                return device
    return None


def _start(transport: Transport) -> VirtioConsole | None:
    try:
        device = VirtioConsole(transport, PORT)
    except VirtioError as error:
        console.log("input: " + str(error))
        return None
    console.log("input: a virtio console")
    return device
