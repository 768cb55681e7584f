"""Standard output by the port `output` of a virtio console device, in images that were built for it; and kernel messages by the port `log`.

    yarara run program.py      (builds such an image and gives it the device)

A serial port takes a byte at a time, and each is an exit from the virtual machine; the device takes a whole text with one, or with none while it
is still busy. But it has to be found and started first. So the first bytes of a program go to the serial port, and one that says
no more than these never pays for the device. What was given to the device is complete when `flush` returns: before anything is written to standard error, and at the end.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import console, sleeping
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.console_device import LONGEST_SLEEP, PATIENCE, SHORTEST_SLEEP, shared
from yarara.kernel.virtio.console import VirtioConsole
from yarara.kernel.virtio.console_port import Port

BY_SERIAL = 1024
"""So many bytes go to the serial port first."""
LOOKS = 2000
"""At the device before a thread that waits for it sleeps."""


class Amount:
    """What was written before the device was looked for."""

    def __init__(self) -> None:
        self.bytes = 0


_amount = Amount()


def write(address: int, length: int) -> bool:
    """Bytes to standard output; waits while the host reads none. False: they are for the serial port."""
    if not shared.searched and _amount.bytes < BY_SERIAL and _write_by_serial(address, length):
        return True
    device = shared.acquire()
    port = None if device is None else device.output
    written = device is not None and port is not None and not device.failed and _write_all(device, port, address, length)
    shared.release()
    return written


def _write_by_serial(address: int, length: int) -> bool:
    """Whether nobody has begun with the device meanwhile. Who does so waits until the serial port has all, or this would come in pieces."""
    shared.lock_alone()
    first = not shared.searched
    if first:
        _amount.bytes += length
        console.write_serial(address, length)
    shared.unlock()
    return first


def _write_all(device: VirtioConsole, port: Port, address: int, length: int) -> bool:
    """False: the device has failed, or the port is gone. Then all is for the serial port, and some of it may come twice."""
    done = device.write(port, address, length)
    looks = 0
    pause = SHORTEST_SLEEP
    while done < length:
        looks += 1
        if looks < LOOKS:
            machine.pause()
        else:
            sleeping.sleep(pause)
            pause = min(pause * 2, LONGEST_SLEEP)
            device.look()
        if device.failed or device.output is not port:
            return False
        count = device.write(port, address + done, length - done)
        if count > 0:
            done += count
            looks = 0
            pause = SHORTEST_SLEEP
    return True


def flush() -> None:
    """Wait until the host has what was written: for as long as a reader stops reading, but in a panic not much longer than for one that reads."""
    if shared.device is None:
        return
    if kernel_state().panicking != 0:
        _flush_in_panic()
        return
    device = shared.acquire()
    port = None if device is None else device.output
    looks = 0
    while device is not None and port is not None and not device.is_written(port) and device.output is port:
        looks += 1
        if looks < LOOKS:
            machine.pause()
        else:
            sleeping.sleep(SHORTEST_SLEEP)
            device.look()
    shared.release()


def _flush_in_panic() -> None:
    """Nothing here allocates or sleeps. Who has the lock may be the one that panics."""
    device = shared.device
    if device is not None and shared.try_acquire():
        for port in (device.output, device.log):
            if port is not None:
                _spin(device, port)
        shared.release()


def _spin(device: VirtioConsole, port: Port) -> None:
    for _ in range(PATIENCE):
        if device.failed or port.outgoing.take_back() or port.outgoing.queue.broken:
            return
        machine.pause()


def begin() -> None:
    """At the start of a machine without a debug console for the kernel's messages: look whether the device has a port for them."""
    if kernel_state().log_port == 0:
        shared.acquire()
        shared.release()


def write_log(address: int, length: int) -> None:
    """A message of the kernel; dropped when there is nobody to take it soon. Nothing here allocates or sleeps."""
    device = shared.device
    if device is None or device.failed or not shared.try_acquire():
        return
    port = device.log
    if port is not None:
        done = device.write(port, address, length)
        for _ in range(PATIENCE):
            if done == length or device.failed:
                break
            done += device.write(port, address + done, length - done)
            machine.pause()
    shared.unlock()
