"""Runs as a kernel of its own: sends every frame back to where it came from, until one begins with four zero bytes."""

from yarara import machine
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.transport import DEVICE_NETWORK, Transport


def find() -> Transport | None:
    """The network device: in one of the 24 slots of a microvm, else on the PCI bus."""
    for slot in range(24):
        transport = discovery.mmio_device(0xFEB0_0000 + 512 * slot, slot)
        if transport is not None and transport.device_type == DEVICE_NETWORK:
            return transport
    for found in discovery.pci_devices():
        return found
    return None


def echo(device: VirtioNet) -> int:
    """How many frames were sent back."""
    count = 0
    while True:
        packet = device.receive()
        if packet is None:
            device.flush()
            machine.pause()
            continue
        last = machine.load32(packet.data) == 0
        if last or not device.transmit(packet):
            device.pool.give(packet)
        if last:
            return count
        count += 1


device = find()
if device is None:
    print("no network device")
else:
    net = VirtioNet(device, PacketPool(256, 2048))
    print(str(net.mac) + " " + str(net.mtu))
    print(str(echo(net)) + " frames, " + str(net.faults) + " faults")
