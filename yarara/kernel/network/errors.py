"""What can go wrong with a connection or a datagram, as the stack reports it.

The numbers are those of Linux's <errno.h>, because the socket layer puts them unchanged into `OSError.errno`. 0 is success.
"""

from __future__ import annotations

NONE = 0
TRY_AGAIN = 11
"""EAGAIN: nothing to read now."""
ACCESS_DENIED = 13
"""EACCES: a broadcast from an endpoint that did not ask for broadcasts."""
INVALID = 22
"""EINVAL: the endpoint is not in a state that allows this."""
BROKEN_PIPE = 32
"""EPIPE: the sending side of the connection is shut."""
MESSAGE_TOO_LONG = 90
"""EMSGSIZE: a datagram that does not fit into one packet."""
ADDRESS_IN_USE = 98
"""EADDRINUSE: another endpoint has this port, or no ephemeral port is free."""
ADDRESS_NOT_AVAILABLE = 99
"""EADDRNOTAVAIL: not an address of this host."""
NETWORK_UNREACHABLE = 101
"""ENETUNREACH: no route, for example before an address is configured."""
CONNECTION_RESET = 104
"""ECONNRESET: the peer aborted the connection."""
NO_BUFFERS = 105
"""ENOBUFS: no packet is free, or the device's ring is full."""
NOT_CONNECTED = 107
"""ENOTCONN: the connection is not established."""
TIMED_OUT = 110
"""ETIMEDOUT: the peer stopped answering."""
CONNECTION_REFUSED = 111
"""ECONNREFUSED: nothing listens on the peer's port."""
HOST_UNREACHABLE = 113
"""EHOSTUNREACH: the next hop does not answer ARP, or a router says so."""
