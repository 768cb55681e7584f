"""The kernel as a Linux process with a TAP device, against the TCP and UDP of Linux."""

from __future__ import annotations

import hashlib
import random
import socket
import sys
from pathlib import Path

import pytest

from tests.command import Running, yarara
from tests.namespaces import needs_tap, said_in_namespace

HERE = Path(__file__).parent
GUEST = ("10.9.0.2", 7000)


@needs_tap
@pytest.mark.parametrize("cpus", [1, 2])
def test_a_process_serves_linux_over_tap(cpus: int) -> None:
    assert said_in_namespace("tests.network.test_tap", cpus, timeout=120) == "tcp 3000000 bytes back\nudp 20 datagrams back\n"


def test_a_process_without_tap_says_what_it_lacks() -> None:
    done = yarara("run", "--machine", "process", "--publish", "8080:80", HERE / "programs" / "echo_both.py")
    assert done.status == 2 and "--tap NAME" in done.stderr


def test_a_tap_device_that_is_missing_is_told_in_the_log() -> None:
    done = yarara("run", "--machine", "process", "-v", "--tap", "nosuchtap/0", "--ip", "10.9.0.2/24", HERE / "programs" / "local_address.py")
    assert "network: no device" in done.stderr


def main(cpus: str) -> None:
    """Inside the namespace: run the echo server and talk to it."""
    program = HERE / "programs" / "echo_both.py"
    with Running("run", "--machine", "process", "--cpus", cpus, "--tap", "tap0", "--ip", "10.9.0.2/24", "--timeout", "100", program) as server:
        server.wait_for(b"listening")
        _talk_tcp()
        _talk_udp()


def _talk_tcp() -> None:
    data = random.Random(1).randbytes(3_000_000)
    received = hashlib.sha256()
    count = 0
    with socket.create_connection(GUEST, 10) as connection:
        for start in range(0, len(data), 50_000):
            connection.sendall(data[start:start + 50_000])
            wanted = start + 50_000
            while count < wanted:
                part = connection.recv(65536)
                assert part
                received.update(part)
                count += len(part)
    assert received.digest() == hashlib.sha256(data).digest()
    print(f"tcp {count} bytes back")


def _talk_udp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.settimeout(10)
        for number in range(20):
            sender.sendto(b"%d" % number * 100, GUEST)
            assert sender.recv(2000) == b"%d" % number * 100
    print("udp 20 datagrams back")


if __name__ == "__main__":
    main(sys.argv[1])
