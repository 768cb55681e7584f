"""What a network device does with a packet before it goes onto the wire (virtio 1.2, section 5.1.6.2): it completes the checksum, and cuts
a long TCP segment or a long UDP datagram."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from yarara.devicemodel.queue import DriverError

F_CSUM = 1 << 0
F_HOST_TSO4 = 1 << 11
F_HOST_UFO = 1 << 14
NEEDS_CSUM = 1
DATA_VALID = 2
GSO_TCPV4 = 1
GSO_UDP = 3
ETHERNET, TAG = 14, 4


@dataclass(frozen=True)
class OffloadHeader:
    """struct virtio_net_hdr without num_buffers."""
    flags: int = 0
    gso_type: int = 0
    hdr_len: int = 0
    gso_size: int = 0
    csum_start: int = 0
    csum_offset: int = 0


NO_OFFLOAD = OffloadHeader()


def internet_sum(data: bytes) -> int:
    """The one's complement sum of the 16-bit words (RFC 1071)."""
    total: int = sum(struct.unpack(f"!{(len(data) + 1) // 2}H", data + b"\0" * (len(data) % 2)))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def link_header(frame: bytes) -> int:
    """Where the IP packet begins: behind the Ethernet header, and a VLAN tag if there is one."""
    return ETHERNET + TAG if frame[12:14] == b"\x81\x00" else ETHERNET


def finished(frame: bytes, header: OffloadHeader, features: int) -> list[bytes]:
    """The frames that leave. Raises DriverError when the driver left something to the device that it must not, or wrongly."""
    if header == NO_OFFLOAD:
        return [frame]
    if not features & F_CSUM or header.flags != NEEDS_CSUM:
        raise DriverError("a checksum left to a device that does not complete any")
    if header.csum_start + header.csum_offset + 2 > len(frame) or header.csum_start < link_header(frame) + 20:
        raise DriverError("a checksum outside of the packet")
    if header.gso_type == 0:
        return [_summed(frame, header)]
    if features & F_HOST_UFO and header.gso_type == GSO_UDP:
        return _in_fragments(frame, header)
    if not features & F_HOST_TSO4 or header.gso_type != GSO_TCPV4:
        raise DriverError("a segment left to a device that does not cut any")
    return _cut(frame, header)


def _summed(frame: bytes, header: OffloadHeader) -> bytes:
    """The checksum field holds the sum of the pseudo-header, to which the rest is added."""
    at = header.csum_start + header.csum_offset
    value = internet_sum(frame[header.csum_start:]) ^ 0xFFFF or 0xFFFF
    return frame[:at] + struct.pack("!H", value) + frame[at + 2:]


def _in_fragments(frame: bytes, header: OffloadHeader) -> list[bytes]:
    """Fragments of `gso_size` bytes behind the IPv4 header, of a datagram whose checksum is complete."""
    udp = header.csum_start
    if header.hdr_len != udp + 8 or header.csum_offset != 6 or header.gso_size == 0 or header.gso_size % 8 or frame[link_header(frame) + 9] != 17:
        raise DriverError("a datagram that is described wrongly")
    start = link_header(frame)
    if len(frame) - start > 0xFFFF or len(frame) - udp <= header.gso_size:
        raise DriverError("a datagram that is too long, or need not be cut")
    frame = _summed(frame, header)
    frames = []
    for at in range(udp, len(frame), header.gso_size):
        part = frame[at:at + header.gso_size]
        ip = bytearray(frame[start:udp])
        more = 0x2000 if at + len(part) < len(frame) else 0
        struct.pack_into("!H", ip, 2, len(ip) + len(part))
        struct.pack_into("!HH", ip, 6, (at - udp) // 8 | more, ip[8] << 8 | ip[9])
        ip[10:12] = b"\0\0"
        struct.pack_into("!H", ip, 10, internet_sum(bytes(ip)) ^ 0xFFFF)
        frames.append(frame[:start] + bytes(ip) + part)
    return frames


def _cut(frame: bytes, header: OffloadHeader) -> list[bytes]:
    """Segments of `gso_size` bytes of text: lengths, identification, sequence number, FIN and PSH, checksums as each must have them."""
    tcp = header.csum_start
    text = tcp + (frame[tcp + 12] >> 4) * 4
    if header.hdr_len != text or header.gso_size == 0 or header.csum_offset != 16:
        raise DriverError("a segment that is described wrongly")
    if len(frame) - link_header(frame) > 0xFFFF or len(frame) - text <= header.gso_size:
        raise DriverError("a segment that is too long, or need not be cut")
    frames = []
    for number, at in enumerate(range(text, len(frame), header.gso_size)):
        last = at + header.gso_size >= len(frame)
        frames.append(_segment(frame[:text], frame[at:at + header.gso_size], number, at - text, last, header))
    return frames


def _segment(head: bytes, text: bytes, number: int, position: int, last: bool, header: OffloadHeader) -> bytes:
    tcp, start = header.csum_start, link_header(head)
    ip = bytearray(head[start:tcp])
    whole_length = struct.unpack("!H", ip[2:4])[0]
    length = tcp - start + len(head) - tcp + len(text)
    struct.pack_into("!HH", ip, 2, length, (struct.unpack("!H", ip[4:6])[0] + number) & 0xFFFF)
    ip[10:12] = b"\0\0"
    struct.pack_into("!H", ip, 10, internet_sum(bytes(ip)) ^ 0xFFFF)
    segment = bytearray(head[tcp:])
    struct.pack_into("!I", segment, 4, (struct.unpack("!I", segment[4:8])[0] + position) & 0xFFFF_FFFF)
    if not last:
        segment[13] &= ~0x09  # FIN and PSH belong to the last one
    # The pseudo-header counted the length of the whole.
    partial = struct.unpack("!H", segment[16:18])[0]
    partial += length + (whole_length ^ 0xFFFF)
    while partial > 0xFFFF:
        partial = (partial & 0xFFFF) + (partial >> 16)
    struct.pack_into("!H", segment, 16, partial)
    return _summed(head[:start] + bytes(ip) + bytes(segment) + text, header)
