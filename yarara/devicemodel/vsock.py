"""A socket device (virtio 1.2, section 5.10), and the host behind it: streams and messages with credit, as plain as they can be."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from yarara.devicemodel.device import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_IN_ORDER, F_INDIRECT_DESC, F_RING_PACKED, F_RING_RESET, F_VERSION_1, VirtioDevice,
)
from yarara.devicemodel.queue import DriverError

ALL_FEATURES = F_VERSION_1 | F_EVENT_IDX | F_ANY_LAYOUT | F_INDIRECT_DESC | F_RING_PACKED | F_IN_ORDER | F_RING_RESET | 1 | 2
RECEIVE, TRANSMIT, EVENT = 0, 1, 2
HEADER = struct.Struct("<QQIIIHHIII")
STREAM, SEQPACKET = 1, 2
END_OF_MESSAGE = 1
REQUEST, RESPONSE, RESET, SHUTDOWN, DATA, CREDIT_UPDATE, CREDIT_REQUEST = range(1, 8)
NO_MORE_RECEIVED, NO_MORE_SENT = 1, 2
HOST = 2


class Packet(NamedTuple):
    """struct virtio_vsock_hdr, and the data."""
    source_cid: int
    destination_cid: int
    source_port: int
    destination_port: int
    length: int
    type: int
    operation: int
    flags: int
    buffer_size: int
    forwarded: int
    data: bytes = b""

    @staticmethod
    def parse(raw: bytes) -> Packet:
        if len(raw) < HEADER.size:
            raise DriverError("a packet without a header")
        packet = Packet._make((*HEADER.unpack_from(raw), raw[HEADER.size:]))
        if packet.length != len(packet.data):
            raise DriverError("a packet whose length is wrong")
        return packet

    def pack(self) -> bytes:
        return HEADER.pack(*self[:10]) + self.data


class VsockModel(VirtioDevice):
    """Carries packets. `sent` are those of the driver."""

    def __init__(self, features: int = ALL_FEATURES, cid: int = 3, capacity: int = 16) -> None:
        super().__init__(19, features, 3, capacity, struct.pack("<Q", cid))
        self.cid = cid
        self.sent: list[Packet] = []
        self.holds = False
        """Nothing is taken of what the driver sends."""

    def notify(self, index: int) -> None:
        super().notify(index)
        if index == TRANSMIT:
            self.run()
        while self._sleep(index) and index == TRANSMIT and not self.holds:
            self.run()
        self.queues[index].notified = False

    def run(self) -> None:
        """Take what the driver sends."""
        queue = self.queues[TRANSMIT]
        while self.live() and queue.ready and not self.holds and (chain := queue.take()) is not None:
            self.sent.append(Packet.parse(chain.read()))
            queue.put(chain.head, 0)
            self.signal(queue)

    def deliver(self, raw: bytes, index: int = RECEIVE) -> bool:
        """Give the driver a packet, or an event; whether there was a buffer for it."""
        queue = self.queues[index]
        chain = queue.take() if self.live() and queue.ready else None
        if chain is None:
            return False
        queue.put(chain.head, chain.write(raw))
        self.signal(queue)
        return True


@dataclass
class Stream:
    """The host's end."""
    guest_port: int
    host_port: int
    is_open: bool = False
    ended: bool = False
    """Reset by either side."""
    received: bytearray = field(default_factory=bytearray)
    forwarded: int = 0
    """Bytes of them for which there is room again."""
    waiting: bytearray = field(default_factory=bytearray)
    """What is to be sent."""
    sent: int = 0
    guest_buffer: int = 0
    guest_forwarded: int = 0
    guest_shut: int = 0
    shut: int = 0
    type: int = STREAM
    messages: list[bytes] = field(default_factory=list)
    """Of SEQPACKET: those that came whole."""
    ends: list[int] = field(default_factory=list)
    """Of SEQPACKET: after how many bytes a message of what is to be sent ends."""


class VsockHost:
    """The peer of every stream: takes connections on the ports where it listens, makes others."""

    def __init__(self, model: VsockModel, buffer: int = 65536, packet: int = 4096) -> None:
        self.model, self.buffer, self.packet = model, buffer, packet
        self.streams: list[Stream] = []
        self.listening: set[int] = set()
        self.reads = True
        """Whether what comes is passed on."""
        self._queue: list[bytes] = []

    def connect(self, port: int, host_port: int, type: int = STREAM) -> Stream:
        stream = Stream(port, host_port, type=type)
        self.streams.append(stream)
        self._send(stream, REQUEST)
        return stream

    def send(self, stream: Stream, data: bytes) -> None:
        """Of SEQPACKET: one message."""
        stream.waiting += data
        stream.ends.append(stream.sent + len(stream.waiting))

    def shutdown(self, stream: Stream, flags: int) -> None:
        stream.shut |= flags
        self._send(stream, SHUTDOWN, flags=stream.shut)

    def reset(self, stream: Stream) -> None:
        stream.ended = True
        self._send(stream, RESET)

    def step(self) -> bool:
        """Obey the guest, send what can be sent; whether anything happened."""
        self.model.run()
        packets = list(self.model.sent)
        self.model.sent.clear()
        for packet in packets:
            self._obey(packet)
        for stream in self.streams:
            self._pump(stream)
        delivered = 0
        while self._queue and self.model.deliver(self._queue[0]):
            del self._queue[0]
            delivered += 1
        return bool(packets or delivered)

    def _send(self, stream: Stream, operation: int, data: bytes = b"", flags: int = 0) -> None:
        packet = Packet(HOST, self.model.cid, stream.host_port, stream.guest_port, len(data), stream.type, operation, flags, self.buffer,
                        stream.forwarded & 0xFFFF_FFFF, data)
        self._queue.append(packet.pack())

    def _pump(self, stream: Stream) -> None:
        while stream.is_open and not stream.ended and stream.waiting:
            room = stream.guest_buffer - (stream.sent - stream.guest_forwarded)
            part = bytes(stream.waiting[:min(room, self.packet, self._left_of_message(stream))])
            if not part:
                return
            del stream.waiting[:len(part)]
            stream.sent += len(part)
            ends = stream.type == SEQPACKET and stream.sent == stream.ends[0]
            if ends:
                del stream.ends[0]
            self._send(stream, DATA, part, END_OF_MESSAGE if ends else 0)

    def _left_of_message(self, stream: Stream) -> int:
        return stream.ends[0] - stream.sent if stream.type == SEQPACKET else len(stream.waiting)

    def _find(self, packet: Packet) -> Stream | None:
        for stream in self.streams:
            if (stream.guest_port, stream.host_port, stream.type) == (packet.source_port, packet.destination_port, packet.type) and not stream.ended:
                return stream
        return None

    def _obey(self, packet: Packet) -> None:
        if (packet.source_cid, packet.destination_cid) != (self.model.cid, HOST) or packet.type not in (STREAM, SEQPACKET):
            raise DriverError(f"a packet from {packet.source_cid} to {packet.destination_cid} of type {packet.type}")
        stream = self._find(packet)
        if stream is None:
            if packet.operation == REQUEST and packet.destination_port in self.listening:
                stream = Stream(packet.source_port, packet.destination_port, is_open=True, type=packet.type)
                self.streams.append(stream)
                self._note_credit(stream, packet)
                self._send(stream, RESPONSE)
            elif packet.operation != RESET:
                self._send(Stream(packet.source_port, packet.destination_port, type=packet.type), RESET)
            return
        if packet.operation != RESET:
            self._note_credit(stream, packet)
        if packet.operation == RESPONSE:
            stream.is_open = True
        elif packet.operation == RESET:
            stream.ended = True
        elif packet.operation == DATA:
            self._take(stream, packet)
        elif packet.operation == SHUTDOWN:
            stream.guest_shut |= packet.flags
            if stream.guest_shut == 3:
                self.reset(stream)
        elif packet.operation == CREDIT_REQUEST:
            self._send(stream, CREDIT_UPDATE)

    def _note_credit(self, stream: Stream, packet: Packet) -> None:
        on_the_way = stream.sent - packet.forwarded & 0xFFFF_FFFF
        if on_the_way > stream.sent - stream.guest_forwarded:
            raise DriverError("the driver has passed on what was never sent")
        stream.guest_buffer, stream.guest_forwarded = packet.buffer_size, stream.sent - on_the_way

    def _take(self, stream: Stream, packet: Packet) -> None:
        stream.received += packet.data
        if packet.flags & ~END_OF_MESSAGE or packet.flags and packet.type != SEQPACKET:
            raise DriverError("flags that data does not have")
        if packet.flags:
            stream.messages.append(bytes(stream.received[sum(map(len, stream.messages)):]))
        if len(stream.received) - stream.forwarded > self.buffer:
            raise DriverError("more data than there was credit for")
        if stream.guest_shut & NO_MORE_SENT:
            raise DriverError("data after the end")
        if self.reads:
            self.pass_on(stream, len(stream.received) - stream.forwarded)

    def pass_on(self, stream: Stream, count: int) -> None:
        """Make room, and say so."""
        stream.forwarded += count
        self._send(stream, CREDIT_UPDATE)
