"""Recorded frames on their way to the host: a ring of bytes in the shared memory.

No frame is to be missed, so the kernel waits for room while the host takes some; not for ever, because the host may be gone.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.network.capture import CaptureDevice, Sink
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.process import linux
from yarara.kernel.trace.recorder import area

PATIENCE = clock.SECOND


class FrameRing(Sink):
    """One writer, the core of the network; one reader, the host."""

    def __init__(self) -> None:
        header = area()
        self._memory = header.address + header.frames
        self._size = header.frames_size
        self._position = header.written
        self._abandoned = False  # nobody has read for long: do not wait again

    def now(self) -> int:
        return clock.time_of_day()

    def reserve(self, length: int) -> bool:
        if not self._has_room(length) and not self._wait(length):
            area().frames_lost += 1
            return False
        self._abandoned = False
        return True

    def _has_room(self, length: int) -> bool:
        return self._position + length - area().taken <= self._size

    def _wait(self, length: int) -> bool:
        if self._abandoned or length > self._size:
            return False
        end = clock.monotonic() + PATIENCE
        while not self._has_room(length):
            if clock.monotonic() > end:
                self._abandoned = True
                return False
            if machine.PROCESS:
                linux.yield_processor()
            else:
                machine.pause()
        return True

    def write(self, address: int, length: int) -> None:
        place = self._position & (self._size - 1)
        first = min(length, self._size - place)
        machine.copy(self._memory + place, address, first)
        machine.copy(self._memory, address + first, length - first)
        self._position += length

    def publish(self) -> None:
        machine.write_fence()  # the host reads the bytes after the counter that covers them
        area().written = self._position


def recorded(device: NetworkDevice) -> NetworkDevice:
    """The device, with its frames recorded if that is wanted. Raises MemoryError."""
    if area().address == 0 or area().captures == 0:
        return device
    return CaptureDevice(device, FrameRing())
