"""Datagrams of 64 bytes that come through the driver and the stack, from a network card that is only memory.

    datagrams BATCH ROUNDS (stack|driver)

The card does what QEMU's does on a TAP device: mergeable buffers, interrupts by position, checksums left to the receiver. Each round it returns
BATCH frames and interrupts; then the stack is polled as the scheduler does it, and the datagrams are taken from their queue. Or frames are only
taken from the driver.
"""

from __future__ import annotations

import sys

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.udp import UdpEndpoint
from yarara.kernel.virtio.features import F_EVENT_IDX, F_NET_CSUM, F_NET_GUEST_CSUM, F_NET_MAC, F_NET_MRG_RXBUF, F_VERSION_1
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.queue import Virtqueue
from yarara.kernel.virtio.queue_pair import HDR_F_NEEDS_CSUM, NetHeader
from yarara.kernel.virtio.transport import INTERRUPT_QUEUE, Transport

OWN_MAC = 0x5254_0012_3456
OWN, PEER = 0x0A09_0002, 0x0A09_0001
PORT = 7
PAYLOAD = 64
HEADERS = 14 + 20 + 8
OFFERED = F_VERSION_1 | F_EVENT_IDX | F_NET_MAC | F_NET_MRG_RXBUF | F_NET_CSUM | F_NET_GUEST_CSUM
CAPACITY = 256


class Card(Transport):
    """A network device on no bus. It has no control queue, and what it sends goes nowhere."""

    def __init__(self) -> None:
        super().__init__(False)
        self.device_type = 1
        self.interrupt = 0
        self._status = 0
        self._returned = 0
        self._receive: Virtqueue | None = None

    def status(self) -> int:
        return self._status

    def set_status(self, status: int) -> None:
        self._status = status

    def device_features(self, word: int) -> int:
        return OFFERED >> 32 * word & 0xFFFF_FFFF

    def set_driver_features(self, word: int, features: int) -> None:
        pass

    def queue_capacity(self, index: int) -> int:
        return CAPACITY

    def enable_queue(self, queue: Virtqueue) -> None:
        if queue.index == 0:
            self._receive = queue

    def notify(self, queue: Virtqueue) -> None:
        if queue.index == 1:
            self._send_all(queue)

    def _send_all(self, queue: Virtqueue) -> None:
        offered = machine.read16(queue.driver_area + 2)
        sent = machine.read16(queue.device_area + 2)
        while sent != offered:
            slot = sent & (queue.size - 1)
            machine.write32(queue.device_area + 4 + 8 * slot, machine.read16(queue.driver_area + 4 + 2 * slot))
            sent = (sent + 1) & 0xFFFF
        machine.write16(queue.device_area + 4 + 8 * queue.size, sent)  # notify again with the next one
        machine.write16(queue.device_area + 2, sent)

    def acknowledge(self, pending: int) -> int:
        return INTERRUPT_QUEUE

    def configuration_generation(self) -> int:
        return 0

    def configuration8(self, offset: int) -> int:
        return OWN_MAC >> 8 * (5 - offset) & 0xFF

    def configuration16(self, offset: int) -> int:
        return 0

    def deliver(self, frame: int, length: int) -> None:
        """Put a frame into the buffer that was offered next, and return it (virtio 1.2, sections 2.7.8 and 5.1.6.4)."""
        queue = self._receive
        assert queue is not None
        slot = self._returned & (queue.size - 1)
        head = machine.read16(queue.driver_area + 4 + 2 * slot)
        buffer = machine.read64(queue.descriptor_area + 16 * head)
        machine.write64(buffer, HDR_F_NEEDS_CSUM)
        machine.write32(buffer + 8, 1 << 16)  # num_buffers
        for offset in range(0, length, 8):  # no call of a function that is counted elsewhere
            machine.write64(buffer + NetHeader.SIZE + offset, machine.read64(frame + offset))
        machine.write32(queue.device_area + 4 + 8 * slot, head)
        machine.write32(queue.device_area + 8 + 8 * slot, NetHeader.SIZE + length)
        self._returned += 1
        machine.write16(queue.device_area + 2, self._returned)


def write_frame(at: int) -> int:
    """A datagram from the peer, as Linux hands it to a TAP device; its length."""
    machine.store_be16(at, OWN_MAC >> 32)
    machine.store_be32(at + 2, OWN_MAC & 0xFFFF_FFFF)
    machine.store_be16(at + 12, 0x0800)
    header = at + 14
    machine.store_be16(header, 0x4500)
    machine.store_be16(header + 2, 20 + 8 + PAYLOAD)
    machine.store_be16(header + 8, 64 << 8 | 17)
    machine.store_be32(header + 12, PEER)
    machine.store_be32(header + 16, OWN)
    total = 0
    for offset in range(0, 20, 2):
        total += machine.load_be16(header + offset)
    machine.store_be16(header + 10, (total + (total >> 16) & 0xFFFF) ^ 0xFFFF)
    machine.store_be16(at + 34, 50_000)
    machine.store_be16(at + 36, PORT)
    machine.store_be16(at + 38, 8 + PAYLOAD)
    machine.store_be16(at + 40, 1)  # only the sum of the pseudo header: not to be looked at
    return HEADERS + PAYLOAD


def main(batch: int, rounds: int, with_stack: bool) -> None:
    frame = allocate_dma(2048)
    length = write_frame(frame)
    card = Card()
    device = VirtioNet(card, PacketPool(512, 2048))
    stack = Stack(device)
    stack.use_address(OWN, 0xFFFF_FF00, 0)
    endpoint = stack.udp.open()
    assert endpoint.bind(0, PORT) == 0
    taken = 0
    for now in range(rounds):
        for _ in range(batch):
            card.deliver(frame, length)
        device.acknowledge(1)
        device.disable_interrupts()
        taken += through_stack(stack, endpoint, now) if with_stack else through_driver(device)
        device.enable_interrupts()
    print(taken, "of", batch * rounds, "datagrams,", device.faults, "faults")


def through_stack(stack: Stack, endpoint: UdpEndpoint, now: int) -> int:
    stack.poll(now)
    taken = 0
    received = endpoint.received
    while received.count > 0:
        taken += 1 if received.front_length == PAYLOAD else 0
        received.drop()
    return taken


def through_driver(device: VirtioNet) -> int:
    taken = 0
    while True:
        packet = device.receive()
        if packet is None:
            device.flush()
            return taken
        taken += 1 if packet.length == HEADERS + PAYLOAD else 0
        device.pool.give(packet)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "stack")
