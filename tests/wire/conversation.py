"""One TCP connection to the guest, played by hand: every segment is what the test says, well-behaved or not."""

from __future__ import annotations

import random
import time
from typing import Any

from scapy.layers.inet import IP, TCP
from scapy.packet import Packet

from tests.wire.peer import GUEST, PATIENCE, ROUTER, Peer, is_tcp

_MODULO = 1 << 32


class Conversation:
    """Our side. `next_sequence` is what we send next, `expected` what we have got of the guest's stream."""

    def __init__(self, peer: Peer, port: int, own_port: int | None = None, window: int = 65535, source: str = ROUTER) -> None:
        self.peer = peer
        self.port = port
        self.own_port = own_port or random.randint(20000, 60000)
        self.window = window
        self.source = source
        self.next_sequence = random.getrandbits(32)
        self.expected = 0
        self.received = b""
        self.finished = False
        """Whether the guest has sent its FIN, and everything before it has come."""
        self._is_mine = is_tcp(self.own_port)

    # -- segments ------------------------------------------------------------------------------------------------------

    def segment(self, flags: str, data: bytes = b"", sequence: int | None = None, **fields: Any) -> Packet:
        """An IP packet; its checksums are filled in when it is sent."""
        sequence = self.next_sequence if sequence is None else sequence % _MODULO
        header = TCP(sport=self.own_port, dport=self.port, flags=flags, seq=sequence, window=self.window,
                     ack=self.expected if "A" in flags else 0, **fields)
        return IP(src=self.source, dst=GUEST) / header / data

    def send(self, flags: str, data: bytes = b"", **fields: Any) -> None:
        """Send the next segment of our stream."""
        self.peer.send(self.segment(flags, data, **fields))
        self.next_sequence = (self.next_sequence + len(data) + ("S" in flags) + ("F" in flags)) % _MODULO

    def acknowledge(self) -> None:
        self.peer.send(self.segment("A"))

    def next(self, timeout: float = PATIENCE) -> TCP | None:
        """The next segment from the guest on this connection."""
        packet = self.peer.receive(self._is_mine, timeout)
        return None if packet is None else packet[TCP]

    def expect(self, flags: str, timeout: float = PATIENCE) -> TCP:
        """The next segment that has all of these flags; those before it are skipped."""
        deadline = time.monotonic() + timeout
        while True:
            segment = self.next(max(deadline - time.monotonic(), 0))
            assert segment is not None, f"no segment with {flags} came; last frames: {self.peer.summary()}"
            if all(flag in str(segment.flags) for flag in flags):
                return segment

    # -- the usual course ----------------------------------------------------------------------------------------------

    def connect(self, flags: str = "S", **fields: Any) -> TCP:
        """The three-way handshake; the guest's SYN-ACK."""
        self.send(flags, **fields)
        answer = self.expect("SA")
        assert answer.ack == self.next_sequence
        self.expected = (answer.seq + 1) % _MODULO
        self.acknowledge()
        return answer

    def collect(self, length: int, timeout: float = PATIENCE) -> bytes:
        """Receive and acknowledge until `length` bytes of the guest's stream have come in order; those bytes."""
        deadline = time.monotonic() + timeout
        while len(self.received) < length and not self.finished:
            segment = self.next(max(deadline - time.monotonic(), 0))
            assert segment is not None, f"{len(self.received)} of {length} bytes came; last frames: {self.peer.summary()}"
            assert "R" not in str(segment.flags), "the guest reset the connection"
            self.take(segment)
        data, self.received = self.received[:length], self.received[length:]
        return data

    def take(self, segment: TCP) -> None:
        """Accept a segment that is next in order, drop any other, acknowledge both."""
        data = payload(segment)
        if segment.seq == self.expected:
            self.received += data
            self.expected = (self.expected + len(data)) % _MODULO
            if "F" in str(segment.flags):
                self.expected = (self.expected + 1) % _MODULO
                self.finished = True
        if data or "F" in str(segment.flags):
            self.acknowledge()

    def exchange(self, data: bytes, timeout: float = PATIENCE) -> None:
        """Send to an echo server and see it come back."""
        self.send("PA", data)
        assert self.collect(len(data), timeout) == data

    def close(self) -> None:
        """End our side, and wait for the guest to end its own."""
        self.send("FA")
        self.close_wait()

    def close_wait(self) -> None:
        """Wait for the guest to end its side, after ours has ended."""
        deadline = time.monotonic() + PATIENCE
        while not self.finished:
            segment = self.next(max(deadline - time.monotonic(), 0))
            assert segment is not None, "the guest did not close; last frames: " + self.peer.summary()
            self.take(segment)

    def collect_without_acknowledging(self, length: int) -> bytes:
        """The next `length` bytes of the guest's stream, kept a secret from it."""
        data = b""
        while len(data) < length:
            segment = self.next()
            assert segment is not None, f"{len(data)} of {length} bytes came; last frames: {self.peer.summary()}"
            if segment.seq == (self.expected + len(data)) % _MODULO:
                data += payload(segment)
        return data

    def reset(self) -> None:
        self.send("R")


def payload(segment: TCP) -> bytes:
    """The data of a segment, without the padding of a short Ethernet frame."""
    ip = segment.underlayer
    return bytes(segment.payload)[:ip.len - ip.ihl * 4 - segment.dataofs * 4]
