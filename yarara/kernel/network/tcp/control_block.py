"""The transmission control block (RFC 9293 section 3.3.1): the state of one connection, what it sends, when it waits, and how it
ends. `Connection` adds what comes from outside: the application's calls and the segments that arrive.

`Sender` and `Receiver` are the two directions; here is what ties them together. Sections named below are those of RFC 9293.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import errors
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.tcp.engine import LARGEST_RETRY_DELAY, RETRY_DELAY, Engine
from yarara.kernel.network.tcp.entry import Entry
from yarara.kernel.network.tcp.receiver import Receiver
from yarara.kernel.network.tcp.segment import ABSENT, ACK, FIN, PSH, RST, SYN
from yarara.kernel.network.tcp.sender import Sender
from yarara.kernel.network.tcp.sequence import MASK
from yarara.kernel.network.tcp.state import CLOSED, SYN_RECEIVED, SYN_SENT, TIME_WAIT
from yarara.kernel.network.tcp.time_wait import TimeWaits
from yarara.kernel.trace import points

USER_TIMEOUT = 180 * SECOND
"""R2 (section 3.8.3): how long the peer may owe us an answer. RFC 1122 wants three minutes at least for a SYN."""


class ControlBlock(Entry):
    """Owned by the table while `in_table`; afterwards only by the application."""

    def __init__(self, engine: Engine, time_waits: TimeWaits, initial_sequence: int) -> None:
        super().__init__()
        self.engine = engine
        self.state = CLOSED
        """One of `state`."""
        self.error = errors.NONE
        """Why the connection ended; NONE while it lives and when it ended in order."""
        self.observer: Observer | None = None
        self.user_timeout = USER_TIMEOUT
        self.sender = Sender(initial_sequence, engine.send_pool)
        self.receiver = Receiver(engine.receive_pool, engine.mss)
        self._time_waits = time_waits
        self.in_table = False
        self._closed = False  # by the application: nobody will read
        self._changed = False
        self._soft_error = errors.NONE
        self._syn_due = False
        self._syn_was_lost = False
        self._peer_mss = 0
        self._retry_at = NEVER
        self._retry_delay = RETRY_DELAY
        self._abandon_at = NEVER

    @machine.always_inline
    def _become(self, state: int) -> None:
        self.trace_state(self.state, state)
        self.state = state

    def _enter_table(self) -> None:
        """From now on segments and deadlines reach it. Raises MemoryError."""
        self.engine.timers.add(self)
        self.engine.table.insert(self)
        self.in_table = True

    # -- what goes out -------------------------------------------------------------------------------------------------

    def _output(self, now: int) -> None:
        """Send everything that may be sent now. What finds no room below waits a little."""
        if not self.in_table:
            return
        self._retry_at = NEVER
        if self._send_what_is_due(now):
            self._retry_delay = RETRY_DELAY
            if self.state == TIME_WAIT:
                self._retire(now)
                return
        else:
            self._retry_at = now + self._retry_delay
            self._retry_delay = min(2 * self._retry_delay, LARGEST_RETRY_DELAY)
        self._schedule(now)

    def _send_what_is_due(self, now: int) -> bool:
        """False when something found no room."""
        if self.state == SYN_SENT or self.state == SYN_RECEIVED:
            return not self._syn_due or self._send_syn(now)
        sender = self.sender
        if sender.resend and not self._resend(now):
            return False
        sender.restart_if_idle(now)
        output = self.engine.output
        length = sender.sendable(output.most_text())
        while length > 0:
            if not self._send_text(sender.next, length, now):
                return False
            sender.sent(length, now)
            length = sender.sendable(output.most_text())
        return not self.receiver.acknowledge_now or self._send_acknowledgment(now)

    def _send_syn(self, now: int) -> bool:
        segment = self.engine.output.begin(self, self.sender.una, SYN)
        segment.window = self.engine.first_window
        segment.mss = self.engine.mss
        segment.window_scale = self.engine.window_scale
        if self.state == SYN_RECEIVED:
            segment.flags = SYN | ACK
            segment.acknowledgment = self.receiver.next & MASK
            if self.receiver.scale == 0 and self.sender.scale == 0:
                segment.window_scale = ABSENT
        if not self.engine.output.send(now):
            return False
        self._syn_due = False
        self.sender.syn_sent(now)
        return True

    def _send_text(self, position: int, length: int, now: int) -> bool:
        """Send `length` of the sequence space from `position` on: data, then perhaps the FIN."""
        sender = self.sender
        count = min(length, sender.end - position)
        flags = ACK
        if count > 0 and position + count == sender.end:
            flags |= PSH
        if count < length:
            flags |= FIN
        segment = self.engine.output.begin(self, position, flags)
        segment.acknowledgment = self.receiver.next & MASK
        segment.window = self.receiver.window_field()
        if position < sender.max:
            self.engine.output.counters.tcp_resent += 1
            points.resent(self.local_address, self.local_port, self.remote_address, self.remote_port)
        if not self.engine.output.send_text(sender.ring, position, count, sender.mss, now):
            return False
        self.receiver.acknowledged()
        return True

    def _resend(self, now: int) -> bool:
        """Repeat the segment at `una`."""
        if not self._send_text(self.sender.una, self.sender.resend_length(), now):
            return False
        self.sender.resent()
        return True

    def _send_acknowledgment(self, now: int) -> bool:
        position = self.sender.acknowledgment_position
        if not self.engine.output.acknowledge(self, position, self.receiver.next, self.receiver.window_field(), now):
            return False
        self.receiver.acknowledged()
        return True

    def _send_reset(self, now: int) -> None:
        segment = self.engine.output.begin(self, self.sender.acknowledgment_position, RST | ACK)
        segment.acknowledgment = self.receiver.next & MASK
        self.engine.output.send(now)

    # -- time ----------------------------------------------------------------------------------------------------------

    def _schedule(self, now: int) -> None:
        if self.state != SYN_SENT and self.state != SYN_RECEIVED:
            self.sender.schedule(now)
        deadline = min(self.sender.expires, self.receiver.acknowledge_at)
        self.engine.timers.set(self, min(deadline, min(self._retry_at, self._abandon_at)))

    def expire(self, now: int) -> None:
        """One of the connection's deadlines came."""
        if self._abandon_at <= now:
            self._end()
            return
        if self.receiver.acknowledge_at <= now:
            self.receiver.delay_is_over()
        if self.sender.expires <= now:
            self._retransmission_due(now)
        self._output(now)
        self._notify()

    def _retransmission_due(self, now: int) -> None:
        """Section 3.8.3: try again, or give up."""
        if now - self.sender.progress >= self.user_timeout:
            self._fail(self._soft_error if self._soft_error != errors.NONE else errors.TIMED_OUT)
        elif self.state == SYN_SENT or self.state == SYN_RECEIVED:
            self._syn_due = True
            self._syn_was_lost = True
            self.sender.expires = NEVER
            self.sender.rto.back_off()
        else:
            self.sender.timed_out()

    # -- the end -------------------------------------------------------------------------------------------------------

    def _retire(self, now: int) -> None:
        """TIME-WAIT, and our last acknowledgment is out: a smaller object does the waiting."""
        send_next, receive_next = self.sender.max, self.receiver.next
        self._leave_table(TIME_WAIT)
        self._time_waits.enter(self, send_next, receive_next, self.receiver.window_field(), now)

    def _fail(self, error: int) -> None:
        """The connection is over before its time."""
        self.error = error
        self._end()

    def _end(self) -> None:
        """It is over. What was received can still be read until the application closes."""
        self._leave_table(CLOSED)

    def _leave_table(self, state: int) -> None:
        self._become(state)
        self._changed = True
        if self.in_table:
            self.in_table = False
            self.engine.table.remove(self)
            self.engine.timers.remove(self)
        self.sender.ring.release()
        if self._closed:
            self.receiver.discard()

    def _notify(self) -> None:
        """Tell the observer once about whatever a segment or a deadline changed."""
        if self._changed:
            self._changed = False
            if self.observer is not None:
                self.observer.changed()
