"""All streams and messages of this machine to its host: who listens, which connection a packet belongs to, what is answered (virtio 1.2, section 5.10.6).

Does no waiting: `poll` does what there is to do, time is an argument.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.tcp.buffer import BufferPool
from yarara.kernel.vsock.connection import BUFFER, CLOSED, CLOSING, CONNECTING, ESTABLISHED, WORD, Connection
from yarara.kernel.vsock.packet import (
    CREDIT_REQUEST, CREDIT_UPDATE, DATA, END_OF_MESSAGE, HEADER_SIZE, NO_MORE_RECEIVED, NO_MORE_SENT, REQUEST, RESET, RESPONSE, SHUTDOWN, TYPE_STREAM, Packet,
    VsockDevice,
)

MOST_CONNECTIONS = 256
MOST_PACKETS = 64
"""Taken in one poll."""
FOR_ANSWERS = 4
"""Places in the device that data leaves to other packets."""
MOST_DATA = 4096
CONNECT_TIME = 2 * SECOND
CLOSE_TIME = 8 * SECOND
"""The peer gets so long to answer; both as Linux has them."""
FIRST_PORT = 1024
PORT_ANY = 0xFFFF_FFFF


class Listener:
    """Where others connect to."""

    def __init__(self, port: int, backlog: int, kind: int) -> None:
        self.port = port
        self.kind = kind
        self.backlog = backlog
        self.waiting: list[Connection] = []
        self.observer = Observer()


class Vsock:
    """Belongs to one core."""

    def __init__(self, device: VsockDevice) -> None:
        self.device = device
        self.connections: list[Connection] = []
        self.listeners: list[Listener] = []
        self._pool = BufferPool(BUFFER, MOST_CONNECTIONS)
        self._faults = 0
        self._last_port = FIRST_PORT

    # -- what the application does -------------------------------------------------------------------------------------

    def free_port(self) -> int:
        """A port that nobody uses; 0 when there is none."""
        for _ in range(2 * MOST_CONNECTIONS + 2):
            self._last_port = self._last_port + 1 if self._last_port < PORT_ANY - 1 else FIRST_PORT
            if not self.is_used(self._last_port):
                return self._last_port
        return 0

    def is_used(self, port: int) -> bool:
        """Whether a listener or a connection has it."""
        for listener in self.listeners:
            if listener.port == port:
                return True
        for connection in self.connections:
            if connection.local_port == port:
                return True
        return False

    def listen(self, port: int, backlog: int, kind: int = TYPE_STREAM) -> Listener:
        listener = Listener(port, backlog, kind)
        self.listeners.append(listener)
        return listener

    def stop_listening(self, listener: Listener) -> None:
        """Those who wait to be accepted are sent away."""
        self.listeners.remove(listener)
        for connection in listener.waiting:
            self.abort(connection)
            connection.release()
        listener.waiting.clear()

    def connect(self, local_port: int, cid: int, port: int, now: int, kind: int = TYPE_STREAM) -> Connection | None:
        """Begin; the observer hears how it ends. None: there are too many."""
        if len(self.connections) >= MOST_CONNECTIONS:
            return None
        connection = Connection(local_port, cid, port, CONNECTING, self._pool, kind)
        connection.deadline = now + CONNECT_TIME
        self.connections.append(connection)
        self._tell(connection, REQUEST)
        return connection

    def send(self, connection: Connection, address: int, length: int) -> int:
        """Send bytes, as many as the peer has room for, and the device; how many. Negative: the stream cannot be written any more."""
        if not connection.can_send():
            return -1
        done = 0
        while done < length and connection.credit() > 0 and self.device.room() > FOR_ANSWERS and connection.can_send():
            count = min(length - done, connection.credit(), MOST_DATA)
            packet = self._packet(connection, DATA, count)
            machine.copy(packet + HEADER_SIZE, address + done, count)
            connection.sent += count
            self.device.send(packet, count)
            done += count
        self.device.flush()
        return done

    def longest_message(self, connection: Connection) -> int:
        """How many bytes one may have: what fits into the room of the peer and of the device at a time."""
        return min(connection.peer_room(), (self.device.places - FOR_ANSWERS) * MOST_DATA)

    def send_message(self, connection: Connection, address: int, length: int) -> int:
        """Send one message, of 1 to `longest_message` bytes: all of it, or, where the peer or the device has too little room now, nothing. How many bytes; negative as above."""
        if not connection.can_send():
            return -1
        if connection.credit() < length or not self.device.has_room(FOR_ANSWERS + (length + MOST_DATA - 1) // MOST_DATA):
            return 0
        done = 0
        while done < length:
            count = min(length - done, MOST_DATA)
            packet = self._packet(connection, DATA, count)
            machine.copy(packet + HEADER_SIZE, address + done, count)
            connection.sent += count
            done += count
            Packet.at(packet).flags = END_OF_MESSAGE if done == length else 0
            self.device.send(packet, count)
        self.device.flush()
        return done

    def read(self, connection: Connection, address: int, length: int) -> None:
        """Move bytes that came to the application."""
        connection.read(address, length)
        if connection.owes_credit():
            self._tell(connection, CREDIT_UPDATE)

    def shutdown(self, connection: Connection, flags: int) -> None:
        """No more is sent, or received, or both."""
        if connection.state == ESTABLISHED and connection.shut | flags != connection.shut:
            connection.shut |= flags
            self._tell(connection, SHUTDOWN)

    def close(self, connection: Connection, now: int) -> None:
        """Let go of it; the peer still gets what was sent."""
        if connection.state == ESTABLISHED:
            connection.state = CLOSING
            connection.deadline = now + CLOSE_TIME
            connection.shut = NO_MORE_RECEIVED | NO_MORE_SENT
            self._tell(connection, SHUTDOWN)
        elif connection.state == CONNECTING:
            self.abort(connection)
        self._forget_if_closed(connection)
        connection.release()

    def abort(self, connection: Connection) -> None:
        """End it at once."""
        self._tell(connection, RESET)
        connection.end()

    def _forget_if_closed(self, connection: Connection) -> None:
        if connection.state == CLOSED and connection.pending == 0 and connection in self.connections:
            self.connections.remove(connection)

    # -- polling -------------------------------------------------------------------------------------------------------

    def poll(self, now: int) -> int:
        """Take what came, answer, watch the time; when to be called again at the latest."""
        self._notice_reset()
        for _ in range(MOST_PACKETS):
            if self.device.room() == 0:  # nothing could be answered
                break
            address = self.device.next()
            if address == 0:
                break
            self._receive(Packet.at(address), self.device.length, now)
            self.device.done()
        self.device.refill()
        self._notice_reset()
        deadline = self._watch(now)
        self.device.flush()
        return deadline

    def _notice_reset(self) -> None:
        """After a reset of the device, or when the host has forgotten them, there are no connections."""
        if self.device.was_reset() or self.device.faults != self._faults:
            self._faults = self.device.faults
            self._end_all()

    @machine.cold
    def _end_all(self) -> None:
        for connection in list(self.connections):
            connection.pending = 0
            connection.end()
        self.connections.clear()

    def _watch(self, now: int) -> int:
        deadline = NEVER
        for connection in self.connections:
            self._send_pending(connection)
            if connection.can_send():
                connection.observer.changed()  # there may be room in the device again
            if connection.state == CONNECTING or connection.state == CLOSING:
                if now >= connection.deadline:
                    self._expire(connection)
                else:
                    deadline = min(deadline, connection.deadline)
        self._sweep()
        return deadline

    @machine.cold
    def _expire(self, connection: Connection) -> None:
        connection.timed_out = connection.state == CONNECTING
        self.abort(connection)

    def _sweep(self) -> None:
        """Forget connections that have ended, and owe nobody a packet."""
        position = 0
        while position < len(self.connections):
            connection = self.connections[position]
            if connection.state == CLOSED and connection.pending == 0:
                self._remove(position)
            else:
                position += 1

    @machine.cold
    def _remove(self, position: int) -> None:
        del self.connections[position]

    # -- sending packets -----------------------------------------------------------------------------------------------

    def _tell(self, connection: Connection, operation: int) -> None:
        """Send a packet without data, now or when there is room."""
        connection.pending |= 1 << operation
        self._send_pending(connection)
        self.device.flush()

    def _send_pending(self, connection: Connection) -> None:
        for operation in range(REQUEST, CREDIT_REQUEST + 1):
            if connection.pending >> operation & 1 != 0 and self.device.room() > 0:
                connection.pending &= ~(1 << operation)
                self.device.send(self._packet(connection, operation, 0), 0)

    def _packet(self, connection: Connection, operation: int, length: int) -> int:
        """A packet of a connection; there must be room."""
        address = self.device.packet()
        packet = Packet.at(address)
        packet.source_cid = self.device.cid
        packet.destination_cid = connection.cid
        packet.source_port = connection.local_port
        packet.destination_port = connection.port
        packet.length = length
        packet.type = connection.kind
        packet.operation = operation
        packet.flags = connection.shut if operation == SHUTDOWN else 0
        packet.buffer_size = BUFFER
        packet.forwarded = connection.forwarded & WORD
        connection.told = connection.forwarded
        return address

    def _refuse(self, packet: Packet) -> None:
        """A reset for a packet that belongs to nothing (5.10.6.4). There is room."""
        address = self.device.packet()
        answer = Packet.at(address)
        machine.fill(address, 0, HEADER_SIZE)
        answer.source_cid = packet.destination_cid
        answer.destination_cid = packet.source_cid
        answer.source_port = packet.destination_port
        answer.destination_port = packet.source_port
        answer.type = packet.type
        answer.operation = RESET
        self.device.send(address, 0)

    # -- packets that come ---------------------------------------------------------------------------------------------

    def _receive(self, packet: Packet, length: int, now: int) -> None:
        if length < HEADER_SIZE or packet.length != length - HEADER_SIZE:
            self.device.distrust("sent a packet whose length is wrong")
            return
        if packet.destination_cid != self.device.cid:
            return
        connection = self._find(packet)
        if connection is None:
            if packet.operation == REQUEST:
                self._accept(packet)
            elif packet.operation != RESET:
                self._refuse(packet)
        elif packet.operation != RESET and not connection.note_credit(packet.buffer_size, packet.forwarded):
            self._break(connection)
        else:
            self._obey(connection, packet)

    def _find(self, packet: Packet) -> Connection | None:
        for connection in self.connections:
            if (connection.local_port == packet.destination_port and connection.port == packet.source_port and connection.cid == packet.source_cid
                    and connection.kind == packet.type):
                return connection
        return None

    @machine.cold
    def _accept(self, packet: Packet) -> None:
        for listener in self.listeners:
            if listener.port == packet.destination_port and listener.kind == packet.type and len(listener.waiting) < listener.backlog and len(self.connections) < MOST_CONNECTIONS:
                connection = Connection(packet.destination_port, packet.source_cid, packet.source_port, ESTABLISHED, self._pool, packet.type)
                if connection.note_credit(packet.buffer_size, packet.forwarded):
                    self.connections.append(connection)
                    listener.waiting.append(connection)
                    self._tell(connection, RESPONSE)
                    listener.observer.changed()
                    return
        self._refuse(packet)

    @machine.cold
    def _break(self, connection: Connection) -> None:
        """The peer broke the rules of the stream: only this one ends."""
        self.abort(connection)

    def _obey(self, connection: Connection, packet: Packet) -> None:
        operation = packet.operation
        if operation == RESET:
            connection.pending = 0
            connection.end()
        elif connection.state == CONNECTING:
            if operation == RESPONSE:
                connection.state = ESTABLISHED
                connection.observer.changed()
            else:
                self._break(connection)
        elif connection.state == CLOSED or operation == REQUEST or operation == RESPONSE:
            self._break(connection)
        elif operation == DATA:
            self._take_data(connection, packet)
        elif operation == SHUTDOWN:
            self._peer_shuts(connection, packet.flags)
        elif operation == CREDIT_UPDATE:
            connection.observer.changed()
        elif operation == CREDIT_REQUEST:
            self._tell(connection, CREDIT_UPDATE)
        else:
            self._break(connection)

    def _take_data(self, connection: Connection, packet: Packet) -> None:
        if connection.state == CLOSING or connection.shut & NO_MORE_RECEIVED != 0:
            return  # nobody reads it
        if connection.peer_shut & NO_MORE_SENT != 0 or not connection.take_in(
                packet.address + HEADER_SIZE, packet.length, packet.flags & END_OF_MESSAGE != 0):
            self._break(connection)
            return
        connection.observer.changed()

    def _peer_shuts(self, connection: Connection, flags: int) -> None:
        connection.peer_shut |= flags & (NO_MORE_RECEIVED | NO_MORE_SENT)
        if connection.peer_shut == NO_MORE_RECEIVED | NO_MORE_SENT:
            self.abort(connection)  # what confirms it (5.10.6.6)
        else:
            connection.observer.changed()
