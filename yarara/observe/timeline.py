"""Records decoded: who, what, where, in names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from yarara.kernel.trace import events
from yarara.observe import names
from yarara.observe.shared import Record

VIRTIO, NET, SCHED, KERNEL = "virtio", "net", "sched", "kernel"
CATEGORIES = {VIRTIO: events.VIRTIO, NET: events.NET, SCHED: events.SCHED}

MAIN = "main"
"""The name of the thread that runs the program."""

_THREAD_STATES = ("yields", "waits", "waits", "yields", "ends")
"""Why a thread stops running, by its state (kernel/threads/thread.py)."""
TIMER_BIT, WAKE_BIT, FIRST_DEVICE_BIT = 0, 1, 2


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""
    ticks: int
    core: int
    category: str
    name: str
    """Such as `kick`."""
    text: str
    """The rest, for people."""
    details: dict[str, object] = field(default_factory=dict)
    """The same for programs."""


@dataclass
class Queue:
    """A virtqueue that the kernel told of."""
    name: str
    size: int
    lent: int = 0


class Decoder:
    """Turns records, in their order, into entries. Knows the queues and threads that it was told of."""

    def __init__(self, text_at: Callable[[int], str], place_of: Callable[[int], str]) -> None:
        """`text_at` reads a text of the image, `place_of` says where in the source an address of code is."""
        self._text_at = text_at
        self._place_of = place_of
        self.queues: dict[int, Queue] = {}
        self._queue_before: tuple[int, int] | None = None
        self.threads: dict[int, str] = {}
        self._made = 0
        self._named: dict[int, int] = {}  # by core: the thread whose name comes in pieces
        self._pieces: dict[int, bytes] = {}
        self._handlers: dict[int, Callable[[Record], Entry | None]] = {
            events.QUEUE: self._queue, events.FEATURES: self._features, events.BUFFER_IN: self._buffer_in, events.BUFFER_OUT: self._buffer_out,
            events.KICK: self._kick, events.INTERRUPT: self._interrupt, events.FAULT: self._fault, events.RESET: self._reset,
            events.FRAME_IN: self._frame_in, events.FRAME_OUT: self._frame_out, events.TCP_STATE: self._tcp_state, events.RESENT: self._resent,
            events.DROP: self._drop, events.REFUSED: self._refused, events.LINK: self._link,
            events.SWITCH: self._switch, events.WAKE: self._wake, events.HALT: self._halt, events.RESUME: self._resume,
            events.THREAD: self._thread, events.NAME: self._name, events.MIGRATE: self._migrate, events.END: self._end,
            events.PANIC: self._panic,
        }

    def decode(self, record: Record) -> Entry | None:
        """None for what only tells a name."""
        handler = self._handlers.get(record.kind)
        if handler is None:
            return _entry(record, KERNEL, "unknown event", f"kind {record.kind}")
        return handler(record)

    def queue(self, address: int) -> Queue:
        return self.queues.setdefault(address, Queue(f"queue at {address:#x}", 0))

    def thread(self, address: int) -> str:
        return self.threads.get(address, f"thread {address:#x}")

    # -- virtio --------------------------------------------------------------------------------------------------------

    def _queue(self, record: Record) -> Entry:
        device_type, size = record.value >> 16, record.value & 0xFFFF
        name = names.queue(device_type, record.number, self._queue_before)
        self._queue_before = device_type, record.number
        self.queues[record.first] = Queue(name, size)
        return _entry(record, VIRTIO, "queue", f"{name}, {size} descriptors", queue=name, size=size)

    def _features(self, record: Record) -> Entry:
        used = names.features(record.value, record.second)
        declined = names.features(record.value, record.first & ~record.second)
        return _entry(record, VIRTIO, "features", f"{names.device(record.value)}: {' '.join(used)}; declined: {' '.join(declined) or 'none'}",
                      device=names.device(record.value), negotiated=used, declined=declined)

    def _buffer_in(self, record: Record) -> Entry:
        queue = self.queue(record.first)
        queue.lent += 1
        parts = f" in {record.number} parts" if record.number > 1 else ""
        return _entry(record, VIRTIO, "buffer in", f"{queue.name}, descriptor {record.second}, {record.value} bytes{parts}, {queue.lent} lent",
                      queue=queue.name, descriptor=record.second, bytes=record.value, lent=queue.lent)

    def _buffer_out(self, record: Record) -> Entry:
        queue = self.queue(record.first)
        queue.lent = max(queue.lent - 1, 0)
        return _entry(record, VIRTIO, "buffer out", f"{queue.name}, descriptor {record.second}, {record.value} bytes written, {queue.lent} lent",
                      queue=queue.name, descriptor=record.second, bytes=record.value, lent=queue.lent)

    def _kick(self, record: Record) -> Entry:
        queue = self.queue(record.first)
        return _entry(record, VIRTIO, "kick", f"{queue.name}, {queue.lent} lent", queue=queue.name)

    def _interrupt(self, record: Record) -> Entry:
        causes = [_cause(bit) for bit in range(64) if record.first >> bit & 1]
        category = VIRTIO if record.first >> FIRST_DEVICE_BIT else SCHED
        return _entry(record, category, "interrupt", ", ".join(causes), causes=causes)

    def _fault(self, record: Record) -> Entry:
        queue = self.queue(record.first)
        what, where = self._text_at(record.second >> 32), self._text_at(record.second & 0xFFFF_FFFF)
        return _entry(record, VIRTIO, "fault", f"{queue.name}, descriptor {record.value}, field {where}: the device {what}",
                      queue=queue.name, descriptor=record.value, field=where, fault=what)

    def _reset(self, record: Record) -> Entry:
        for queue in self.queues.values():
            if queue.name.startswith(f"{names.device(record.value)} "):
                queue.lent = 0
        return _entry(record, VIRTIO, "reset", names.device(record.value), device=names.device(record.value))

    # -- net -----------------------------------------------------------------------------------------------------------

    def _frame_in(self, record: Record) -> Entry:
        return _entry(record, NET, "frame in", f"{record.value} bytes", bytes=record.value)

    def _frame_out(self, record: Record) -> Entry:
        return _entry(record, NET, "frame out", f"{record.value} bytes", bytes=record.value)

    def _link(self, record: Record) -> Entry:
        state = "up" if record.number == 1 else "down"
        speed, duplex = names.speed(record.value), names.duplex(record.first)
        return _entry(record, NET, "link", ", ".join(filter(None, (state, speed, duplex))), state=state, speed=speed, duplex=duplex)

    def _tcp_state(self, record: Record) -> Entry:
        old, new = (names.TCP_STATES.get(number, str(number)) for number in (record.number >> 8, record.number & 0xFF))
        connection = _connection(record)
        return _entry(record, NET, "tcp", f"{connection} {old} -> {new}", connection=connection, old=old, new=new)

    def _resent(self, record: Record) -> Entry:
        connection = _connection(record)
        return _entry(record, NET, "tcp resent", connection, connection=connection)

    def _drop(self, record: Record) -> Entry:
        counter = self._text_at(record.first)
        return _entry(record, NET, "drop", counter, counter=counter)

    def _refused(self, record: Record) -> Entry:
        queue, counter = self.queue(record.first), self._text_at(record.second)
        return _entry(record, VIRTIO, "drop", f"{queue.name}, {record.value} bytes: {counter}", queue=queue.name, bytes=record.value, counter=counter)

    # -- sched ---------------------------------------------------------------------------------------------------------

    def _switch(self, record: Record) -> Entry:
        leaving, coming = self.thread(record.first), self.thread(record.second)
        why = _THREAD_STATES[record.number] if record.number < len(_THREAD_STATES) else "stops"
        return _entry(record, SCHED, "switch", f"{leaving} {why}, {coming} runs", leaving=leaving, reason=why, coming=coming)

    def _wake(self, record: Record) -> Entry:
        thread, by = self.thread(record.first), self.thread(record.second)
        return _entry(record, SCHED, "wake", f"{thread}, by {by}", thread=thread, by=by)

    def _halt(self, record: Record) -> Entry:
        return _entry(record, SCHED, "halt", "")

    def _resume(self, record: Record) -> Entry:
        return _entry(record, SCHED, "resume", "")

    def _thread(self, record: Record) -> Entry | None:
        if record.number == events.NAMED:
            self._named[record.core] = record.first
            self._pieces[record.core] = b""
            return None
        self._made += 1
        name = {events.MAIN: MAIN, events.IDLE: f"idle {record.value}"}.get(record.number, f"thread {self._made}")
        self.threads[record.first] = name
        return _entry(record, SCHED, "thread", f"{name}, on core {record.value}", thread=name, home=record.value)

    def _name(self, record: Record) -> Entry | None:
        piece = (record.first.to_bytes(8, "little") + record.second.to_bytes(8, "little"))[:record.number]
        self._pieces[record.core] = self._pieces.get(record.core, b"") + piece
        if record.value != 1 or record.core not in self._named:
            return None
        thread = self._named[record.core]
        before, name = self.thread(thread), self._pieces[record.core].decode(errors="replace")
        self.threads[thread] = name
        return _entry(record, SCHED, "name", f"{before} is {name}", thread=name, before=before)

    def _migrate(self, record: Record) -> Entry:
        thread = self.thread(record.first)
        return _entry(record, SCHED, "migrate", f"{thread} to core {record.number}", thread=thread, to=record.number)

    def _end(self, record: Record) -> Entry:
        thread = self.thread(record.first)
        return _entry(record, SCHED, "thread end", thread, thread=thread)

    # -- all -----------------------------------------------------------------------------------------------------------

    def _panic(self, record: Record) -> Entry:
        text = self._text_at(record.second) if record.second else f"at {self._place_of(record.first)}"
        return _entry(record, KERNEL, "panic", text, message=text)


def _entry(record: Record, category: str, name: str, text: str, **details: object) -> Entry:
    return Entry(record.ticks, record.core, category, name, text, details)


def _cause(bit: int) -> str:
    return {TIMER_BIT: "timer", WAKE_BIT: "another core"}.get(bit, f"device {bit - FIRST_DEVICE_BIT}")


def _connection(record: Record) -> str:
    local = names.endpoint(record.first >> 32, record.value >> 16)
    return f"{local} - {names.endpoint(record.first & 0xFFFF_FFFF, record.value & 0xFFFF)}"
