"""How large the rings of packets are: what the kernel command line says, `virtio.ring=N`, to images that are built to be looked into
(`machine.TRACING`): for tests and measurements."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.virtio.features import F_RING_PACKED
from yarara.kernel.virtio.transport import Transport

LEAST = 2
MOST = 1024
"""Half of all packets wait in the receive ring, so this takes 4 MiB."""
ABSENT = 0
BAD = -1


def asked() -> int:
    """The number that stands there; ABSENT without one, BAD when it is none from LEAST to MOST."""
    text = commandline.option("virtio.ring")
    if text is None:
        return ABSENT
    size = int(text) if text.isdigit() and len(text) < 6 else BAD
    return size if LEAST <= size <= MOST else BAD


@machine.cold
def choose(transport: Transport) -> None:
    """For a network device, before its driver starts it: not more than the device offers, and a power of two unless its rings are packed. With
    any other number, which is logged, they are as large as without one."""
    size = asked()
    if size == ABSENT:
        return
    packed = not transport.legacy and transport.offered() & F_RING_PACKED != 0
    if size == BAD or size > transport.queue_capacity(0) or not packed and size & (size - 1) != 0:
        console.log("network: virtio.ring= is no size for the rings of this device")
    else:
        transport.ring_size = size
