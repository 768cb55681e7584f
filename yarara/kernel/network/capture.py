"""A network device that records its traffic in the pcap format, for tcpdump and Wireshark.

It wraps another device, so it works with every driver.
"""

from __future__ import annotations

from typing import Callable

from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.network.device import EVERY_CAUSE, NetworkDevice
from yarara.kernel.network.packet import Packet
from yarara.machine import Struct, u16, u32

MAGIC_NANOSECONDS = 0xA1B2_3C4D
LINK_TYPE_ETHERNET = 1
LONGEST_FRAME = 65_535

_SECOND = 1_000_000_000


class FileHeader(Struct):
    """The start of a pcap file."""
    magic: u32
    version_major: u16
    version_minor: u16
    time_zone: u32
    accuracy: u32
    snap_length: u32
    link_type: u32


class RecordHeader(Struct):
    """In front of every frame."""
    seconds: u32
    nanoseconds: u32
    captured_length: u32
    original_length: u32


class Sink:
    """Where the file goes."""

    def write(self, address: int, length: int) -> None:
        """Append these bytes. They must be taken before this returns."""
        raise NotImplementedError


class CaptureDevice(NetworkDevice):
    """Passes everything on to `device`, and every frame received or accepted for sending to `sink`."""

    def __init__(self, device: NetworkDevice, sink: Sink, clock: Callable[[], int]) -> None:
        """`clock` gives the time of day in nanoseconds since 1970. Raises MemoryError."""
        super().__init__(device.pool, device.mac, device.mtu)
        self._device = device
        self._sink = sink
        self._clock = clock
        self._record = RecordHeader.at(allocate_dma(FileHeader.SIZE + RecordHeader.SIZE))
        header = FileHeader.at(self._record.address + RecordHeader.SIZE)
        header.magic = MAGIC_NANOSECONDS
        header.version_major = 2
        header.version_minor = 4
        header.snap_length = LONGEST_FRAME
        header.link_type = LINK_TYPE_ETHERNET
        sink.write(header.address, FileHeader.SIZE)

    def _write(self, frame: int, length: int) -> None:
        now = self._clock()
        self._record.seconds = now // _SECOND
        self._record.nanoseconds = now % _SECOND
        self._record.captured_length = length
        self._record.original_length = length
        self._sink.write(self._record.address, RecordHeader.SIZE)
        self._sink.write(frame, length)

    def receive(self) -> Packet | None:
        packet = self._device.receive()
        if packet is not None:
            self._write(packet.data, packet.length)
        return packet

    def transmit(self, packet: Packet) -> bool:
        frame = packet.data
        length = packet.length
        if not self._device.transmit(packet):
            return False
        # The device owns the packet now, but it only reads the frame, and nobody else can take the packet before this returns.
        self._write(frame, length)
        return True

    def flush(self) -> None:
        self._device.flush()

    def link_up(self) -> bool:
        return self._device.link_up()

    def enable_interrupts(self) -> bool:
        return self._device.enable_interrupts()

    def wants_announcement(self) -> bool:
        return self._device.wants_announcement()

    def disable_interrupts(self) -> None:
        self._device.disable_interrupts()

    def watch(self, now: int) -> int:
        return self._device.watch(now)

    def acknowledge(self, pending: int = EVERY_CAUSE) -> None:
        self._device.acknowledge(pending)
