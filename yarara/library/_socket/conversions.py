"""Addresses as text and as bytes, and numbers in network byte order."""

from __future__ import annotations

from yarara.kernel.network import address as ipv4_address
from yarara.library._socket.constants import AF_INET
from yarara.runtime.error_numbers import EAFNOSUPPORT
from yarara.runtime.exceptions import os_error


def inet_aton(text: str) -> bytes:
    """The four bytes of an address in dotted decimal."""
    address = ipv4_address.parse_ipv4(text)
    if address is None:
        raise OSError("illegal IP address string passed to inet_aton")
    return address.to_bytes(4, "big")


def inet_ntoa(packed: bytes) -> str:
    """Dotted decimal of four bytes."""
    if len(packed) != 4:
        raise OSError("packed IP wrong length for inet_ntoa")
    return ipv4_address.format_ipv4(int.from_bytes(packed, "big"))


def inet_pton(family: int, text: str) -> bytes:
    """As `inet_aton`."""
    if family != AF_INET:
        raise os_error(EAFNOSUPPORT)
    address = ipv4_address.parse_ipv4(text)
    if address is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return address.to_bytes(4, "big")


def inet_ntop(family: int, packed: bytes) -> str:
    """As `inet_ntoa`."""
    if family != AF_INET:
        raise ValueError(f"unknown address family {family}")
    if len(packed) != 4:
        raise ValueError("invalid length of packed IP address string")
    return ipv4_address.format_ipv4(int.from_bytes(packed, "big"))


def htons(x: int) -> int:
    """A 16-bit number in network byte order."""
    if not 0 <= x <= 0xFFFF:
        raise OverflowError("htons: Python int too large to convert to C 16-bit unsigned integer" if x > 0
                            else "htons: can't convert negative Python int to C 16-bit unsigned integer")
    return x >> 8 | (x & 0xFF) << 8


def ntohs(x: int) -> int:
    """A 16-bit number from network byte order."""
    if not 0 <= x <= 0xFFFF:
        raise OverflowError("ntohs: Python int too large to convert to C 16-bit unsigned integer" if x > 0
                            else "ntohs: can't convert negative Python int to C 16-bit unsigned integer")
    return x >> 8 | (x & 0xFF) << 8


def htonl(x: int) -> int:
    """A 32-bit number in network byte order."""
    if not 0 <= x <= 0xFFFF_FFFF:
        raise OverflowError("int larger than 32 bits" if x > 0 else "can't convert negative value to unsigned int")
    return _swap32(x)


def ntohl(x: int) -> int:
    """A 32-bit number from network byte order."""
    if not 0 <= x <= 0xFFFF_FFFF:
        raise OverflowError("int larger than 32 bits" if x > 0 else "can't convert negative value to unsigned int")
    return _swap32(x)


def _swap32(x: int) -> int:
    return x >> 24 | x >> 8 & 0xFF00 | (x & 0xFF00) << 8 | (x & 0xFF) << 24
