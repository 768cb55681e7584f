"""The Internet checksum (RFC 1071): one's complement sum of 16-bit words.

A running sum is a plain `int`, the sum of the words *as this little-endian machine loads them*. RFC 1071 (2.B) shows that byte
order does not matter until the end: `finish` swaps the bytes once instead of every word. Sums of several pieces are added
with `+`, provided that every piece but the last has an even length.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.packet import Packet

_EXACT = 0x7FFF_FFFF_FFFF_FFFF
"""A sum of 32-bit loads over at most 64 KiB stays below 2**47, so this mask drops nothing; it drops the overflow checks."""


def add(address: int, length: int, total: int = 0) -> int:
    """`total` plus the words of `length` bytes (at most 65535); an odd last byte counts as if a zero followed."""
    end = address + length
    while address + 16 <= end:
        total = (total + machine.load32(address) + machine.load32(address + 4)
                 + machine.load32(address + 8) + machine.load32(address + 12)) & _EXACT
        address = (address + 16) & _EXACT
    while address + 2 <= end:
        total = (total + machine.load16(address)) & _EXACT
        address = (address + 2) & _EXACT
    if address < end:
        total = (total + machine.load8(address)) & _EXACT
    return total


def pseudo_header(source: int, destination: int, protocol: int, length: int) -> int:
    """The sum of the header that UDP and TCP imagine in front of theirs (RFC 768, RFC 9293 section 3.1).

    Addresses in host order; `length` is that of the transport header with its payload.
    """
    total = (source >> 16) + (source & 0xFFFF) + (destination >> 16) + (destination & 0xFFFF) + protocol + length
    return _swap(_fold(total))


def finish(total: int) -> int:
    """The value of the checksum field, as a number in host order (store it big-endian).

    Over data that already contains a correct checksum the result is 0.
    """
    return _swap(_fold(total)) ^ 0xFFFF


def of(address: int, length: int) -> int:
    """The checksum of one piece of memory."""
    return finish(add(address, length))


def partial(total: int) -> int:
    """What the checksum field holds when the rest of the sum is left to somebody else: a sum, not its complement."""
    return _swap(_fold(total))


def complete(packet: Packet) -> None:
    """Do what was left to somebody else (`Packet.checksum_field`)."""
    header = packet.buffer + packet.transport_start
    computed = of(header, packet.data + packet.length - header)
    # A zero would mean to UDP that there is no checksum; to TCP both are the same number.
    machine.store_be16(header + packet.checksum_field, computed if computed != 0 else 0xFFFF)
    packet.checksum_field = 0


def transport(address: int, length: int, source: int, destination: int, protocol: int) -> int:
    """The checksum of a UDP datagram or a TCP segment, pseudo-header included; 0 when a received one is intact."""
    return finish(add(address, length, pseudo_header(source, destination, protocol, length)))


def _fold(total: int) -> int:
    """Add the carries back in until 16 bits are left."""
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def _swap(word: int) -> int:
    return (word & 0xFF) << 8 | word >> 8
