"""The kinds of events, and how each lies in memory. The host reads the same file (yarara/observe/), so both sides mean the same.

An event is 32 bytes. What its fields hold depends on the kind; a *queue* or a *thread* is the address of its object, which an earlier
event of kind QUEUE or THREAD introduced.
"""

from __future__ import annotations

from yarara.machine import Struct, u16, u32, u64

# Categories: what `yarara run --trace` chooses from. Bits, as the kernel command line has them.
VIRTIO = 1
NET = 2
SCHED = 4


class Event(Struct):
    """One thing that happened."""
    ticks: u64             # of the time-stamp counter
    kind: u16
    number: u16
    value: u32
    first: u64
    second: u64


# virtio.
QUEUE = 1        # a queue was made. number: its index; value: device type << 16 | size; first: the queue
FEATURES = 2     # the handshake. value: device type; first: what was offered; second: what was negotiated
BUFFER_IN = 3    # the driver lends a chain. number: parts; value: bytes; first: the queue; second: identifier
BUFFER_OUT = 4   # the device returned it. value: bytes written; first: the queue; second: identifier
KICK = 5         # the device was notified. first: the queue
INTERRUPT = 6    # interrupts that came since the last look. first: the core's pending bits
FAULT = 7        # the device broke the rules. value: descriptor; first: the queue; second: address of the text << 32 | of the field's name
RESET = 8        # the device was reset. value: device type

# net.
FRAME_IN = 16    # by a device that is not virtio. value: bytes
FRAME_OUT = 17   # the same
TCP_STATE = 18   # number: old << 8 | new; value: local port << 16 | remote port; first: local address << 32 | remote address
RESENT = 19      # a segment went out again. As above, without states
DROP = 20        # a packet goes no further. first: address of a text, the counter that counted it
LINK = 22        # of a network device, changed. number: 1 when it is up; value: Mbit/s, 0xFFFFFFFF: unknown; first: 1 full duplex, 0 half, 255 unknown
REFUSED = 21     # a frame that the driver did not take. value: its bytes; first: the queue; second: address of such a text

# sched.
SWITCH = 32      # number: state of the thread that stops; first: it; second: the one that runs now
WAKE = 33        # first: the thread; second: who woke it
HALT = 34        # the core sleeps from now on ...
RESUME = 35      # ... and no longer
THREAD = 36      # a thread was made. number: MAIN, IDLE or OTHER, or NAMED when only its name is to follow; value: its core; first: the thread
NAME = 37        # 16 bytes (first, second) of the name of the last THREAD on this core. number: how many of them count; value: 1 for the last piece
MIGRATE = 38     # number: to which core; first: the thread
END = 39         # first: the thread

# In every category.
PANIC = 48       # first: rip, or 0; second: address of the message, or 0

MAIN = 0
IDLE = 1
OTHER = 2
NAMED = 3
