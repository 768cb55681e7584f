"""Addresses: an IPv4 address is an `int` of 32 bits in host order, a hardware address (MAC) one of 48 bits.

The textual forms are for configuration and messages; the packet path only compares numbers.
"""

from __future__ import annotations

ANY = 0
"""0.0.0.0: "this host, not yet known", and the wildcard to which endpoints bind."""
LIMITED_BROADCAST = 0xFFFF_FFFF
"""255.255.255.255: everyone on this link, never forwarded."""
LOOPBACK = 0x7F00_0001
"""127.0.0.1"""

MAC_BROADCAST = 0xFFFF_FFFF_FFFF
MAC_GROUP_BIT = 0x0100_0000_0000
"""Set in broadcast and multicast hardware addresses: the lowest bit of the first byte."""


def is_loopback(address: int) -> bool:
    """127.0.0.0/8: never leaves the host (RFC 1122 section 3.2.1.3)."""
    return address >> 24 == 127


def is_multicast(address: int) -> bool:
    """224.0.0.0/4."""
    return address >> 28 == 0xE


def is_reserved(address: int) -> bool:
    """240.0.0.0/4, the limited broadcast address included: never the address of one host."""
    return address >> 28 == 0xF


def is_unicast(address: int) -> bool:
    """May be the address of a host: not 0.0.0.0/8, not multicast, not reserved."""
    return address >> 24 != 0 and address >> 28 < 0xE


def is_unicast_mac(mac: int) -> bool:
    """May be the address of one interface."""
    return mac != 0 and mac & MAC_GROUP_BIT == 0


def netmask(prefix_length: int) -> int:
    """The mask of a prefix of 0..32 bits: 24 gives 255.255.255.0."""
    return (0xFFFF_FFFF << (32 - prefix_length)) & 0xFFFF_FFFF


def is_netmask(mask: int) -> bool:
    """Ones from the left, then zeros."""
    inverted = mask ^ 0xFFFF_FFFF
    return inverted & (inverted + 1) == 0


def parse_ipv4(text: str) -> int | None:
    """The address that four decimal numbers with dots mean; None for anything else, leading zeros included."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    address = 0
    for part in parts:
        value = _parse_decimal(part, 255)
        if value < 0:
            return None
        address = address << 8 | value
    return address


def parse_prefix(text: str) -> tuple[int, int] | None:
    """Address and netmask of "10.0.2.15/24"; without a slash the prefix is 32 bits. None when malformed."""
    slash = text.find("/")
    prefix_length = 32
    if slash >= 0:
        prefix_length = _parse_decimal(text[slash + 1:], 32)
        text = text[:slash]
    address = parse_ipv4(text)
    if address is None or prefix_length < 0:
        return None
    return address, netmask(prefix_length)


def format_ipv4(address: int) -> str:
    """Dotted decimal."""
    return f"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}"


def format_mac(mac: int) -> str:
    """Six hexadecimal bytes with colons."""
    return ":".join([f"{mac >> shift & 255:02x}" for shift in [40, 32, 24, 16, 8, 0]])


def _parse_decimal(text: str, largest: int) -> int:
    """The value of 1 to 3 ASCII digits without a leading zero, or -1."""
    if not 1 <= len(text) <= 3 or (text[0] == "0" and len(text) > 1):
        return -1
    value = 0
    for character in text:
        if not "0" <= character <= "9":
            return -1
        value = value * 10 + ord(character) - 48
    return value if value <= largest else -1
