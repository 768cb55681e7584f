"""A connection as the application and the network see it: calls (RFC 9293 section 3.9.1) and segments that arrive (section 3.10.7)."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.tcp.control_block import ControlBlock
from yarara.kernel.network.tcp.engine import Engine
from yarara.kernel.network.tcp.segment import ACK, DEFAULT_MSS, FIN, RST, SYN, TcpSegment
from yarara.kernel.network.tcp.sequence import unwrap
from yarara.kernel.network.tcp.state import (
    CLOSE_WAIT, CLOSING, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, LAST_ACK, SYN_RECEIVED, SYN_SENT, TIME_WAIT)
from yarara.kernel.network.tcp.time_wait import TimeWaits
from yarara.kernel.trace import points

FIN_WAIT_2_LIMIT = 60 * SECOND
"""How long a closed connection waits for the peer to close too, as in Linux and BSD."""


class Connection(ControlBlock):
    """Made by `Tcp.connect` and by `Listener.accept`. All calls take the time in nanoseconds and return at once."""

    def __init__(self, engine: Engine, time_waits: TimeWaits, initial_sequence: int) -> None:
        super().__init__(engine, time_waits, initial_sequence)
        self.accept_next: Connection | None = None
        """For the listener: the next in its queue."""

    # -- the application's calls (section 3.9) -------------------------------------------------------------------------

    @machine.allocates_nothing
    def send(self, address: int, length: int, now: int) -> int:
        """Take up to `length` bytes at `address` to be sent. How many; 0 when there is no room now; -`errors` number when there
        never will be."""
        if not self.can_send:
            return -self._why_not()
        count = self.sender.write(address, length, now)
        if count > 0:
            self._output(now)
        return count

    def _why_not(self) -> int:
        if self.error != errors.NONE:
            return self.error
        if self.state == SYN_SENT or self.state == SYN_RECEIVED:
            return errors.NOT_CONNECTED
        return errors.BROKEN_PIPE

    @machine.allocates_nothing
    def receive(self, address: int, capacity: int, now: int) -> int:
        """Move up to `capacity` received bytes to `address`. How many; 0 when there are none, now or (`at_end`, `error`) ever."""
        count = self.receiver.take(address, capacity)
        if self.receiver.acknowledge_now:
            self._output(now)
        return count

    @property
    def can_send(self) -> bool:
        """Whether `send` takes data, now or when there is room."""
        return (self.state == ESTABLISHED or self.state == CLOSE_WAIT) and not self.sender.fin

    def send_space(self) -> int:
        """How many bytes `send` would take."""
        return self.sender.space if self.can_send else 0

    def receive_available(self) -> int:
        """How many bytes `receive` would give."""
        return self.receiver.available

    def at_end(self) -> bool:
        """The peer has closed its side and everything was read."""
        return self.receiver.fin_received and self.receiver.available == 0

    def set_no_delay(self, no_delay: bool, now: int) -> None:
        """TCP_NODELAY: send small segments at once, without Nagle's algorithm (section 3.7.4)."""
        self.sender.no_delay = no_delay
        if self.in_table:
            self._output(now)

    def shutdown_send(self, now: int) -> None:
        """No more data follows; what was taken is still sent. The other direction stays open. Harmless when repeated."""
        if self.sender.fin or not self._may_finish:
            return
        self.sender.finish(now)
        if self.state == ESTABLISHED:
            self._become(FIN_WAIT_1)
        elif self.state == CLOSE_WAIT:
            self._become(LAST_ACK)
        self._output(now)

    @property
    def _may_finish(self) -> bool:
        return self.state == SYN_RECEIVED or self.state == ESTABLISHED or self.state == CLOSE_WAIT

    def close(self, now: int) -> None:
        """The application is done with the connection. What it sent is still delivered; what it did not read resets the connection,
        so that the peer does not take it for processed (section 3.6.1, RFC 2525 section 2.17)."""
        self.observer = None
        if self.state == SYN_SENT or self.receiver.available > 0:
            self.abort(now)
            return
        self._closed = True
        self.receiver.discard()
        if self.state == FIN_WAIT_2:
            self._abandon_at = now + FIN_WAIT_2_LIMIT
            self._schedule(now)
        self.shutdown_send(now)

    def abort(self, now: int) -> None:
        """End the connection now, with a reset if the peer may know of it (section 3.9.1.6). Harmless when repeated."""
        self.observer = None
        self._closed = True
        if self.in_table and self.state != SYN_SENT:
            self._send_reset(now)
        self._end()
        self.receiver.discard()

    # -- opening -------------------------------------------------------------------------------------------------------

    def start_active(self, now: int) -> None:
        """Send a SYN; the 4-tuple is set. Raises MemoryError."""
        self._enter_table()
        self._become(SYN_SENT)
        self.sender.progress = now
        self._syn_due = True
        self._output(now)

    def start_passive(self, peer_sequence: int, peer_mss: int, peer_scale: int, syn_was_lost: bool, sent_at: int) -> bool:
        """Take over from a `HalfOpen`, which then leaves the table. Its last SYN-ACK went out at `sent_at`; the segment that answers
        it arrives next. False: no memory for the rings, and nothing has happened. Raises MemoryError."""
        self._enter_table()
        if not self._attach_rings():
            self._end()
            return False
        self.receiver.start(peer_sequence, self.engine.first_window)
        self._negotiate(peer_mss, peer_scale)
        self.sender.syn_sent(sent_at)
        if syn_was_lost:
            self.sender.syn_sent(sent_at)
        self._syn_was_lost = syn_was_lost
        self.state = SYN_RECEIVED
        return True

    def _attach_rings(self) -> bool:
        if self.receiver.ring.attach() and self.sender.ring.attach():
            return True
        self.engine.output.counters.tcp_no_memory += 1
        points.drop("tcp_no_memory")
        self.receiver.discard()
        return False

    def _negotiate(self, peer_mss: int, peer_scale: int) -> None:
        """The options of the peer's SYN; negative when absent. Scaling takes two (RFC 7323 section 2.2)."""
        self._peer_mss = self.engine.usable_mss(peer_mss, DEFAULT_MSS)
        if peer_scale >= 0:
            self.sender.scale = peer_scale
            self.receiver.scale = self.engine.window_scale

    # -- what arrives --------------------------------------------------------------------------------------------------

    def arrive(self, segment: TcpSegment, now: int) -> bool:
        """Section 3.10.7.3 and 3.10.7.4."""
        if self.state == SYN_SENT:
            self._arrive_in_syn_sent(segment, now)
        else:
            self._arrive_synchronized(segment, now)
        self._output(now)
        self._notify()
        return True

    def _arrive_in_syn_sent(self, segment: TcpSegment, now: int) -> None:
        """Section 3.10.7.3. Text on the SYN is not taken; it comes again."""
        flags = segment.flags
        acceptable = False
        if flags & ACK:
            acceptable = unwrap(segment.acknowledgment, self.sender.una) == self.sender.max
            if not acceptable:
                self.engine.output.reset(segment, now)
                return
        if flags & RST:
            if acceptable:
                self._fail(errors.CONNECTION_REFUSED)
            return
        if not flags & SYN:
            return
        if not self._attach_rings():
            self._fail(errors.NO_BUFFERS)
            return
        self.receiver.start(segment.sequence, self.engine.first_window)
        self._negotiate(segment.mss, segment.window_scale)
        if acceptable:
            self._establish(self.receiver.next - 1, segment.window, now)
            self.receiver.acknowledge_now = True
        else:  # both sides called at the same time (section 3.5, figure 8)
            self._become(SYN_RECEIVED)
            self._syn_due = True

    def _establish(self, position: int, window: int, now: int) -> None:
        """Our SYN is acknowledged by a segment that begins at `position` and offers `window` bytes."""
        sender = self.sender
        sender.acknowledge(sender.max, now)
        sender.synchronized(self._peer_mss, self._syn_was_lost)
        sender.set_window(position, sender.una, window)
        self._become(FIN_WAIT_1 if sender.fin else ESTABLISHED)
        self._changed = True

    def _arrive_synchronized(self, segment: TcpSegment, now: int) -> None:
        """Section 3.10.7.4, in its order: sequence number, RST, SYN, ACK, text, FIN."""
        receiver = self.receiver
        flags = segment.flags
        start = unwrap(segment.sequence, receiver.next)
        end = start + segment.sequence_length
        if self.state == SYN_RECEIVED and flags & SYN and start + 1 == receiver.next:
            start += 1  # a SYN we know already; behind it may stand the acknowledgment of ours
            flags &= ~SYN
        if not receiver.is_acceptable(start, end):
            if not flags & RST:
                self._answer_unacceptable(segment, now)
        elif flags & RST:
            self._arrive_reset(start, now)
        elif flags & SYN:  # RFC 5961 section 4
            self._challenge(now)
        elif flags & ACK and self._arrive_acknowledgment(segment, start, now):
            if segment.length > 0 or flags & FIN:
                self._arrive_text(segment, start, now)

    def _answer_unacceptable(self, segment: TcpSegment, now: int) -> None:
        """Text that we have already comes again when our acknowledgment was lost, so it is always answered."""
        if segment.length > 0 or segment.flags & FIN:
            self.receiver.acknowledge_now = True
        else:
            self._challenge(now)

    def _challenge(self, now: int) -> None:
        if self.may_challenge(now):
            self.receiver.acknowledge_now = True

    def _arrive_reset(self, start: int, now: int) -> None:
        """RFC 5961 section 3.2: only the exact number resets; near misses are asked to confirm."""
        if start != self.receiver.next:
            self._challenge(now)
        elif self.state == CLOSING or self.state == LAST_ACK or self.state == TIME_WAIT:
            self._end()
        elif self.state == SYN_RECEIVED:
            self._fail(errors.CONNECTION_REFUSED)
        else:
            self._fail(errors.CONNECTION_RESET)

    def _arrive_acknowledgment(self, segment: TcpSegment, start: int, now: int) -> bool:
        """Whether the rest of the segment is to be looked at."""
        sender = self.sender
        position = unwrap(segment.acknowledgment, sender.una)
        window = segment.window << sender.scale
        if self.state == SYN_RECEIVED:
            if position != sender.max:
                self.engine.output.reset(segment, now)
                return False
            self._establish(start, segment.window if segment.flags & SYN else window, now)
            return True
        if position > sender.max or position < sender.una - sender.max_window:  # RFC 5961 section 5
            self._challenge(now)
            return False
        if position > sender.una:
            sender.acknowledge(position, now)
            self._changed = True
        elif segment.sequence_length == 0 and sender.is_duplicate(position, window):
            sender.duplicate()
        elif sender.persisting and not self._closed:
            sender.progress = now  # a closed window may stay closed for as long as the peer answers (section 3.8.6.1)
        if position == sender.una:
            sender.update_window(start, position, window)
        if sender.fin_acknowledged:
            self._fin_acknowledged(now)
        return self.in_table

    def _fin_acknowledged(self, now: int) -> None:
        if self.state == FIN_WAIT_1:
            self._become(FIN_WAIT_2)
            self.sender.ring.release()
            if self._closed:
                self._abandon_at = now + FIN_WAIT_2_LIMIT
        elif self.state == CLOSING:
            self._become(TIME_WAIT)
        elif self.state == LAST_ACK:
            self._end()

    def _arrive_text(self, segment: TcpSegment, start: int, now: int) -> None:
        receiver = self.receiver
        had_fin = receiver.fin_received
        if self._closed and not had_fin and start + segment.length > receiver.next:
            # Nobody will read it, and the peer should know (section 3.6.1).
            self._send_reset(now)
            self._end()
            return
        if receiver.accept(start, segment.payload, segment.length, segment.flags & FIN != 0, now):
            self._changed = True
        if receiver.fin_received and not had_fin:
            self._fin_arrived()

    def _fin_arrived(self) -> None:
        if self.state == ESTABLISHED:
            self._become(CLOSE_WAIT)
        elif self.state == FIN_WAIT_1:
            self._become(CLOSING)  # our own FIN is not acknowledged, or the state would be FIN-WAIT-2 by now
        elif self.state == FIN_WAIT_2:
            self._become(TIME_WAIT)

    def unreachable(self, sequence: int, error: int, now: int) -> None:
        """Believed while connecting; afterwards only the reason to give if the connection times out (RFC 1122 section 4.2.3.9,
        RFC 5927 section 4)."""
        position = unwrap(sequence, self.sender.una)
        if not self.sender.una <= position < self.sender.max:
            return
        if self.state == SYN_SENT:
            self._fail(error)
            self._notify()
        else:
            self._soft_error = error
