"""A network device with a wire (virtio 1.2, section 5.1): frames in and out are `bytes`, without checksum."""

from __future__ import annotations

import struct
from dataclasses import astuple

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, VirtioDevice,
)
from yarara.devicemodel.offload import NO_OFFLOAD, OffloadHeader, finished
from yarara.devicemodel.queue import Chain, DriverError
from yarara.devicemodel.steering import SteeringTable

F_CSUM = 1 << 0
F_GUEST_CSUM = 1 << 1
F_MTU = 1 << 3
F_MAC = 1 << 5
F_STATUS = 1 << 16
F_GUEST_TSO4 = 1 << 7
F_GUEST_UFO = 1 << 10
F_HOST_TSO4 = 1 << 11
F_HOST_UFO = 1 << 14
F_CTRL_VQ = 1 << 17
F_CTRL_RX = 1 << 18
F_CTRL_VLAN = 1 << 19
F_GUEST_ANNOUNCE = 1 << 21
F_MQ = 1 << 22
F_RSS = 1 << 60
F_CTRL_MAC_ADDR = 1 << 23
F_SPEED_DUPLEX = 1 << 63
OFFLOADS = F_CSUM | F_GUEST_CSUM | F_GUEST_TSO4 | F_HOST_TSO4 | F_GUEST_UFO | F_HOST_UFO
CONTROLS = F_CTRL_VQ | F_CTRL_RX | F_GUEST_ANNOUNCE | F_CTRL_MAC_ADDR
F_MRG_RXBUF = 1 << 15
ALL_FEATURES = (F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET
                | F_MTU | F_MAC | F_MRG_RXBUF | F_STATUS | F_SPEED_DUPLEX | OFFLOADS)

MOST_PAIRS_COMMAND = (4, 0)
"""VIRTIO_NET_CTRL_MQ_VQ_PAIRS_SET (5.1.6.5.5)."""
STEERING_COMMAND = (4, 1)
"""VIRTIO_NET_CTRL_MQ_RSS_CONFIG (5.1.6.5.7)."""
MOST_KEY, MOST_TABLE, HASH_TYPES = 40, 128, 7

HEADER = struct.Struct("<BBHHHHH")


class NetModel(VirtioDevice):
    """`wire` holds what the driver sent; `deliver` is what comes from the other end. Nothing moves by itself: call `step`, or
    `run` to let the device do all that it knows of. Pair i are the queues 2 * i, to receive, and 2 * i + 1, to transmit."""

    steering: SteeringTable | None
    """How the driver wants frames to be spread over the pairs."""

    def __init__(self, mac: bytes = b"\x52\x54\x00\x12\x34\x56", mtu: int = 1500, features: int = ALL_FEATURES,
                 capacity: int = 256, pairs: int = 1) -> None:
        configuration = mac + struct.pack("<HHHIBBHI", 1, pairs, mtu, 0xFFFF_FFFF, 0xFF, MOST_KEY, MOST_TABLE, HASH_TYPES)
        super().__init__(1, features, 2 * pairs + (features & F_CTRL_VQ != 0), capacity, configuration)
        self.pairs = pairs
        self.wire: list[bytes] = []
        self.sent_by: list[int] = []
        """For each frame of `wire`, by which pair it came."""
        self.commands: list[tuple[int, int, bytes]] = []
        """What the driver asked by the control queue: class, number and data."""
        self.disobeys = False
        self.mute = False
        """Commands are not answered."""
        self.filtered = 0
        """Frames that were not for the driver."""
        self.offloaded = 0
        """How many packets of the driver's left something to the device."""
        self.piece = 1 << 16
        """With mergeable buffers: the most bytes that the device puts into one."""
        self.missed = 0
        """Frames that came when there was no packet to put them in."""

    def notify(self, index: int) -> None:
        super().notify(index)
        if index == self._control_queue() and not self.mute:
            self._obey()

    def _control_queue(self) -> int:
        """Its number is that of the pairs that could be (5.1.2)."""
        return 2 * self.pairs if self.features & F_MQ else 2

    def _obey(self) -> None:
        """Commands are answered at once."""
        number = self._control_queue()
        queue = self.queues[number]
        while queue.waiting() or self._sleep(number):
            chain = queue.take()
            assert chain is not None
            command = chain.read()
            if len(command) < 2 or chain.writable() != 1:
                raise DriverError("a command without a number, or without room for the answer")
            obeyed = not self.disobeys and self._command(command[0], command[1], command[2:])
            queue.put(chain.head, chain.write(b"\0" if obeyed else b"\1"))
        queue.notified = False

    def _command(self, kind: int, number: int, data: bytes) -> bool:
        """Whether there is such a command; it is done."""
        self.commands.append((kind, number, data))
        if self.features & F_CTRL_RX and (kind, number) == (0, 0) and len(data) == 1:
            self.promiscuous = data != b"\0"
        elif self.features & F_CTRL_MAC_ADDR and (kind, number) == (1, 1) and len(data) == 6:
            self.configuration[:6] = data
        elif self.features & F_CTRL_VLAN and (kind, number) == (2, 0) and len(data) == 2:
            self.vlans.add(int.from_bytes(data, "little"))
        elif self.features & F_GUEST_ANNOUNCE and (kind, number) == (3, 0) and not data:
            self.configuration[6] &= ~2
        elif self.features & F_MQ and (kind, number) == MOST_PAIRS_COMMAND and len(data) == 2:
            self.active_pairs = int.from_bytes(data, "little")
            if not 1 <= self.active_pairs <= self.pairs:
                raise DriverError(f"{self.active_pairs} pairs of queues")
        elif self.features & F_RSS and (kind, number) == STEERING_COMMAND:
            table = SteeringTable(data, self.pairs)
            self.steering, self.active_pairs = table, table.transmit_queues
        else:
            raise DriverError(f"command {kind}, {number} with {len(data)} bytes")
        return True

    def ask_for_announcement(self) -> None:
        """As after a migration."""
        self.change_configuration(6, bytes([self.configuration[6] | 2]))

    def _is_wanted(self, frame: bytes) -> bool:
        if self.features & F_CTRL_VLAN and frame[12:14] == b"\x81\x00" and int.from_bytes(frame[14:16], "big") & 0xFFF not in self.vlans:
            return False
        return self.promiscuous or frame[:6] in (bytes(self.configuration[:6]), b"\xff" * 6)

    def _forget(self) -> None:
        super()._forget()
        self.steering = None
        self.promiscuous = True
        self.vlans: set[int] = set()
        """Those of which tagged frames are wanted, if the driver negotiated that it says so."""
        self.active_pairs = 1
        """How many pairs the driver uses."""

    def step(self) -> bool:
        """Send one frame of each pair that is awake. False: all sleep until the next notification."""
        moved = False
        for pair in range(self.pairs):
            moved = self._step(pair) or moved
        return moved

    def _step(self, pair: int) -> bool:
        queue = self.queues[2 * pair + 1]
        if not self.live() or not queue.notified:
            return False
        chain = queue.take()
        if chain is not None:
            queue.want_notifications(False)
            before = len(self.wire)
            self._send(chain)
            self.sent_by += [pair] * (len(self.wire) - before)
            queue.put(chain.head, 0)
            self.signal(queue)
            return True
        # To sleep, ask for a notification first and look again: what came between is seen now, what comes later notifies.
        queue.want_notifications(True)
        queue.notified = queue.waiting() > 0
        return queue.notified

    def run(self) -> None:
        """Send everything the driver has told it of."""
        while self.step():
            pass

    def _header_size(self) -> int:
        return 10 if self.legacy and not self.features & F_MRG_RXBUF else HEADER.size

    def _check_layout(self, chain: Chain) -> None:
        """5.1.6.6: to a legacy device the header is a part of its own, unless it has ANY_LAYOUT."""
        if self.legacy and not self.features & F_ANY_LAYOUT and [b.length for b in chain.buffers][:1] != [self._header_size()]:
            raise DriverError("a header that is not in a part of its own")

    def _send(self, chain: Chain) -> None:
        self._check_layout(chain)
        data, size = chain.read(), self._header_size()
        if len(data) < size + 14:
            raise DriverError("a frame without an Ethernet header")
        header = OffloadHeader(*HEADER.unpack(data[:size].ljust(HEADER.size, b"\0"))[:6])
        self.offloaded += header != NO_OFFLOAD
        self.wire += finished(data[size:], header, self.features)

    def deliver(self, frame: bytes, header: OffloadHeader = NO_OFFLOAD, *, pair: int | None = None) -> bool:
        """A frame comes in, perhaps with a checksum or a length that no wire has; by this pair, or the one that the driver wants. False: it was lost, for want of packets."""
        if not self._is_wanted(frame):
            self.filtered += 1
            return True
        if pair is None:
            pair = self.steering.pair_of(frame) if self.steering is not None else 0
        queue = self.queues[2 * pair]
        size = self._header_size()
        pieces = [size + len(frame)]
        if self.features & F_MRG_RXBUF:
            pieces = [min(self.piece, size + len(frame) - at) for at in range(0, size + len(frame), self.piece)]
        if not self.live() or not queue.ready or queue.waiting() < len(pieces):
            self.missed += 1
            if queue.ready:
                queue.want_notifications(True)
            return False
        queue.want_notifications(False)
        data = HEADER.pack(*astuple(header), len(pieces))[:size] + frame
        returned = []
        for length in pieces:
            chain = queue.take()
            assert chain is not None
            self._check_layout(chain)
            if chain.writable() < size + 1514:
                raise DriverError("a receive buffer too small for a frame (5.1.6.3.1)")
            returned.append((chain.head, chain.write(data[:length])))
            data = data[length:]
        if self.features & F_IN_ORDER and len(returned) > 1:  # each was filled in part only, so each needs a note of its own
            for one in returned:
                queue.put(*one)
        else:
            queue.put_batch(returned)
        self.signal(queue)
        return True

    def set_speed(self, speed: int, duplex: int) -> None:
        """What the link has negotiated: Mbit/s; 1 full duplex, 0 half."""
        self.change_configuration(12, struct.pack("<IB", speed, duplex))

    def set_link(self, up: bool) -> None:
        """Plug the cable in, or pull it."""
        self.change_configuration(6, struct.pack("<H", up))
