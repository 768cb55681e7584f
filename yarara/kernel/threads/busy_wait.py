"""Waiting for a device without interrupts, while other threads and other cores go on."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory import world
from yarara.kernel.threads import scheduler


def give_way() -> None:
    """To be called again and again by a thread that waits and holds no spinlock: collections are not held up, and others get their turn."""
    if machine.PARALLEL:
        if world.stop_requested():
            world.rendezvous()
        if scheduler.is_started():
            scheduler.yield_now()
    machine.pause()
