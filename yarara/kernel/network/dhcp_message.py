"""DHCP messages: the fixed part of BOOTP and a list of options (RFC 2131 section 2, RFC 2132).

Options in the fields for server name and boot file (option 52, "overload") are not looked for.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import address as ipv4_address
from yarara.machine import Struct, be16, be32, u8

# Message types (option 53).
DISCOVER = 1
OFFER = 2
REQUEST = 3
ACK = 5
NAK = 6

BOOT_REQUEST = 1
BOOT_REPLY = 2
HARDWARE_ETHERNET = 1
FLAG_BROADCAST = 0x8000
MAGIC_COOKIE = 0x6382_5363

COOKIE_OFFSET = 236
OPTIONS_OFFSET = 240
MESSAGE_SIZE = 300
"""What we send: padded to the least that BOOTP relays accept (RFC 1542 section 2.1)."""

OPTION_PAD = 0
OPTION_NETMASK = 1
OPTION_ROUTER = 3
OPTION_NAME_SERVERS = 6
OPTION_REQUESTED_ADDRESS = 50
OPTION_LEASE_TIME = 51
OPTION_MESSAGE_TYPE = 53
OPTION_SERVER = 54
OPTION_PARAMETERS = 55
OPTION_RENEWAL_TIME = 58
OPTION_REBINDING_TIME = 59
OPTION_CLIENT = 61
OPTION_END = 255

INFINITE = 0xFFFF_FFFF
"""As a lease time: for ever."""
DEFAULT_NETMASK = 0xFFFF_FF00
"""When a server sends none."""


class DhcpPacket(Struct):
    """The fixed part up to the hardware address; server name, boot file and cookie follow."""
    op: u8
    htype: u8
    hlen: u8
    hops: u8
    xid: be32
    secs: be16
    flags: be16
    ciaddr: be32
    yiaddr: be32
    siaddr: be32
    giaddr: be32
    chaddr_high: be16
    chaddr_low: be32


class DhcpAnswer:
    """What a server says, as values; times in seconds, 0 for an option that is not there."""

    def __init__(self) -> None:
        self.type = 0
        self.xid = 0
        self.yiaddr = 0
        """The address offered or leased."""
        self.chaddr = 0
        self.server = 0
        self.netmask = DEFAULT_NETMASK
        self.router = 0
        self.name_servers = 0
        """The address in the message where they are, and ..."""
        self.name_server_count = 0
        """... how many."""
        self.lease_time = 0
        self.renewal_time = 0
        self.rebinding_time = 0

    def parse(self, address: int, length: int) -> bool:
        """Read a message of `length` bytes. False unless it is a server's answer, its options are well-formed and its addresses
        possible ones."""
        if length < OPTIONS_OFFSET:
            return False
        packet = DhcpPacket.at(address)
        if packet.op != BOOT_REPLY or packet.htype != HARDWARE_ETHERNET or packet.hlen != 6:
            return False
        if machine.load_be32(address + COOKIE_OFFSET) != MAGIC_COOKIE:
            return False
        self._clear()
        self.xid = packet.xid
        self.yiaddr = packet.yiaddr
        self.chaddr = packet.chaddr_high << 32 | packet.chaddr_low
        return self._parse_options(address + OPTIONS_OFFSET, address + length) and self._is_plausible()

    def _clear(self) -> None:
        self.type = 0
        self.server = 0
        self.netmask = DEFAULT_NETMASK
        self.router = 0
        self.name_server_count = 0
        self.lease_time = 0
        self.renewal_time = 0
        self.rebinding_time = 0

    def _parse_options(self, position: int, end: int) -> bool:
        """Each option is a code, a length and that many bytes; False when one runs past the end."""
        while position < end:
            code = machine.load8(position)
            position += 1
            if code == OPTION_END:
                return True
            if code == OPTION_PAD:
                continue
            if position >= end:
                return False
            length = machine.load8(position)
            position += 1
            if length > end - position:
                return False
            self._parse_option(code, position, length)
            position += length
        return True

    def _parse_option(self, code: int, data: int, length: int) -> None:
        """Remember an option that we use; one of the wrong length counts as absent."""
        if code == OPTION_MESSAGE_TYPE and length == 1:
            self.type = machine.load8(data)
        elif code == OPTION_ROUTER and length >= 4:
            self.router = machine.load_be32(data)
        elif code == OPTION_NAME_SERVERS and length >= 4:
            self.name_servers = data
            self.name_server_count = length // 4
        elif length == 4:
            self._parse_word(code, machine.load_be32(data))

    def _parse_word(self, code: int, value: int) -> None:
        if code == OPTION_NETMASK:
            self.netmask = value
        elif code == OPTION_SERVER:
            self.server = value
        elif code == OPTION_LEASE_TIME:
            self.lease_time = value
        elif code == OPTION_RENEWAL_TIME:
            self.renewal_time = value
        elif code == OPTION_REBINDING_TIME:
            self.rebinding_time = value

    def _is_plausible(self) -> bool:
        if not ipv4_address.is_unicast(self.server):
            return False
        if self.type == NAK:
            return True
        if self.type != OFFER and self.type != ACK:
            return False
        if not ipv4_address.is_unicast(self.yiaddr) or ipv4_address.is_loopback(self.yiaddr):
            return False
        if not ipv4_address.is_unicast(self.router) or ipv4_address.is_loopback(self.router):
            self.router = 0
        return self.lease_time > 0 and ipv4_address.is_netmask(self.netmask)


class DhcpQuestion:
    """What we say to servers, as values."""

    def __init__(self, mac: int) -> None:
        self.type = DISCOVER
        self.xid = 0
        self.secs = 0
        self.ciaddr = 0
        """Our address, when we have one and renew it."""
        self.chaddr = mac
        self.requested = 0
        """The address that we want (option 50), or 0."""
        self.server = 0
        """The server whose offer we take (option 54), or 0."""

    def emit(self, address: int) -> None:
        """Write the message's MESSAGE_SIZE bytes."""
        machine.fill(address, 0, MESSAGE_SIZE)
        packet = DhcpPacket.at(address)
        packet.op = BOOT_REQUEST
        packet.htype = HARDWARE_ETHERNET
        packet.hlen = 6
        packet.xid = self.xid
        packet.secs = min(self.secs, 0xFFFF)
        packet.flags = FLAG_BROADCAST if self.ciaddr == 0 else 0
        packet.ciaddr = self.ciaddr
        packet.chaddr_high = self.chaddr >> 32
        packet.chaddr_low = self.chaddr & 0xFFFF_FFFF
        machine.store_be32(address + COOKIE_OFFSET, MAGIC_COOKIE)
        self._emit_options(address + OPTIONS_OFFSET)

    def _emit_options(self, position: int) -> None:
        position = _begin_option(position, OPTION_MESSAGE_TYPE, 1)
        position = _put8(position, self.type)
        position = _begin_option(position, OPTION_CLIENT, 7)
        position = _put8(position, HARDWARE_ETHERNET)
        machine.store_be16(position, self.chaddr >> 32)
        machine.store_be32(position + 2, self.chaddr & 0xFFFF_FFFF)
        position += 6
        if self.requested != 0:
            position = _put_word_option(position, OPTION_REQUESTED_ADDRESS, self.requested)
        if self.server != 0:
            position = _put_word_option(position, OPTION_SERVER, self.server)
        position = _begin_option(position, OPTION_PARAMETERS, 6)
        position = _put8(position, OPTION_NETMASK)
        position = _put8(position, OPTION_ROUTER)
        position = _put8(position, OPTION_NAME_SERVERS)
        position = _put8(position, OPTION_LEASE_TIME)
        position = _put8(position, OPTION_RENEWAL_TIME)
        position = _put8(position, OPTION_REBINDING_TIME)
        _put8(position, OPTION_END)


def _put8(position: int, value: int) -> int:
    machine.store8(position, value)
    return position + 1


def _begin_option(position: int, code: int, length: int) -> int:
    return _put8(_put8(position, code), length)


def _put_word_option(position: int, code: int, value: int) -> int:
    position = _begin_option(position, code, 4)
    machine.store_be32(position, value)
    return position + 4
