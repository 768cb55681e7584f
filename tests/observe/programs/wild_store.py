"""Sends a datagram, and then writes where there is no memory: the kernel stops."""

import socket

from yarara import machine

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
    datagrams.sendto(b"last words", ("10.0.2.2", 9))
print("now", flush=True)
machine.store64(1 << 40, 1)
