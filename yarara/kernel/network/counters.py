"""What the stack counted: traffic, and every packet it dropped with the reason. One table per stack.

Nothing that arrives is dropped silently; a test or a person who misses a packet finds here where it went, `yarara top` too.
"""

from __future__ import annotations

from yarara.kernel.memory.dma import allocate_dma
from yarara.machine import Struct, u64


class Counters(Struct):
    """Numbers since the stack was made; each only grows."""

    # Ethernet
    frames_received: u64
    frames_sent: u64
    frame_too_short: u64
    """Shorter than an Ethernet header."""
    frame_not_ours: u64
    """To another interface, or to a multicast group (none is ever joined)."""
    frame_unknown_type: u64
    """Neither IPv4 nor ARP (IPv6, VLAN tags, 802.3 lengths)."""
    frame_other_vlan: u64
    """To a machine in a VLAN, and without its tag."""
    device_full: u64
    """Sent packets refused because the device's ring was full."""

    # ARP
    arp_malformed: u64
    arp_ignored: u64
    """Not about us and not about a neighbour we talk to, or from outside of the link's prefix."""
    arp_conflicts: u64
    """Another interface claims our address."""
    arp_cache_full: u64
    """A neighbour not remembered, or not asked for, because no entry may be evicted."""
    arp_unresolved: u64
    """Packets dropped because the next hop did not answer."""
    arp_queue_dropped: u64
    """Packets dropped because too many waited for an answer."""

    # IPv4
    ipv4_received: u64
    ipv4_malformed: u64
    """Version, header length or total length is impossible for the frame."""
    ipv4_bad_checksum: u64
    ipv4_bad_source: u64
    """A source that cannot be another host: multicast, broadcast, loopback or our own address."""
    ipv4_not_ours: u64
    ipv4_fragments: u64
    """Fragments that nobody puts together: not of UDP, or no socket for datagrams was ever opened."""
    ipv4_reassembled: u64
    """Datagrams put together from fragments."""
    ipv4_fragments_refused: u64
    """Fragments that overlap, contradict each other or leave too many holes, and all that comes of the same datagram afterwards."""
    ipv4_fragments_lost: u64
    """Datagrams given up because a fragment did not come in time, or others needed the room."""
    ipv4_unknown_protocol: u64
    ipv4_no_route: u64
    ipv4_too_long: u64
    """Sent packets longer than the MTU."""
    loopback_full: u64

    # ICMP
    icmp_malformed: u64
    """Too short, or an error whose quoted packet is not one we sent."""
    icmp_bad_checksum: u64
    icmp_ignored: u64
    """A type that asks nothing of a host."""
    icmp_echo_replies: u64
    icmp_errors_received: u64
    icmp_errors_sent: u64
    icmp_errors_suppressed: u64
    """Errors not sent because the limit of errors per second was reached."""

    # UDP
    udp_received: u64
    udp_sent: u64
    udp_malformed: u64
    udp_bad_checksum: u64
    udp_no_endpoint: u64
    udp_queue_full: u64
    """Datagrams dropped because their endpoint was not read fast enough."""

    # TCP
    tcp_received: u64
    tcp_sent: u64
    tcp_malformed: u64
    tcp_bad_checksum: u64
    tcp_bad_address: u64
    """From an address or port that cannot be answered."""
    tcp_no_connection: u64
    """Answered with a reset."""
    tcp_accept_queue_full: u64
    """Connections kept waiting because the application does not accept fast enough."""
    tcp_half_open_evicted: u64
    """Handshakes given up in favour of newer ones."""
    tcp_no_memory: u64
    """Connections not opened for want of memory."""
    tcp_resent: u64
    """Segments sent again."""

    # Above UDP
    dhcp_ignored: u64
    """Malformed, or not an answer to our transaction."""
    dns_ignored: u64
    """Malformed, or not an answer to a question that was asked."""

    no_packet: u64
    """Packets not sent because the pool was empty."""


def new_counters() -> Counters:
    """All zero. Raises MemoryError."""
    return Counters.at(allocate_dma(Counters.SIZE))
