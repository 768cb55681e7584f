"""The trace points: one function for each kind of event, called where it happens.

In an image built without tracing they are empty and leave nothing behind. They may be called from anywhere but interrupt handlers.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import core
from yarara.kernel.trace import events
from yarara.kernel.trace.events import NET, SCHED, VIRTIO
from yarara.kernel.trace.recorder import is_wanted, note_time, record, record_apart

NAME_PIECE = 16
LONGEST_NAME = 64


# -- virtio ------------------------------------------------------------------------------------------------------------

@machine.always_inline
def queue_made(queue: int, device_type: int, index: int, size: int) -> None:
    if machine.TRACING and is_wanted(VIRTIO):
        record_apart(events.QUEUE | index << 16 | size << 32 | device_type << 48, queue, 0)


@machine.always_inline
def features(device_type: int, offered: int, negotiated: int) -> None:
    if machine.TRACING and is_wanted(VIRTIO):
        record_apart(events.FEATURES | device_type << 32, offered, negotiated)


@machine.always_inline
def buffer_in(queue: int, identifier: int, parts: int, length: int) -> None:
    """To the device."""
    if machine.TRACING and is_wanted(VIRTIO):
        record(events.BUFFER_IN | parts << 16 | length << 32, queue, identifier)


@machine.always_inline
def buffer_out(queue: int, identifier: int, length: int) -> None:
    """Back from the device."""
    if machine.TRACING and is_wanted(VIRTIO):
        record(events.BUFFER_OUT | length << 32, queue, identifier)


@machine.always_inline
def kick(queue: int) -> None:
    if machine.TRACING and is_wanted(VIRTIO):
        record(events.KICK, queue, 0)


@machine.always_inline
def interrupts(pending: int) -> None:
    """What the core found in its pending word."""
    if machine.TRACING and is_wanted(VIRTIO | SCHED):
        if pending != 0:
            record_apart(events.INTERRUPT, pending, 0)


@machine.always_inline
def fault(queue: int, descriptor: int, what: str, field: str) -> None:
    """Both texts are literals of the kernel, which lie in the image."""
    if machine.TRACING and is_wanted(VIRTIO):
        record_apart(events.FAULT | (descriptor & 0xFFFF_FFFF) << 32, queue, machine.address_of(what) << 32 | machine.address_of(field) & 0xFFFF_FFFF)


@machine.always_inline
def device_reset(device_type: int) -> None:
    if machine.TRACING and is_wanted(VIRTIO):
        record_apart(events.RESET | device_type << 32, 0, 0)


# -- net ---------------------------------------------------------------------------------------------------------------

@machine.always_inline
def frame_in(length: int) -> None:
    """By a network device that is not virtio: there the buffers tell."""
    if machine.TRACING and is_wanted(NET):
        record_apart(events.FRAME_IN | length << 32, 0, 0)


@machine.always_inline
def frame_out(length: int) -> None:
    if machine.TRACING and is_wanted(NET):
        record_apart(events.FRAME_OUT | length << 32, 0, 0)


@machine.always_inline
def link(up: bool, speed: int, duplex: int) -> None:
    if machine.TRACING and is_wanted(NET):
        record_apart(events.LINK | (1 if up else 0) << 16 | (speed & 0xFFFF_FFFF) << 32, duplex, 0)


@machine.always_inline
def tcp_state(old: int, new: int, local: int, local_port: int, remote: int, remote_port: int) -> None:
    if machine.TRACING and is_wanted(NET):
        if old != new:
            record_apart(events.TCP_STATE | (old << 8 | new) << 16 | local_port << 48 | remote_port << 32, local << 32 | remote, 0)


@machine.always_inline
def resent(local: int, local_port: int, remote: int, remote_port: int) -> None:
    if machine.TRACING and is_wanted(NET):
        record_apart(events.RESENT | local_port << 48 | remote_port << 32, local << 32 | remote, 0)


@machine.always_inline
def drop(counter: str) -> None:
    """Why a packet goes no further: the name of a counter of `Counters`, a literal."""
    if machine.TRACING and is_wanted(NET):
        record_apart(events.DROP, machine.address_of(counter), 0)


@machine.always_inline
def refuse(queue: int, length: int, counter: str) -> None:
    """The driver drops a frame; the event before tells its descriptor."""
    if machine.TRACING and is_wanted(VIRTIO | NET):
        record_apart(events.REFUSED | length << 32, queue, machine.address_of(counter))


# -- sched -------------------------------------------------------------------------------------------------------------

@machine.always_inline
def thread_made(thread: int, role: int, core_number: int) -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.THREAD | role << 16 | core_number << 32, thread, 0)


def thread_named(thread: int, core_number: int, name: str) -> None:
    """The library knows what a thread is called."""
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.THREAD | events.NAMED << 16 | core_number << 32, thread, 0)
        _record_name(name.encode("utf-8", "replace")[:LONGEST_NAME])


def _record_name(text: bytes) -> None:
    for start in range(0, len(text), NAME_PIECE):
        piece = text[start:start + NAME_PIECE].ljust(NAME_PIECE, b"\0")
        last = 1 if start + NAME_PIECE >= len(text) else 0
        address = machine.bytes_address(piece)
        record_apart(events.NAME | min(NAME_PIECE, len(text) - start) << 16 | last << 32, machine.load64(address), machine.load64(address + 8))


@machine.always_inline
def thread_ended(thread: int) -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.END, thread, 0)


@machine.always_inline
def switch(leaving: int, state: int, coming: int) -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.SWITCH | state << 16, leaving, coming)


@machine.always_inline
def wake(thread: int) -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.WAKE, thread, machine.core_load(core.CURRENT))


@machine.always_inline
def migrate(thread: int, core_number: int) -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.MIGRATE | core_number << 16, thread, 0)


@machine.always_inline
def halt() -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.HALT, 0, 0)


@machine.always_inline
def resume() -> None:
    if machine.TRACING and is_wanted(SCHED):
        record_apart(events.RESUME, 0, 0)


# -- always ------------------------------------------------------------------------------------------------------------

@machine.always_inline
def panic(address: int, message: int) -> None:
    """The last event: where, and the address of a text that says what."""
    if machine.TRACING and is_wanted(VIRTIO | NET | SCHED):
        record_apart(events.PANIC, address, message)


@machine.always_inline
def time(before: int, now: int, day_offset: int) -> None:
    """The clock was read; the time-stamp counter was `before` when that began."""
    if machine.TRACING and is_wanted(VIRTIO | NET | SCHED) and machine.core_load(core.NUMBER) == 0:
        note_time(before, now, machine.read_tsc(), day_offset)
