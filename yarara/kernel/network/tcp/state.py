"""The states of a connection (RFC 9293 section 3.3.2). LISTEN is a `Listener`, SYN-RECEIVED after a passive open a `HalfOpen`, and
TIME-WAIT a `TimeWait` as soon as the last acknowledgment is out."""

from __future__ import annotations

CLOSED = 0
SYN_SENT = 1
SYN_RECEIVED = 2
ESTABLISHED = 3
FIN_WAIT_1 = 4
FIN_WAIT_2 = 5
CLOSE_WAIT = 6
CLOSING = 7
LAST_ACK = 8
TIME_WAIT = 9
