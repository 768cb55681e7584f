"""The TCP header (RFC 9293 section 3.1): `TcpHeader` is the view of one in memory, `TcpSegment` the value parsed from or written to it.

```
 source port | destination port
 sequence number
 acknowledgment number
 data offset, flags | window
 checksum | urgent pointer
 options (0 to 40 bytes), payload
```
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import checksum
from yarara.kernel.network.transport import PROTOCOL_TCP
from yarara.machine import Struct, be16, be32, u8

FIN = 0x01
SYN = 0x02
RST = 0x04
PSH = 0x08
ACK = 0x10
URG = 0x20
KNOWN_FLAGS = 0x3F
"""The ECN bits (RFC 3168) above these are not ours: a SYN that offers ECN is answered as one that does not."""

OPTION_END = 0
OPTION_NOP = 1
OPTION_MSS = 2
OPTION_WINDOW_SCALE = 3

MAXIMUM_SCALE = 14
"""RFC 7323 section 2.3: a larger shift count is used as 14."""
CHECKSUM_FIELD = 16
"""Where in the header it is."""
DEFAULT_MSS = 536
"""What a peer accepts that sends no MSS option (RFC 9293 section 3.7.1)."""
ABSENT = -1


class TcpHeader(Struct):
    """The fixed 20 bytes."""

    source_port: be16
    destination_port: be16
    sequence: be32
    acknowledgment: be32
    data_offset: u8  # length of the header in 32-bit words, in the upper four bits
    flags: u8
    window: be16
    checksum: be16
    urgent_pointer: be16


class TcpSegment:
    """One segment without its payload, which stays where it is (`payload`, `length`).

    A `Tcp` has one for what comes in and one for what goes out; they are filled again and again.
    """

    def __init__(self) -> None:
        self.source = 0
        self.destination = 0
        self.source_port = 0
        self.destination_port = 0
        self.sequence = 0
        self.acknowledgment = 0
        self.flags = 0
        self.window = 0
        """The field as on the wire, not scaled."""
        self.mss = ABSENT
        self.window_scale = ABSENT
        self.payload = 0
        """Address of the first byte of payload."""
        self.length = 0
        """Bytes of payload; SYN and FIN do not count."""
        self.previous_end = ABSENT
        """Not on the wire: where our side's previous connection with this 4-tuple ended, when TIME-WAIT let this SYN through."""

    @property
    def sequence_length(self) -> int:
        """SEG.LEN: how much of the sequence space it occupies."""
        return self.length + (self.flags & SYN) // SYN + (self.flags & FIN) // FIN

    def parse(self, address: int, length: int, source: int, destination: int) -> bool:
        """Fill from the `length` bytes at `address`, whose checksum the caller has verified. False: too short, or an impossible
        data offset; drop it."""
        if length < TcpHeader.SIZE:
            return False
        header = TcpHeader.at(address)
        header_length = (header.data_offset >> 4) * 4
        if header_length < TcpHeader.SIZE or header_length > length:
            return False
        self.source = source
        self.destination = destination
        self.source_port = header.source_port
        self.destination_port = header.destination_port
        self.sequence = header.sequence
        self.acknowledgment = header.acknowledgment
        self.flags = header.flags & KNOWN_FLAGS
        self.window = header.window
        self.payload = address + header_length
        self.length = length - header_length
        self.previous_end = ABSENT
        self._parse_options(address + TcpHeader.SIZE, address + header_length)
        return True

    def _parse_options(self, address: int, end: int) -> None:
        """RFC 9293 section 3.2. Unknown options are skipped by their length; behind a malformed one nothing is believed."""
        self.mss = ABSENT
        self.window_scale = ABSENT
        while address < end:
            kind = machine.load8(address)
            if kind == OPTION_END:
                return
            if kind == OPTION_NOP:
                address += 1
                continue
            if address + 2 > end:
                return
            length = machine.load8(address + 1)
            if length < 2 or address + length > end:
                return
            if kind == OPTION_MSS and length == 4:
                self.mss = machine.load_be16(address + 2)
            elif kind == OPTION_WINDOW_SCALE and length == 3:
                self.window_scale = min(machine.load8(address + 2), MAXIMUM_SCALE)
            address += length

    @property
    def header_length(self) -> int:
        """What `emit` will occupy before the payload."""
        length = TcpHeader.SIZE
        if self.mss != ABSENT:
            length += 4
        if self.window_scale != ABSENT:
            length += 4
        return length

    def emit(self, address: int) -> None:
        """Write header and options to `address`, in front of the payload. The checksum is left to be completed: the field holds the
        sum of the pseudo-header."""
        header = TcpHeader.at(address)
        header_length = self.header_length
        header.source_port = self.source_port
        header.destination_port = self.destination_port
        header.sequence = self.sequence
        header.acknowledgment = self.acknowledgment
        header.data_offset = header_length << 2
        header.flags = self.flags
        header.window = self.window
        header.checksum = checksum.partial(checksum.pseudo_header(
            self.source, self.destination, PROTOCOL_TCP, header_length + self.length))
        header.urgent_pointer = 0
        self._emit_options(address + TcpHeader.SIZE)

    def _emit_options(self, address: int) -> None:
        if self.mss != ABSENT:
            machine.store8(address, OPTION_MSS)
            machine.store8(address + 1, 4)
            machine.store_be16(address + 2, self.mss)
            address += 4
        if self.window_scale != ABSENT:
            machine.store8(address, OPTION_NOP)
            machine.store8(address + 1, OPTION_WINDOW_SCALE)
            machine.store8(address + 2, 3)
            machine.store8(address + 3, self.window_scale)
