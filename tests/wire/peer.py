"""The rest of the network, as the guest sees it: a router that is also DHCP server, DNS server and every other host.

The peer answers ARP, DHCP and DNS by itself, whenever a test waits for something; everything else a test does by hand.
"""

from __future__ import annotations

import time
from typing import Callable

from scapy.layers.dhcp import BOOTP, DHCP
from scapy.layers.dns import DNS, DNSRR
from scapy.layers.inet import ICMP, IP, TCP, UDP
from scapy.layers.l2 import ARP, Ether
from scapy.packet import Packet

from tests.wire.wire import Cable

GUEST = "10.0.2.15"
ROUTER = "10.0.2.2"
ROUTER_MAC = "52:55:0a:00:02:02"
BROADCAST = "ff:ff:ff:ff:ff:ff"
LEASE_SECONDS = 3600
PATIENCE = 30.0

Wanted = Callable[[Packet], bool]


class Peer:
    """One end of a wire, with an address of its own."""

    def __init__(self, wire: Cable) -> None:
        self.wire = wire
        self.guest_mac = BROADCAST
        self.names: dict[str, str] = {}
        """What the DNS server knows."""
        self.answers_arp = True
        self.answers_dhcp = True
        self.seen: list[Packet] = []
        """Every frame from the guest, in order."""
        self._waiting: list[Packet] = []

    # -- sending -------------------------------------------------------------------------------------------------------

    def send(self, packet: Packet, source: str = ROUTER_MAC) -> None:
        """Send an IP packet or ARP message in an Ethernet frame to the guest."""
        self.send_raw(bytes(Ether(src=source, dst=self.guest_mac) / packet))

    def send_raw(self, frame: bytes) -> None:
        self.wire.send(frame)

    # -- receiving -----------------------------------------------------------------------------------------------------

    def receive(self, wanted: Wanted, timeout: float = PATIENCE) -> Packet | None:
        """The first packet, not yet received, that matches; None when none comes in time. Others stay for later calls."""
        deadline = time.monotonic() + timeout
        looked_at = 0
        while True:
            for index in range(looked_at, len(self._waiting)):
                if wanted(self._waiting[index]):
                    return self._waiting.pop(index)
            looked_at = len(self._waiting)
            frame = self.wire.receive(deadline)
            if frame is None:
                return None
            self._arrived(Ether(frame))

    def expect(self, wanted: Wanted, what: str, timeout: float = PATIENCE) -> Packet:
        """As `receive`, but a packet must come."""
        packet = self.receive(wanted, timeout)
        assert packet is not None, f"{what} did not come within {timeout} s; last frames: " + self.summary()
        return packet

    def expect_silence(self, wanted: Wanted, what: str, timeout: float = 0.5) -> None:
        packet = self.receive(wanted, timeout)
        assert packet is None, f"{what} came: {packet.summary()}"

    def drain(self) -> None:
        """Forget what has arrived so far."""
        while (frame := self.wire.receive(time.monotonic() + 0.05)) is not None:
            self._arrived(Ether(frame))
        self._waiting.clear()

    def summary(self) -> str:
        return "; ".join(packet.summary() for packet in self.seen[-8:]) or "none"

    # -- what the network does by itself -------------------------------------------------------------------------------

    def _arrived(self, packet: Packet) -> None:
        self.seen.append(packet)
        self._waiting.append(packet)
        self.guest_mac = packet.src
        if ARP in packet and packet[ARP].op == 1 and self.answers_arp:
            self._answer_arp(packet[ARP])
        elif DHCP in packet and self.answers_dhcp:
            self._answer_dhcp(packet)
        elif DNS in packet and packet[DNS].qr == 0:
            self._answer_dns(packet)

    def _answer_arp(self, request: ARP) -> None:
        """Every address but the guest's is this host."""
        if request.pdst != GUEST and request.psrc != "0.0.0.0":
            self.send(ARP(op=2, hwsrc=ROUTER_MAC, psrc=request.pdst, hwdst=request.hwsrc, pdst=request.psrc))

    def _answer_dhcp(self, packet: Packet) -> None:
        answer = {1: "offer", 3: "ack"}.get(dhcp_type(packet))
        if answer is None:
            return
        options = [("message-type", answer), ("server_id", ROUTER), ("lease_time", LEASE_SECONDS),
                   ("subnet_mask", "255.255.255.0"), ("router", ROUTER), ("name_server", ROUTER), "end"]
        boot = packet[BOOTP]
        reply = BOOTP(op=2, xid=boot.xid, chaddr=boot.chaddr, yiaddr=GUEST, siaddr=ROUTER, flags=boot.flags)
        self.send_raw(bytes(Ether(src=ROUTER_MAC, dst=BROADCAST if boot.flags else packet.src)
                            / IP(src=ROUTER, dst="255.255.255.255" if boot.flags else GUEST)
                            / UDP(sport=67, dport=68) / reply / DHCP(options=options)))

    def _answer_dns(self, packet: Packet) -> None:
        question = packet[DNS].qd[0]
        address = self.names.get(question.qname.decode().rstrip("."))
        found = DNSRR(rrname=question.qname, type="A", ttl=60, rdata=address) if address else None
        answer = DNS(id=packet[DNS].id, qr=1, rd=1, ra=1, rcode=0 if address else 3, qd=packet[DNS].qd, an=found)
        self.send(IP(src=packet[IP].dst, dst=packet[IP].src) / UDP(sport=53, dport=packet[UDP].sport) / answer)

    # -- asking --------------------------------------------------------------------------------------------------------

    def ping(self, sequence: int = 1, timeout: float = PATIENCE) -> bool:
        """Whether the guest answers an ICMP echo."""
        self.send(IP(src=ROUTER, dst=GUEST) / ICMP(type=8, id=77, seq=sequence) / b"are you there?")
        answer = self.receive(lambda p: ICMP in p and p[ICMP].type == 0 and p[ICMP].seq == sequence, timeout)
        return answer is not None and bytes(answer[ICMP].payload).startswith(b"are you there?")


def dhcp_type(packet: Packet) -> int:
    """1 discover, 3 request, ... (RFC 2132, 9.6)."""
    return next(int(option[1]) for option in packet[DHCP].options if option[0] == "message-type")


def is_tcp(port: int) -> Wanted:
    """From the guest to a port of ours."""
    def wanted(packet: Packet) -> bool:
        return TCP in packet and IP in packet and packet[IP].src == GUEST and int(packet[TCP].dport) == port
    return wanted


def is_udp(port: int) -> Wanted:
    def wanted(packet: Packet) -> bool:
        return UDP in packet and IP in packet and packet[IP].src == GUEST and int(packet[UDP].dport) == port
    return wanted
