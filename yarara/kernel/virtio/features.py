"""Feature bits (virtio 1.2, sections 5 and 6), and which of them are used here: one table a device.

A driver *requires* some features, without which it does not start, and *wants* others. What stands in no table is not implemented
and never acknowledged.
"""

from __future__ import annotations

# -- of every device (6) -----------------------------------------------------------------------------------------------

F_ANY_LAYOUT = 1 << 27  # legacy interface: headers may share a buffer with data; always so in version 1
F_INDIRECT_DESC = 1 << 28  # a chain of several parts takes one descriptor of the ring (queue.py, `lend_chain`)
F_EVENT_IDX = 1 << 29  # interrupts and notifications are asked for by position in the ring, one for many buffers
F_VERSION_1 = 1 << 32  # the modern layout of everything; the legacy interface cannot offer it
F_RING_PACKED = 1 << 34  # one ring in place of three areas (packed.py)
F_IN_ORDER = 1 << 35  # buffers come back in the order they were lent, one note for many
F_RING_RESET = 1 << 40  # a queue can be reset alone, while the others go on

RINGS_WANTED = F_ANY_LAYOUT | F_INDIRECT_DESC | F_EVENT_IDX | F_RING_PACKED | F_IN_ORDER | F_RING_RESET
"""What the rings and the buses do for every driver. `Transport.negotiate` adds F_VERSION_1 where it must be."""

# -- the network device (5.1.3) ----------------------------------------------------------------------------------------

F_NET_MTU = 1 << 3  # the device says how long a packet may be
F_NET_MAC = 1 << 5  # the device has a hardware address; without it the driver makes one up
F_NET_MRG_RXBUF = 1 << 15  # a received frame may lie in several buffers; its header counts them
F_NET_STATUS = 1 << 16  # the device says whether the link is up

NETWORK_REQUIRED = 0
NETWORK_WANTED = RINGS_WANTED | F_NET_MTU | F_NET_MAC | F_NET_MRG_RXBUF | F_NET_STATUS

# -- the entropy device (5.4.3): it has none of its own ----------------------------------------------------------------

ENTROPY_REQUIRED = 0
ENTROPY_WANTED = RINGS_WANTED
