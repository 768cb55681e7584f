"""The streams between this machine and its host: the device, found when the first such socket is made, and the core that serves it.

As for the network, everything belongs to core 0: `network/service.py` says how threads get there.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.cpu import interrupts
from yarara.kernel.devices import dsdt
from yarara.kernel.network.bringup import interrupt_from_pci
from yarara.kernel.network.service import CORE
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.poller import Poller
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.transport import DEVICE_SOCKET, Transport, VirtioError
from yarara.kernel.virtio.vsock import VirtioVsock
from yarara.kernel.vsock.vsock import Vsock


class VsockService(Poller):
    """Made once, on core 0."""

    def __init__(self, device: VirtioVsock) -> None:
        self.device = device
        self.vsock = Vsock(device)

    @machine.allocates_nothing
    def acknowledge(self, pending: int) -> None:
        self.device.acknowledge(pending)

    @machine.allocates_nothing
    def poll(self, now: int) -> int:
        self.device.disable_interrupts()
        return self.vsock.poll(now)

    @machine.allocates_nothing
    def enable_interrupts(self) -> bool:
        return self.device.enable_interrupts()


class _Found:
    """What was found, if it was looked for."""

    def __init__(self) -> None:
        self.searched = False
        self.service: VsockService | None = None


_found = _Found()


def service() -> VsockService | None:
    """That of this machine; None when it has no such device. On core 0."""
    if not _found.searched:
        _found.searched = True
        device = _find_device()
        if device is None:
            console.log("vsock: no device")
        else:
            _found.service = VsockService(device)
            scheduler.add_poller(CORE, _found.service)
    return _found.service


def _find_device() -> VirtioVsock | None:
    if machine.PROCESS:
        return None
    for transport in discovery.mmio_devices(commandline.text()):
        if transport.device_type == DEVICE_SOCKET:
            bit = interrupts.allocate_bit()
            if bit >= 0 and interrupts.route_isa(transport.interrupt, bit, CORE):
                return _start(transport)
    for transport in discovery.pci_devices():
        if transport.device_type == DEVICE_SOCKET and interrupt_from_pci(transport, CORE):
            return _start(transport)
    for entry in dsdt.devices(discovery.ACPI_IDENTIFICATION):
        described = discovery.mmio_device(entry.base, entry.interrupt)
        if described is not None and described.device_type == DEVICE_SOCKET:
            bit = interrupts.allocate_bit()
            if bit >= 0 and interrupts.route_global(entry.interrupt, bit, CORE, entry.active_low):
                return _start(described)
    return None


def _start(transport: Transport) -> VirtioVsock | None:
    try:
        return VirtioVsock(transport)
    except VirtioError as error:
        console.log("vsock: " + str(error))
        return None
