"""Echoes UDP datagrams of 64 bytes through the whole stack and the virtio driver, whose device is a few lines in the same process.

The device does its work outside of `echo_round`, so what is counted in there is the guest's work alone.
"""

import sys

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.udp import UdpEndpoint
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.transport import DEVICE_NETWORK, Transport

OWN = 0x0A00_0002
NETMASK = 0xFFFF_FF00
PEER_MAC = 0x5254_0000_0001
OWN_MAC = 0x5254_0000_0002
PAYLOAD = 22
"""Bytes that make a frame of 64."""
MICROSECOND = 1000
HEADER = 12


class Wire(Transport):
    """A device with split rings and without features."""

    def __init__(self) -> None:
        super().__init__(False)
        self.device_type = DEVICE_NETWORK
        self.interrupt = 0
        self.state = 0
        self.queues: list[Virtqueue] = []
        self.used = [0, 0, 0]
        self.notified = 0

    def status(self) -> int:
        return self.state

    def set_status(self, status: int) -> None:
        self.state = status

    def device_features(self, word: int) -> int:
        return 1 if word == 1 else 1 << 5  # VERSION_1, MAC

    def set_driver_features(self, word: int, features: int) -> None:
        pass

    def queue_capacity(self, index: int) -> int:
        return 256 if index < 2 else 0

    def enable_queue(self, queue: Virtqueue) -> None:
        self.queues.append(queue)

    def notify(self, queue: Virtqueue) -> None:
        """It has an effect, as an access to a device has: else nobody would ask whether the device wants it."""
        self.notified += 1

    def acknowledge(self, pending: int) -> int:
        return 1

    def configuration_generation(self) -> int:
        return 0

    def configuration8(self, offset: int) -> int:
        return OWN_MAC >> (8 * (5 - offset)) & 0xFF

    def configuration16(self, offset: int) -> int:
        return 0

    # -- the device's work ---------------------------------------------------------------------------------------------

    def waits(self, index: int) -> bool:
        """Whether the driver has lent something that was not used."""
        return machine.load16(self.queues[index].driver_area + 2) != self.used[index]

    def use(self, index: int, frame: int, length: int) -> int:
        """Return the next buffer, filled with a header and this frame unless its length is 0; the buffer's address."""
        queue = self.queues[index]
        slot = self.used[index] & (queue.size - 1)
        head = machine.load16(queue.driver_area + 4 + 2 * slot)
        buffer = machine.load64(queue.descriptor_area + 16 * head)
        if length > 0:
            machine.fill(buffer, 0, HEADER)
            machine.copy(buffer + HEADER, frame, length)
        element = queue.device_area + 4 + 8 * slot
        machine.store32(element, head)
        machine.store32(element + 4, HEADER + length if length > 0 else 0)
        self.used[index] = (self.used[index] + 1) & 0xFFFF
        machine.write_fence()
        machine.store16(queue.device_area + 2, self.used[index])
        return buffer


def arp_request(frame: int) -> int:
    """The peer asks who we are, and so we learn who it is."""
    machine.fill(frame, 0, 60)
    machine.fill(frame, 0xFF, 6)
    machine.store_be16(frame + 6, PEER_MAC >> 32)
    machine.store_be32(frame + 8, PEER_MAC & 0xFFFF_FFFF)
    machine.store_be16(frame + 12, 0x0806)
    for place, value in ((14, 1), (16, 0x0800), (18, 0x0604), (20, 1)):
        machine.store_be16(frame + place, value)
    machine.copy(frame + 22, frame + 6, 6)
    machine.store_be32(frame + 28, OWN + 1)
    machine.store_be32(frame + 38, OWN)
    return 60


def datagram(frame: int) -> int:
    """A UDP datagram without a checksum, from port 9000 to port 7."""
    machine.fill(frame, 0, 64)
    machine.store_be16(frame, OWN_MAC >> 32)
    machine.store_be32(frame + 2, OWN_MAC & 0xFFFF_FFFF)
    machine.store_be16(frame + 6, PEER_MAC >> 32)
    machine.store_be32(frame + 8, PEER_MAC & 0xFFFF_FFFF)
    machine.store_be16(frame + 12, 0x0800)
    machine.store_be16(frame + 14, 0x4500)
    machine.store_be16(frame + 16, 28 + PAYLOAD)
    machine.store_be16(frame + 22, 0x4011)
    machine.store_be32(frame + 26, OWN + 1)
    machine.store_be32(frame + 30, OWN)
    total = 0
    for place in range(14, 34, 2):
        total += machine.load_be16(frame + place)
    total = (total & 0xFFFF) + (total >> 16)
    machine.store_be16(frame + 24, ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF)
    machine.store_be16(frame + 34, 9000)
    machine.store_be16(frame + 36, 7)
    machine.store_be16(frame + 38, 8 + PAYLOAD)
    return 42 + PAYLOAD


@machine.never_inline
def echo_round(stack: Stack, endpoint: UdpEndpoint, now: int) -> int:
    """What the guest does for what has arrived; how many datagrams went back."""
    stack.poll(now)
    count = 0
    while endpoint.received.count > 0:
        queue = endpoint.received
        endpoint.send(queue.front_data, queue.front_length, queue.front_source, queue.front_source_port, now)
        queue.drop()
        count += 1
    stack.device.flush()
    stack.device.enable_interrupts()
    return count


def main(rounds: int, burst: int) -> None:
    wire = Wire()
    stack = Stack(VirtioNet(wire, PacketPool(512, 2048)))
    stack.use_address(OWN, NETMASK, 0)
    endpoint = stack.udp.open()
    endpoint.bind(0, 7)
    frame = allocate_dma(4096)
    wire.use(0, frame, arp_request(frame))
    stack.poll(0)
    length = datagram(frame)
    echoed = 0
    for number in range(rounds):
        for _ in range(burst):
            wire.use(0, frame, length)
        echoed += echo_round(stack, endpoint, number * MICROSECOND)
        while wire.waits(1):
            wire.use(1, frame, 0)
    print(echoed, stack.counters.frames_sent, stack.counters.udp_received)


main(int(sys.argv[1]), int(sys.argv[2]))
