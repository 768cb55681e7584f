"""A booted machine on a TAP device in a network namespace: there QEMU has the offloads that Linux has, so checksums and segments are
really left to the other side, in both directions. Every byte is checked, and what was negotiated is asked of QEMU's monitor.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.namespaces import needs_tap, said_in_namespace
from tests.virtio.monitor import negotiated_features
from yarara import cache

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parents[1] / "wire" / "programs" / "echo.py"
GUEST = ("10.9.0.2", 7)
MEGABYTES = 20

CHECKSUMS = {"VIRTIO_NET_F_CSUM", "VIRTIO_NET_F_GUEST_CSUM"}
SEGMENTS = {"VIRTIO_NET_F_HOST_TSO4", "VIRTIO_NET_F_GUEST_TSO4", "VIRTIO_NET_F_HOST_UFO", "VIRTIO_NET_F_GUEST_UFO"}
CONTROL = {"VIRTIO_NET_F_CTRL_VQ", "VIRTIO_NET_F_CTRL_RX", "VIRTIO_NET_F_CTRL_MAC_ADDR", "VIRTIO_NET_F_GUEST_ANNOUNCE"}
LIVES = {  # the device's properties, the MTU of both sides, what must be negotiated of the offloads
    "all": ("", 1500, CHECKSUMS | SEGMENTS),
    "packed": ("packed=on", 1500, CHECKSUMS | SEGMENTS),
    "jumbo": ("host_mtu=9000", 9000, CHECKSUMS | SEGMENTS),
    "smallest": ("host_mtu=1280", 1280, CHECKSUMS | SEGMENTS),
    "checksums": ("host_tso4=off,guest_tso4=off,host_ufo=off,guest_ufo=off", 1500, CHECKSUMS),
    "sent only": ("guest_csum=off,guest_tso4=off,guest_tso6=off,guest_ecn=off,guest_ufo=off", 1500,
                  {"VIRTIO_NET_F_CSUM", "VIRTIO_NET_F_HOST_TSO4", "VIRTIO_NET_F_HOST_UFO"}),
    "nothing": ("csum=off,guest_csum=off", 1500, set[str]()),
    "two queue pairs": ("mq=on,vectors=6", 1500, CHECKSUMS | SEGMENTS),
    "no merging": ("mrg_rxbuf=off", 1500, CHECKSUMS | {"VIRTIO_NET_F_HOST_TSO4", "VIRTIO_NET_F_HOST_UFO"}),
}


@needs_tap
@pytest.mark.parametrize("name", LIVES)
def test_every_byte_arrives_with_offloads(name: str) -> None:
    cache.image_of(PROGRAM)
    assert said_in_namespace("tests.virtio.test_tap", name) == f"{MEGABYTES} MB there and back\n"


def main(name: str) -> None:
    """Inside the namespace."""
    properties, mtu, expected = LIVES[name]
    queues = 2 if "mq=on" in properties else 1
    if queues > 1:
        make_tap_of_several_queues()
    subprocess.run(["ip", "link", "set", "tap0", "mtu", str(mtu)], check=True)
    with ExitStack() as cleanup, tempfile.TemporaryDirectory() as folder:
        monitor, log = Path(folder) / "qmp", Path(folder) / "log"
        boot(properties, queues, monitor, log, cleanup)
        negotiated = negotiated_features(monitor)
        assert negotiated & (CHECKSUMS | SEGMENTS) == expected, negotiated
        assert CONTROL <= negotiated and "VIRTIO_NET_F_MQ" not in negotiated, negotiated
        talk_udp(mtu)
        talk_tcp()
        said = log.read_text(errors="replace")
        assert "error" not in said, said
    print(f"{MEGABYTES} MB there and back")


def make_tap_of_several_queues() -> None:
    """With one processor the driver uses one pair all the same, and finds the control queue behind it."""
    for words in ("link delete tap0", "tuntap add dev tap0 mode tap multi_queue", "address add 10.9.0.1/24 dev tap0", "link set tap0 up"):
        subprocess.run(["ip", *words.split()], check=True)


def boot(properties: str, queues: int, monitor: Path, log: Path, cleanup: ExitStack, cpus: int = 1, *options: str, program: Path = PROGRAM) -> Iterator[str]:
    """Until it listens; what it says afterwards, line by line."""
    device = ",".join(filter(None, ["virtio-net-pci,disable-legacy=on,romfile=,netdev=net0,mac=52:54:00:12:34:56", properties]))
    command = ["timeout", "240", "qemu-system-x86_64", "-machine", "q35", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none",
               "-accel", "tcg", "-cpu", "max", "-m", "128", "-smp", str(cpus), "-serial", "stdio", "-chardev", f"file,id=log,path={log}",
               "-device", "isa-debugcon,iobase=0x402,chardev=log", "-qmp", f"unix:{monitor},server=on,wait=off",
               "-kernel", str(cache.image_of(program).path), "-append", "ip=10.9.0.2/24",
               "-netdev", f"tap,id=net0,ifname=tap0,script=no,downscript=no,vhost=off,queues={queues}", "-device", device, *options]
    process = cleanup.enter_context(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE))
    cleanup.callback(process.terminate)
    assert process.stdout is not None and process.stdout.readline().strip() == b"listening"
    return (line.decode().strip() for line in process.stdout)


def talk_udp(mtu: int) -> None:
    """Datagrams up to the longest of all; those above `mtu` - 28 bytes are cut into fragments, on both sides."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
        endpoint.settimeout(10)
        for length in (0, 1, 2, 63, mtu // 2, mtu - 29, mtu - 28, mtu - 27, 2 * mtu, 30_000, 65_507):
            data = os.urandom(length)
            endpoint.sendto(data, GUEST)
            assert endpoint.recv(65536) == data


def talk_tcp(megabytes: int = MEGABYTES, seed: int = 1, guest: tuple[str, int] = GUEST) -> None:
    """So much there and back, on one connection."""
    data = random.Random(seed).randbytes(1 << 20)
    sent = hashlib.sha256(data * megabytes).digest()
    received = hashlib.sha256()
    with socket.create_connection(guest, 100) as connection:
        connection.settimeout(100)

        def send() -> None:
            for _ in range(megabytes):
                connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)

        sender = threading.Thread(target=send)
        sender.start()
        while part := connection.recv(1 << 16):
            received.update(part)
        sender.join()
    assert received.digest() == sent


if __name__ == "__main__":
    main(sys.argv[1])
