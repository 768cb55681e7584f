"""The Internet checksum (RFC 1071): one's complement sum of 16-bit words.

A running sum is a plain `int`, the sum of the words *as this little-endian machine loads them*. RFC 1071 (2.B) shows that byte
order does not matter until the end: `finish` swaps the bytes once instead of every word. Sums of several pieces are added
with `+`, provided that every piece but the last has an even length.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.packet import Packet


def add(address: int, length: int, total: int = 0) -> int:
    """`total` plus the words of `length` bytes (at most 65535); an odd last byte counts as if a zero followed."""
    end = address + length
    while address + 16 <= end:
        total = _plus(_plus(total, machine.load64(address)), machine.load64(address + 8))
        address += 16
    total = (total & 0xFFFF_FFFF) + machine.shift_right_unsigned(total, 32)
    while address + 2 <= end:
        total += machine.load16(address)
        address += 2
    if address < end:
        total += machine.load8(address)
    return total


@machine.always_inline
def _plus(total: int, word: int) -> int:
    """Four words at once: what is carried out of the highest goes to the lowest (2.B)."""
    total = machine.wrap_add(total, word)
    return machine.wrap_add(total, 1 if machine.less_unsigned(total, word) else 0)


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
