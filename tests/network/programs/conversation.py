"""A conversation of the stack with itself and a neighbour that lives in this file, told line by line.

The same under CPython and compiled: test_compiled.py compares. Fields that are random are not shown.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import checksum
from yarara.kernel.network.address import format_ipv4, format_mac, parse_ipv4, parse_prefix
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.duration import SECOND
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.udp import UdpEndpoint

ECHO = bytes.fromhex("0800b6b4000400054142")


class TellingDevice(NetworkDevice):
    """Says what is sent; receives what `arrive` is given."""

    def __init__(self) -> None:
        NetworkDevice.__init__(self, PacketPool(64, 2048), 0x5254_0012_3456, 1500)
        self.arriving: list[Packet] = []

    def receive(self) -> Packet | None:
        return self.arriving.pop(0) if len(self.arriving) > 0 else None

    @machine.may_allocate  # to print
    def transmit(self, packet: Packet) -> bool:
        data = packet.data
        if machine.load_be16(data + 12) == 0x0800:
            machine.store_be16(data + 18, 0)  # the identification is random, and with it the checksum
            machine.store_be16(data + 24, 0)
        shown = 40 if packet.length == 342 else packet.length  # a DHCP message has a random transaction number
        print("sent", packet.length, machine.bytes_at(data, shown).hex())
        self.pool.give(packet)
        return True

    def arrive(self, frame: bytes) -> None:
        packet = self.pool.take()
        assert packet is not None
        machine.copy(packet.append(len(frame)), machine.bytes_address(frame), len(frame))
        self.arriving.append(packet)

    def arrive_ipv4(self, protocol: int, payload: bytes) -> None:
        """A packet from 10.0.2.7, with the checksum of its header."""
        header = bytearray(bytes.fromhex("45000000000000004000" + "0000" + "0a000207" + "0a00020f"))
        header[2] = (20 + len(payload)) >> 8
        header[3] = (20 + len(payload)) & 255
        header[9] = protocol
        word = checksum.of(machine.bytes_address(bytes(header)), 20)
        header[10] = word >> 8
        header[11] = word & 255
        self.arrive(bytes.fromhex("5254001234560200000000020800") + bytes(header) + payload)


def drain(endpoint: UdpEndpoint) -> None:
    queue = endpoint.received
    while queue.count > 0:
        data = machine.bytes_at(queue.front_data, queue.front_length)
        print("received", data, format_ipv4(queue.front_source), queue.front_source_port)
        queue.drop()


def number(text: str) -> int:
    value = parse_ipv4(text)
    assert value is not None
    return value


def main() -> None:
    device = TellingDevice()
    stack = Stack(device)
    print(format_mac(device.mac), stack.poll(0))
    prefix = parse_prefix("10.0.2.15/24")
    assert prefix is not None
    stack.use_address(prefix[0], prefix[1], number("10.0.2.2"))

    # UDP to a neighbour that must be asked for first.
    endpoint = stack.udp.open()
    print("bind", endpoint.bind(0, 5000), stack.udp.open().bind(0, 5000))
    hello = b"hello"
    print("send", endpoint.send(machine.bytes_address(hello), 5, number("10.0.2.7"), 7, 0), stack.poll(0))
    print("retry", stack.poll(SECOND))
    device.arrive(bytes.fromhex("525400123456020000000002080600010800060400020200000000020a0002075254001234560a00020f"))
    print("answered", stack.poll(SECOND + 1))
    device.arrive_ipv4(17, bytes.fromhex("00071388000b0000") + b"abc")
    device.arrive_ipv4(17, bytes.fromhex("00071389000b0000") + b"abc")
    device.arrive_ipv4(1, ECHO)
    device.arrive_ipv4(1, ECHO[:2] + b"\0\0" + ECHO[4:])
    device.arrive_ipv4(6, bytes(20))
    device.arrive(b"runt")
    print("served", stack.poll(SECOND + 2))
    drain(endpoint)

    # To ourselves, and to a closed port.
    print("self", endpoint.send(machine.bytes_address(hello), 5, number("127.0.0.1"), 5000, 2 * SECOND))
    stack.poll(2 * SECOND)
    drain(endpoint)
    other = stack.udp.open()
    print("connect", other.connect(number("127.0.0.1"), 9), other.send(machine.bytes_address(hello), 5, number("127.0.0.1"), 9, 0))
    stack.poll(2 * SECOND)
    stack.poll(2 * SECOND)
    print("refused", other.error)
    other.close()

    # Names.
    for name in ["localhost", "1.2.3.4", "bad..name", "www.example.com"]:
        query = stack.resolver.resolve(name, 0)
        print(name, query.done, query.error, len(query.addresses))
    try:
        stack.use_address(number("127.0.0.1"), 0xFF00_0000, 0)
    except ValueError as error:
        print("refused:", error)

    stack.use_dhcp(3 * SECOND)
    counters = stack.counters
    print(counters.frames_received, counters.frames_sent, counters.frame_too_short, counters.udp_received,
          counters.udp_no_endpoint, counters.icmp_bad_checksum, counters.icmp_echo_replies, counters.ipv4_unknown_protocol)
    endpoint.close()
    print("closed", stack.udp.open().bind(0, 5000), device.pool.available)


main()
