"""The receiving half of a connection: what arrived, what the application has read, what the peer is told.

```
   read            next               edge           read + capacity
    | to be read    | expected, with   | not yet      |
    |               | islands beyond   | announced    |
```
"""

from __future__ import annotations

from yarara.kernel.network.duration import MILLISECOND, NEVER
from yarara.kernel.network.tcp.assembler import Assembler
from yarara.kernel.network.tcp.buffer import BufferPool, ByteRing
from yarara.kernel.network.tcp.segment import ABSENT

ACKNOWLEDGE_DELAY = 40 * MILLISECOND
"""RFC 9293 section 3.8.6.3 allows up to 500 ms."""
LARGEST_FIELD = 0xFFFF


class Receiver:
    """Owns the receive ring."""

    def __init__(self, pool: BufferPool, mss: int) -> None:
        self.ring = ByteRing(pool)
        self.next = 0
        """RCV.NXT"""
        self.read = 0
        """The first byte that the application has not read."""
        self.fin_received = False
        """Everything up to the peer's FIN arrived; `next` lies behind it."""
        self.scale = 0
        """Our shift count (RFC 7323)."""
        self.acknowledge_now = False
        self.acknowledge_at = NEVER
        """When a delayed acknowledgment is due."""
        self._mss = mss
        self._edge = 0
        self._fin = ABSENT
        self._segments = 0  # arrived in order since the last acknowledgment
        self._filled = False  # the peer has sent all that it was allowed to
        self._assembler = Assembler()

    def start(self, initial_sequence: int, window: int) -> None:
        """The peer's SYN arrived, and was or will be answered with this `window` (bytes)."""
        self.next = initial_sequence + 1
        self.read = self.next
        self._edge = self.next + window

    # -- the application's side

    @property
    def available(self) -> int:
        """Bytes to be read now."""
        return self.next - self.read - (1 if self.fin_received else 0)

    def take(self, address: int, capacity: int) -> int:
        """Copy up to `capacity` bytes in order into memory and make room for as many; how many."""
        count = min(capacity, self.available)
        if count > 0:
            self.ring.read(self.read, address, count)
            self.read += count
            if self._filled and self.available == 0:
                self._grow()
            if self._window_update_due():
                self.acknowledge_now = True
        return count

    def _grow(self) -> None:
        """The peer could send more, and the application reads it at once: the ring is what they wait for."""
        self._filled = False
        self.ring.grow(self.read, max(self.next, self._assembler.highest))

    def discard(self) -> None:
        """Nobody will read any more: forget what is there, and give the memory back."""
        self.read += self.available
        self.ring.release()

    # -- segments

    @property
    def limit(self) -> int:
        """The position behind the last byte there is room for."""
        return self.read + self.ring.capacity

    def is_acceptable(self, start: int, end: int) -> bool:
        """RFC 9293 section 3.10.7.4, first check, made wider at two points that it must allow anyway: what ends just before the
        window is an answer or a keep-alive, what starts just behind it is an acknowledgment or a window probe. A FIN that filled no room
        may have taken the position behind a full ring: then what starts at `next` is acceptable all the same."""
        return end >= self.next and start <= max(self.limit, self.next)

    def accept(self, start: int, payload: int, length: int, fin: bool, now: int) -> bool:
        """Take the text of an acceptable segment, which may overlap what is there. Whether there is more to read, or its end."""
        end = start + length
        expected = self.next
        if fin:
            self._note_fin(end)
        first = max(start, self.next)
        last = min(end, self.limit)
        if self._fin != ABSENT:
            last = min(last, self._fin)
        if first < last:
            self._store(first, last, payload + (first - start))
        if self._edge - self.next < self._mss:
            self._filled = True
        self._take_fin()
        self._choose_acknowledgment(self.next > expected, length, now)
        return self.next > expected

    def _note_fin(self, position: int) -> None:
        """Only the first FIN counts, and it must lie in the window and behind everything that arrived."""
        if self._fin == ABSENT and self.next <= position <= self.limit and position >= self._assembler.highest:
            self._fin = position

    def _store(self, first: int, last: int, payload: int) -> None:
        if first > self.next:
            if self._assembler.add(first, last):
                self.ring.write(first, payload, last - first)
            return
        self.ring.write(first, payload, last - first)
        self.next = last
        if self._assembler.count > 0:
            self.next = self._assembler.advance(last)
            self.acknowledge_now = True  # a hole was filled: RFC 5681 section 4.2

    def _take_fin(self) -> None:
        if self._fin == self.next and not self.fin_received:
            self.fin_received = True
            self.next += 1
            self.acknowledge_now = True

    def _choose_acknowledgment(self, in_order: bool, length: int, now: int) -> None:
        """RFC 5681 section 4.2: every second segment at once, one alone after a while, anything out of order at once. What is longer
        than a segment was several, which the device has put together."""
        if not in_order:
            self.acknowledge_now = True
            return
        self._segments += 1 if length <= self._mss else 2
        if self._segments >= 2:
            self.acknowledge_now = True
        elif self.acknowledge_at == NEVER:
            self.acknowledge_at = now + ACKNOWLEDGE_DELAY

    # -- what the peer is told

    def window_field(self) -> int:
        """The window to announce, scaled down. The right edge moves in large steps (RFC 9293 section 3.8.6.2.2), never back."""
        if self.limit - self._edge >= min(self.ring.capacity // 2, self._mss):
            self._edge = max(self._edge, min(self.limit, self.next + (LARGEST_FIELD << self.scale)))
        return min(max(self._edge - self.next, 0) >> self.scale, LARGEST_FIELD)

    def delay_is_over(self) -> None:
        """A delayed acknowledgment is due. If it finds no room below it is no longer a matter of this deadline."""
        self.acknowledge_now = True
        self.acknowledge_at = NEVER

    def acknowledged(self) -> None:
        """A segment with our acknowledgment and window went out."""
        self.acknowledge_now = False
        self.acknowledge_at = NEVER
        self._segments = 0

    def _window_update_due(self) -> bool:
        """Worth a segment of its own: half the ring, or the first full segment after the window was closed."""
        step = self.limit - self._edge
        if step >= self.ring.capacity // 2:
            return True
        return self._edge - self.next < self._mss and step >= min(self.ring.capacity // 2, self._mss)
