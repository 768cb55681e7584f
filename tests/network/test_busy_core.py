"""A core that computes is not interrupted for each frame, yet what it sends leaves at once, and what comes reaches others in time."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path

import pytest

from tests.command import Running
from tests.wire.ports import free_port

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parent / "programs" / "busy_core.py"
ANSWERS, FOR_EACH = 10, 5
"""So many datagrams are sent, some milliseconds one after the other, for each answer."""
BETWEEN = 2.0
"""Seconds between the two answers at least, of the three for which it computes: this host may be late once."""


@pytest.mark.parametrize("card", ["virtio", "e1000"])
def test_a_busy_core_sends_at_once_and_hears_of_what_comes(card: str) -> None:
    busy, other = free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_DGRAM)
    with Running("run", "--nic", card, "--publish", f"127.0.0.1:{busy}:7000/udp", "--publish", f"127.0.0.1:{other}:7001/udp", "--timeout", "60", PROGRAM) as server:
        server.wait_for(b"listening")
        with _connected(busy) as asking, _connected(other) as beside:
            asking.send(b"go")
            assert asking.recv(100) == b"begun"
            begun = time.monotonic()
            for number in range(ANSWERS):
                for _ in range(FOR_EACH):
                    beside.send(bytes([number]))
                    time.sleep(0.005)
                assert beside.recv(100) == bytes([number])
            heard = time.monotonic()
            assert asking.recv(100) == b"done"
            done = time.monotonic()
    assert done - begun > BETWEEN, "the first answer waited for the end of the computing"
    assert heard < done - 0.1, "the other thread heard of its datagrams only when nobody computed"


def _connected(port: int) -> socket.socket:
    endpoint = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    endpoint.settimeout(30)
    endpoint.connect(("127.0.0.1", port))
    return endpoint
