"""Finding the network device, and having it interrupt the core that the network lives on.

The kernel command line names devices with memory-mapped registers (microvm); the others are on the PCI bus (q35, pc). Where ACPI is on,
QEMU's microvm names its devices in the firmware's tables alone. They are looked at last: no other machine then pays for it.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.cpu import interrupts
from yarara.kernel.devices import dsdt, pci
from yarara.kernel.e1000.e1000 import E1000, E1000Error, is_e1000
from yarara.kernel.memory import pages
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.network import membership
from yarara.kernel.network.absent import AbsentDevice
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.process.tap import TapDevice
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.transport import CONFIGURATION_VECTOR, DEVICE_NETWORK, Transport, VirtioError

VECTORS = 3
"""Interrupt messages: the configuration, the receive queue, the transmit queue."""
PACKET_SIZE = 2048
FEWEST_PACKETS = 64
MOST_PACKETS = 512
MEMORY_PER_PACKET = 64 * 1024
"""One packet for so many bytes of memory: the pool takes a 32nd of a small machine."""


def find_device(core_number: int) -> NetworkDevice:
    """The first network device, started; an AbsentDevice when there is none that can be used. Raises MemoryError."""
    pool = PacketPool(_packet_count(), PACKET_SIZE)
    device: NetworkDevice | None = None
    if machine.PROCESS:
        device = _find_tap(pool)
    else:
        device = _find_mmio(pool, core_number)
        if device is None:
            device = _find_pci(pool, core_number)
        if device is None:
            device = _find_described(pool, core_number)
        if device is None:
            device = _find_e1000(pool, core_number)
    if device is None:
        console.log("network: no device")
        return AbsentDevice(pool)
    return device if _join_vlan(device) else AbsentDevice(pool)


def _join_vlan(device: NetworkDevice) -> bool:
    """As the kernel command line says; False when it cannot be done. Then there is no network: it would be that of others."""
    text = commandline.option("vlan")
    if machine.VLAN:
        return membership.join(device, text)
    if text is not None:
        console.log("network: no VLANs in this image (--vlan)")
    return text is None


def _find_tap(pool: PacketPool) -> NetworkDevice | None:
    name = commandline.option("tap")
    if name is None:
        return None
    try:
        return TapDevice(name, pool)
    except OSError as error:
        console.log("network: " + str(error))
        return None


def _packet_count() -> int:
    memory = pages.total_count() * PAGE_SIZE
    count = min(max(memory // MEMORY_PER_PACKET, FEWEST_PACKETS), MOST_PACKETS)
    if machine.TRACING:
        from yarara.kernel.virtio import ring_size
        count = max(count, 2 * ring_size.asked())
    return count


def _find_mmio(pool: PacketPool, core_number: int) -> NetworkDevice | None:
    for transport in discovery.mmio_devices(commandline.text()):
        if transport.device_type == DEVICE_NETWORK:
            bit = interrupts.allocate_bit()
            if bit >= 0 and interrupts.route_isa(transport.interrupt, bit, core_number):
                return _start(transport, pool)
    return None


def _find_pci(pool: PacketPool, core_number: int) -> NetworkDevice | None:
    for transport in discovery.pci_devices():
        if transport.device_type == DEVICE_NETWORK and interrupt_from_pci(transport, core_number):
            return _start(transport, pool)
    return None


def _find_described(pool: PacketPool, core_number: int) -> NetworkDevice | None:
    for entry in dsdt.devices(discovery.ACPI_IDENTIFICATION):
        transport = discovery.mmio_device(entry.base, entry.interrupt)
        if transport is not None and transport.device_type == DEVICE_NETWORK:
            bit = interrupts.allocate_bit()
            if bit >= 0 and interrupts.route_global(entry.interrupt, bit, core_number, entry.active_low):
                return _start(transport, pool)
    return None


def _find_e1000(pool: PacketPool, core_number: int) -> NetworkDevice | None:
    for function in pci.enumerate_functions():
        if is_e1000(function):
            bit = interrupts.allocate_bit()
            if bit >= 0 and interrupts.route_pci(function.interrupt_line(), bit, core_number):
                try:
                    return E1000(function, pool)
                except E1000Error as error:
                    console.log("network: " + str(error))
    return None


def interrupt_from_pci(transport: Transport, core_number: int) -> bool:
    """By messages if the device can, one for each queue and one for its configuration; else by its line. Whether either is
    possible."""
    count = transport.message_count()
    for vector in range(count if count < VECTORS else VECTORS):
        bit = interrupts.allocate_bit()
        if bit < 0 or not transport.use_message(vector, interrupts.message_address(core_number), interrupts.message_data(bit)):
            break
        if vector == CONFIGURATION_VECTOR:
            transport.configuration_bit = bit
    if transport.vectors > 0:
        return True
    bit = interrupts.allocate_bit()
    return bit >= 0 and interrupts.route_pci(transport.interrupt, bit, core_number)


def _start(transport: Transport, pool: PacketPool) -> NetworkDevice | None:
    if machine.TRACING:
        from yarara.kernel.virtio import ring_size
        ring_size.choose(transport)
    try:
        return VirtioNet(transport, pool)
    except VirtioError as error:
        console.log("network: " + str(error))
        return None
