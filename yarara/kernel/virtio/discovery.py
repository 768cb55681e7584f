"""Finding virtio devices: those that the kernel command line names, those on the PCI bus, those in the tables of the firmware."""

from __future__ import annotations

from yarara.kernel.devices import dsdt, pci
from yarara.kernel.virtio.legacy_mmio import LegacyMmioTransport
from yarara.kernel.virtio.legacy_pci import LegacyPciTransport
from yarara.kernel.virtio.mmio import MmioTransport
from yarara.kernel.virtio.pci import PciTransport, device_type
from yarara.kernel.virtio.transport import Transport, VirtioError

ACPI_IDENTIFICATION = b"LNRO0005"
"""What the firmware's tables call a device with memory-mapped registers (devices/dsdt.py)."""

TOKEN = "virtio_mmio.device="
"""Of the kernel command line: where a memory-mapped device is."""


def devices(command_line: str) -> list[Transport]:
    """All of them, wherever they are. The firmware's tables are looked at last: no machine that has its devices elsewhere pays for it."""
    found = mmio_devices(command_line)
    found.extend(pci_devices())
    if len(found) == 0:
        for entry in dsdt.devices(ACPI_IDENTIFICATION):
            transport = mmio_device(entry.base, entry.interrupt)
            if transport is not None:
                found.append(transport)
    return found


def mmio_devices(command_line: str) -> list[Transport]:
    """The devices that the kernel command line names, in its order. Slots without a device and tokens that cannot be read are passed
    over."""
    found: list[Transport] = []
    for token in command_line.split():
        if token.startswith(TOKEN):
            transport = _mmio_device(token[len(TOKEN):])
            if transport is not None:
                found.append(transport)
    return found


def _mmio_device(text: str) -> Transport | None:
    """The device at `size@base:interrupt[:id]`."""
    fields = text[text.find("@") + 1:].split(":")
    if len(fields) < 2:
        return None
    try:
        return mmio_device(int(fields[0].removeprefix("0x"), 16), int(fields[1]))
    except ValueError:
        return None


def mmio_device(base: int, interrupt: int) -> Transport | None:
    """The device whose registers lie at `base`, by whichever version it has; None when there is none."""
    transport: Transport | None = None
    try:
        transport = MmioTransport(base, interrupt)
    except VirtioError:
        try:
            transport = LegacyMmioTransport(base, interrupt)
        except VirtioError:
            return None
    return transport if transport.device_type != 0 else None


def pci_devices() -> list[Transport]:
    """The virtio devices on the PCI bus, in its order. Those that cannot be used are passed over."""
    found: list[Transport] = []
    for function in pci.enumerate_functions():
        if device_type(function) != 0:
            transport = _pci_device(function)
            if transport is not None:
                found.append(transport)
    return found


def _pci_device(function: pci.Function) -> Transport | None:
    """By the modern interface if the function has it, else by the legacy one."""
    try:
        return PciTransport(function)
    except VirtioError:
        pass
    try:
        return LegacyPciTransport(function)
    except VirtioError:
        return None
