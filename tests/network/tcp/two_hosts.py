"""A program, for CPython and for the compiler: two TCPs in one process, joined by lists, every 17th packet lost.

It is what the packet path looks like compiled: nothing of the simulation is left, and the arithmetic is that of the machine.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network import checksum
from yarara.kernel.network.arp import Arp
from yarara.kernel.network.counters import new_counters
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.duration import NEVER, SECOND
from yarara.kernel.network.ethernet import Ethernet
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.ipv4 import Ipv4
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.tcp.state import ESTABLISHED
from yarara.kernel.network.tcp.tcp import Tcp

CLIENT = 0xC0A8_0201
SERVER = 0xC0A8_0202
MAC = 0x5254_0000_0001
PERIOD = 251
"""The stream repeats after so many bytes, so that every piece of it can be sent from one buffer."""
SIZE = 1_000_000


class WireIpv4(Ipv4):
    """Hands packets to a list instead of a device, and loses some."""

    def __init__(self, own: int) -> None:
        pool = PacketPool(64, 2048)
        counters = new_counters()
        interface = Interface(MAC, 1500)
        interface.configure(own, 0xFFFF_FF00, 0)
        ethernet = Ethernet(NetworkDevice(pool, MAC, 1500), counters)
        super().__init__(interface, ethernet, Arp(interface, ethernet, pool, counters), pool, counters)
        self.sent: list[Packet] = []
        self.number = 0

    @machine.may_allocate  # its list
    def send(self, packet: Packet, source: int, destination: int, protocol: int, now: int) -> bool:
        self.number += 1
        if self.number % 17 == 0:
            self.pool.give(packet)
        else:
            checksum.complete(packet)
            self.sent.append(packet)
        return True


def carry(wire: WireIpv4, receiver: Tcp, source: int, destination: int, now: int) -> None:
    while len(wire.sent) > 0:
        packet = wire.sent.pop(0)
        receiver.receive(packet, source, destination, now)
        wire.pool.give(packet)


def byte_at(position: int) -> int:
    return position % PERIOD * 7 % PERIOD


def differences(address: int, position: int, count: int) -> int:
    """How many of these bytes are not those of the stream."""
    wrong = 0
    for index in range(0, count, 97):
        if machine.load8(address + index) != byte_at(position + index):
            wrong += 1
    return wrong


def main() -> None:
    client_wire, server_wire = WireIpv4(CLIENT), WireIpv4(SERVER)
    client_tcp, server_tcp = Tcp(client_wire), Tcp(server_wire)
    memory = PacketPool(2, 65536).take()
    assert memory is not None
    stream, target = memory.data, memory.data + 32768
    for index in range(20_000):
        machine.store8(stream + index, byte_at(index))
    now = SECOND
    listener = server_tcp.listen(0, 8080, 5, now)
    client = client_tcp.connect(CLIENT, 0, SERVER, 8080, now)
    server = listener.accept()
    sent = received = wrong = 0
    while server is None or not server.at_end():
        if client.state == ESTABLISHED:
            if sent < SIZE:
                sent += client.send(stream + sent % PERIOD, min(16_000, SIZE - sent), now)
            else:
                client.close(now)
        carry(client_wire, server_tcp, CLIENT, SERVER, now)
        carry(server_wire, client_tcp, SERVER, CLIENT, now)
        if server is None:
            server = listener.accept()
        else:
            count = server.receive(target, 16_384, now)
            wrong += differences(target, received, count)
            received += count
        deadline = min(client_tcp.poll(now), server_tcp.poll(now))
        idle = len(client_wire.sent) == 0 and len(server_wire.sent) == 0
        now = deadline if idle and deadline != NEVER else now + 1_000_000
    server.close(now)
    for _ in range(100):
        carry(client_wire, server_tcp, CLIENT, SERVER, now)
        carry(server_wire, client_tcp, SERVER, CLIENT, now)
        now += SECOND
        client_tcp.poll(now)
        server_tcp.poll(now)
    print(f"received {received} bytes, {wrong} wrong; some resent: {client_wire.counters.tcp_resent > 0}")
    print(f"errors {client.error} {server.error}, left {client_tcp.engine.table.count} {server_tcp.engine.table.count}")
    print(f"packets {client_wire.pool.available} {server_wire.pool.available}")


main()
