"""One end of a stream, or of messages, between this machine and another one, its host (virtio 1.2, section 5.10.6): states, credit, bytes.

Whoever sends knows how much room the other side has (*credit*): how large its buffer is and how much of what came it has passed on, which each
packet says.
"""

from __future__ import annotations

from yarara.kernel.network.observer import Observer
from yarara.kernel.network.tcp.buffer import BufferPool, ByteRing
from yarara.kernel.vsock.messages import MessageEnds
from yarara.kernel.vsock.packet import TYPE_SEQPACKET, TYPE_STREAM

CONNECTING = 0
ESTABLISHED = 1
CLOSING = 2
"""Closed here; the other side has to confirm it."""
CLOSED = 3

BUFFER = 65536
"""Room for what comes, bytes."""
CREDIT_STEP = BUFFER // 4
"""So much more room is worth a packet that says so."""
WORD = 0xFFFF_FFFF


class Connection:
    """Belongs to one core. Positions count the bytes of a direction from 0; on the wire they are modulo 2**32."""

    def __init__(self, local_port: int, cid: int, port: int, state: int, pool: BufferPool, kind: int = TYPE_STREAM) -> None:
        self.local_port = local_port
        self.cid = cid
        """Of the peer."""
        self.port = port
        self.state = state
        self.kind = kind
        """TYPE_STREAM or TYPE_SEQPACKET."""
        self._messages = MessageEnds(BUFFER) if kind == TYPE_SEQPACKET else None
        self._last_end = 0  # of the last message of which all is there
        self.refused = False
        """The peer did not want the connection, ..."""
        self.timed_out = False
        """... or did not answer."""
        self.observer = Observer()
        self.deadline = 0
        """While CONNECTING or CLOSING: when the peer must have answered."""
        self.pending = 0
        """Operations that wait for room in the device: a bit for each, 1 << operation."""
        self.peer_shut = 0
        """Flags of SHUTDOWN that the peer has sent, ..."""
        self.shut = 0
        """... and those that were sent."""
        self.received = 0
        self.forwarded = 0
        """Bytes that came, and those that the application took."""
        self.told = 0
        """... of which the peer knows."""
        self.sent = 0
        self._ring = ByteRing(pool)
        self._peer_buffer = 0
        self._peer_forwarded = 0

    # -- receiving -----------------------------------------------------------------------------------------------------

    def available(self) -> int:
        """Bytes that can be read; of the first message, if it keeps messages."""
        messages = self._messages
        return self.received - self.forwarded if messages is None else messages.length(self.forwarded, self.received)

    def at_end(self) -> bool:
        """Whether nothing more can come, after what is there."""
        return self.state == CLOSED or self.peer_shut & 2 != 0

    def take_in(self, address: int, length: int, ends_message: bool) -> bool:
        """Data that came. False: more than the peer had credit for, or a message that can never be whole."""
        if length > BUFFER - (self.received - self.forwarded) or not self._ring.attach():
            return False
        self._ring.write(self.received, address, length)
        self.received += length
        messages = self._messages
        if messages is None:
            return True
        if ends_message and self.received != self._last_end:
            messages.mark(self.received)
            self._last_end = self.received
        return self._last_end > self.forwarded or self.received - self.forwarded < BUFFER

    def read(self, address: int, length: int) -> None:
        """Move bytes to the application, not more than are available. Of a message the rest is lost."""
        taken = length if self._messages is None else self.available()
        if length > 0:
            self._ring.read(self.forwarded, address, length)
        self.forwarded += taken
        if self._messages is not None and taken > 0:
            self._messages.clear(self.forwarded)

    def owes_credit(self) -> bool:
        """Whether the peer should hear that there is room again. Who sends messages may wait for room for a whole one."""
        step = CREDIT_STEP if self._messages is None else 1
        return self.state == ESTABLISHED and self.forwarded - self.told >= step and not self.at_end()

    # -- sending -------------------------------------------------------------------------------------------------------

    def note_credit(self, buffer: int, forwarded: int) -> bool:
        """What a packet of the peer says. False: it has passed on what was never sent."""
        on_the_way = self.sent - forwarded & WORD
        if on_the_way > self.sent - self._peer_forwarded:
            return False
        self._peer_buffer = buffer
        self._peer_forwarded = self.sent - on_the_way
        return True

    def credit(self) -> int:
        """How many bytes may be sent."""
        return max(self._peer_buffer - (self.sent - self._peer_forwarded), 0)

    def peer_room(self) -> int:
        """How many bytes the peer has room for when it has passed on everything."""
        return self._peer_buffer

    def can_send(self) -> bool:
        """Whether the connection is open in this direction."""
        return self.state == ESTABLISHED and self.peer_shut & 1 == 0 and self.shut & 2 == 0

    # -- ending --------------------------------------------------------------------------------------------------------

    def end(self) -> None:
        """Nothing goes either way any more. What came can still be read."""
        self.refused = self.refused or self.state == CONNECTING
        self.state = CLOSED
        self.observer.changed()

    def release(self) -> None:
        """Give the memory back."""
        self.forwarded = self.received
        self._ring.release()
