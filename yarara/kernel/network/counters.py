"""What the stack counted: traffic, and every packet it dropped with the reason. One object per stack.

Nothing that arrives is dropped silently; a test or a person who misses a packet finds here where it went.
"""

from __future__ import annotations


class Counters:
    """Numbers since the stack was made; each only grows."""

    def __init__(self) -> None:
        # Ethernet
        self.frames_received = 0
        self.frames_sent = 0
        self.frame_too_short = 0
        """Shorter than an Ethernet header."""
        self.frame_not_ours = 0
        """To another interface, or to a multicast group (none is ever joined)."""
        self.frame_unknown_type = 0
        """Neither IPv4 nor ARP (IPv6, VLAN tags, 802.3 lengths)."""
        self.device_full = 0
        """Sent packets refused because the device's ring was full."""

        # ARP
        self.arp_malformed = 0
        self.arp_ignored = 0
        """Not about us and not about a neighbour we talk to, or from outside of the link's prefix."""
        self.arp_conflicts = 0
        """Another interface claims our address."""
        self.arp_cache_full = 0
        """A neighbour not remembered, or not asked for, because no entry may be evicted."""
        self.arp_unresolved = 0
        """Packets dropped because the next hop did not answer."""
        self.arp_queue_dropped = 0
        """Packets dropped because too many waited for an answer."""

        # IPv4
        self.ipv4_received = 0
        self.ipv4_malformed = 0
        """Version, header length or total length is impossible for the frame."""
        self.ipv4_bad_checksum = 0
        self.ipv4_bad_source = 0
        """A source that cannot be another host: multicast, broadcast, loopback or our own address."""
        self.ipv4_not_ours = 0
        self.ipv4_fragments = 0
        """Fragments; they are not reassembled."""
        self.ipv4_unknown_protocol = 0
        self.ipv4_no_route = 0
        self.ipv4_too_long = 0
        """Sent packets longer than the MTU."""
        self.loopback_full = 0

        # ICMP
        self.icmp_malformed = 0
        """Too short, or an error whose quoted packet is not one we sent."""
        self.icmp_bad_checksum = 0
        self.icmp_ignored = 0
        """A type that asks nothing of a host."""
        self.icmp_echo_replies = 0
        self.icmp_errors_received = 0
        self.icmp_errors_sent = 0
        self.icmp_errors_suppressed = 0
        """Errors not sent because the limit of errors per second was reached."""

        # UDP
        self.udp_received = 0
        self.udp_sent = 0
        self.udp_malformed = 0
        self.udp_bad_checksum = 0
        self.udp_no_endpoint = 0
        self.udp_queue_full = 0
        """Datagrams dropped because their endpoint was not read fast enough."""

        # TCP
        self.tcp_received = 0
        self.tcp_sent = 0
        self.tcp_malformed = 0
        self.tcp_bad_checksum = 0
        self.tcp_bad_address = 0
        """From an address or port that cannot be answered."""
        self.tcp_no_connection = 0
        """Answered with a reset."""
        self.tcp_accept_queue_full = 0
        """Connections kept waiting because the application does not accept fast enough."""
        self.tcp_half_open_evicted = 0
        """Handshakes given up in favour of newer ones."""
        self.tcp_no_memory = 0
        """Connections not opened for want of memory."""
        self.tcp_resent = 0
        """Segments sent again."""

        # Above UDP
        self.dhcp_ignored = 0
        """Malformed, or not an answer to our transaction."""
        self.dns_ignored = 0
        """Malformed, or not an answer to a question that was asked."""

        self.no_packet = 0
        """Packets not sent because the pool was empty."""
