"""What goes between a machine and its host: packets (virtio 1.2, section 5.10.6), and what the protocol wants of the device that carries them."""

from __future__ import annotations

from yarara.kernel.virtio.restarting import RestartingDriver
from yarara.kernel.virtio.transport import Transport
from yarara.machine import Struct, u16, u32, u64

TYPE_STREAM = 1
TYPE_SEQPACKET = 2

# Operations (5.10.6).
REQUEST = 1
RESPONSE = 2
RESET = 3
SHUTDOWN = 4
DATA = 5
CREDIT_UPDATE = 6
CREDIT_REQUEST = 7

# Flags of SHUTDOWN (5.10.6.5).
NO_MORE_RECEIVED = 1
NO_MORE_SENT = 2

# Flags of DATA (5.10.6.3).
END_OF_MESSAGE = 1
"""Of TYPE_SEQPACKET."""


class Packet(Struct):
    """struct virtio_vsock_hdr; the data follows."""
    source_cid: u64
    destination_cid: u64
    source_port: u32
    destination_port: u32
    length: u32
    type: u16
    operation: u16
    flags: u32
    buffer_size: u32   # of the sender: bytes that it has room for in all, ...
    forwarded: u32     # ... and how many of all that came it has passed on, modulo 2**32


HEADER_SIZE = 44


class VsockDevice(RestartingDriver):
    """A device that carries packets. One core uses it. Each of its faults ends all connections."""

    def __init__(self, transport: Transport) -> None:
        """Raises VirtioError when it does not confirm a reset."""
        super().__init__(transport)
        self.cid = 0
        """The number of this machine."""
        self.keeps_messages = False
        """Whether it carries TYPE_SEQPACKET."""
        self.places = 0
        """How many packets it can have to send at a time."""
        self.length = 0
        """Bytes of the packet that `next` gave, header and data."""

    def next(self) -> int:
        """The address of the next packet that came, 0 when there is none. It lasts until `done`."""
        raise NotImplementedError

    def done(self) -> None:
        """The packet is not needed any more."""
        raise NotImplementedError

    def refill(self) -> None:
        """Show the device the buffers that are free again."""
        raise NotImplementedError

    def room(self) -> int:
        """How many packets can be sent now."""
        raise NotImplementedError

    def has_room(self, packets: int) -> bool:
        """Whether so many packets can be sent now; if not, it interrupts when there is more room."""
        raise NotImplementedError

    def packet(self) -> int:
        """Where to write the next one; there must be room."""
        raise NotImplementedError

    def send(self, address: int, length: int) -> None:
        """Send the packet there, with so many bytes of data; it leaves with the next `flush`."""
        raise NotImplementedError

    def flush(self) -> None:
        """Show the device what was sent."""
        raise NotImplementedError

    def was_reset(self) -> bool:
        """Whether all connections were lost."""
        raise NotImplementedError

    def distrust(self, fault: str) -> None:
        """The device broke the rules of the protocol: start it anew."""
        raise NotImplementedError

    def acknowledge(self, pending: int) -> None:
        """It has interrupted."""
        raise NotImplementedError

    def disable_interrupts(self) -> None:
        """The core polls."""
        raise NotImplementedError

    def enable_interrupts(self) -> bool:
        """Interrupt when a packet comes, or when there is room again where it was scarce. True: that has happened already."""
        raise NotImplementedError
