"""The virtio console device of this machine: found once, shared by standard input and standard output. Only programs that use it have the driver."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console, sleeping
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.console import VirtioConsole
from yarara.kernel.virtio.transport import DEVICE_CONSOLE, Transport, VirtioError

SHORTEST_SLEEP = 200_000
"""Nanoseconds between two looks at a device that has nothing yet; the longer, the less often."""
LONGEST_SLEEP = 10_000_000
PATIENCE = 50_000_000
"""Looks of who must not sleep, some hundred milliseconds: a panic, or a message of the kernel."""

_LOCK = 8
"""Offset of Shared.lock."""


class Shared:
    """The driver, once it was looked for, and who uses it."""

    lock: int

    def __init__(self) -> None:
        self.lock = 0
        """1: a thread uses it."""
        self.device: VirtioConsole | None = None
        self.searched = False
        self._told = 0  # faults that were logged

    def acquire(self) -> VirtioConsole | None:
        """The driver, for this thread alone until `release`; found and started by the first that asks. None: there is none (but there is the lock)."""
        self.lock_alone()
        if not self.searched:
            self.searched = True
            self.device = _find()
        return self.device

    def lock_alone(self) -> None:
        """The lock, without looking for the device; `unlock` gives it back."""
        word = machine.address_of(self) + _LOCK
        while not machine.compare_exchange(word, 0, 1):
            sleeping.sleep(SHORTEST_SLEEP)

    def try_acquire(self) -> bool:
        """The same for who must not sleep. False: somebody has it all the time."""
        word = machine.address_of(self) + _LOCK
        for _ in range(PATIENCE):
            if machine.compare_exchange(word, 0, 1):
                return True
            machine.pause()
        return False

    def release(self) -> None:
        """Let others use it."""
        device = self.device
        faults = 0 if device is None else device.faults
        self.unlock()
        if device is not None and faults != self._told:
            self._told = faults
            console.log_fault("virtio console device", device.last_fault, faults)

    def unlock(self) -> None:
        """As `release`, without a word of what the device did."""
        machine.write_fence()
        machine.write64(machine.address_of(self) + _LOCK, 0)


shared = Shared()


def _find() -> VirtioConsole | None:
    """The first console device with a port that is used here."""
    for transport in discovery.devices(commandline.text()):
        if transport.device_type == DEVICE_CONSOLE:
            device = _start(transport)
            if device is not None:
                return device
    return None


def _start(transport: Transport) -> VirtioConsole | None:
    try:
        return VirtioConsole(transport)
    except VirtioError as error:
        console.log("console: " + str(error))
    except MemoryError:
        console.log("console: no memory")
    return None
