"""A wire to one virtual machine: raw Ethernet frames, without privileges.

QEMU's `-netdev socket,udp=...` sends each frame as one UDP datagram over loopback; this is the other end.
"""

from __future__ import annotations

import socket
import time
from typing import Protocol


class Cable(Protocol):
    """Both directions, seen from the end that is not QEMU's."""

    @property
    def backend(self) -> str:
        """The `-netdev` of the other end."""

    @property
    def options(self) -> list[str]:
        """What else QEMU is told."""

    def send(self, frame: bytes) -> None:
        """Put one frame on the wire. It is lost while nobody listens at the other end."""

    def receive(self, deadline: float) -> bytes | None:
        """The next frame, or None when none came until `deadline` on the monotonic clock."""

    def close(self) -> None:
        """Pull it out."""


class Wire:
    """A cable of datagrams."""

    def __init__(self) -> None:
        self._here = _loopback_socket()
        with _loopback_socket() as free:  # a port for QEMU to bind
            self._there = free.getsockname()
        self._here.connect(self._there)

    @property
    def options(self) -> list[str]:
        return []

    @property
    def backend(self) -> str:
        address, port = self._there
        mine = self._here.getsockname()
        return f"socket,udp={mine[0]}:{mine[1]},localaddr={address}:{port}"

    def send(self, frame: bytes) -> None:
        try:
            self._here.send(frame)
        except ConnectionRefusedError:
            pass

    def receive(self, deadline: float) -> bytes | None:
        while True:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return None
            self._here.settimeout(remaining)
            try:
                return self._here.recv(65535)
            except ConnectionRefusedError:
                time.sleep(0.01)  # QEMU does not listen yet
            except TimeoutError:
                return None

    def close(self) -> None:
        self._here.close()


def _loopback_socket() -> socket.socket:
    endpoint = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    endpoint.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    endpoint.bind(("127.0.0.1", 0))
    return endpoint
