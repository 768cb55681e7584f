"""The driver for streams to the host under CPython, on QEMU's own device: behind it, over vhost-user, a host in another process."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.virtio.test_qemu_device import find
from tests.virtio.test_vsock_booted import PROPERTIES
from tests.virtio.vsock_host import CALL_ME, CALLED, PORT
from yarara.devicemodel.device import F_EVENT_IDX, F_RING_PACKED
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.network.duration import SECOND
from yarara.kernel.virtio.transport import DEVICE_SOCKET
from yarara.kernel.virtio.vsock import VirtioVsock
from yarara.kernel.vsock.connection import CLOSED, ESTABLISHED, Connection
from yarara.kernel.vsock.vsock import Vsock
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

HOST = 2
LIVES = {
    "q35": (["-machine", "q35,memory-backend=ram", "-device", "vhost-user-vsock-pci,chardev=vhost0,vectors=0"], PROPERTIES),
    "q35, packed": (["-machine", "q35,memory-backend=ram", "-device", "vhost-user-vsock-pci,chardev=vhost0,vectors=0,packed=on"], PROPERTIES | F_RING_PACKED),
    "pc, flags": (["-machine", "pc,memory-backend=ram", "-device", "vhost-user-vsock-pci,chardev=vhost0,vectors=0,event_idx=off"], PROPERTIES & ~F_EVENT_IDX),
    "microvm": (["-machine", "microvm,memory-backend=ram", "-global", "virtio-mmio.force-legacy=false",
                 "-device", "vhost-user-vsock-device,chardev=vhost0"], PROPERTIES),
}
"""The device has no legacy interface."""
PATIENCE = 60


@contextmanager
def host(path: Path, features: int) -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-m", "tests.virtio.vsock_host", str(path), str(features)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            yield
        finally:
            process.kill()


class Guest:
    def __init__(self) -> None:
        transport = find()
        assert transport.device_type == DEVICE_SOCKET
        self.driver = VirtioVsock(transport)
        self.vsock = Vsock(self.driver)

    def until(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, self.driver.last_fault
            self.vsock.poll(0)

    def talk(self, connection: Connection, data: bytes) -> None:
        """Send it and get it back."""
        at = simulation.allocate(len(data))
        simulation.write_bytes(at, data)
        sent = 0
        got = b""
        end = time.monotonic() + PATIENCE
        while len(got) < len(data):
            assert time.monotonic() < end and connection.state == ESTABLISHED
            if sent < len(data):
                sent += self.vsock.send(connection, at + sent, len(data) - sent)
            self.vsock.poll(0)
            count = connection.available()
            if count:
                self.vsock.read(connection, at, count)
                got += simulation.read_bytes(at, count)
                simulation.write_bytes(at, data)
        assert got == data


@pytest.mark.parametrize("life", LIVES)
def test_streams_there_and_back(life: str, tmp_path: Path) -> None:
    options, features = LIVES[life]
    with host(tmp_path / "vhost", features), QtestMachine(
            "-object", "memory-backend-memfd,id=ram,size=16M,share=on", "-chardev", f"socket,id=vhost0,path={tmp_path / 'vhost'}", *options):
        guest = Guest()
        assert guest.driver.cid == 3
        connection = guest.vsock.connect(guest.vsock.free_port(), HOST, PORT, 0)
        assert connection is not None
        guest.until(lambda: connection.state == ESTABLISHED)
        for turn in range(5):
            guest.talk(connection, random.Random(turn).randbytes(1 + 5000 * turn))
        nobody = guest.vsock.connect(guest.vsock.free_port(), HOST, PORT + 1, 0)
        assert nobody is not None
        guest.until(lambda: nobody.state == CLOSED)
        listener = guest.vsock.listen(CALLED, 4)
        assert listener is not None
        at = simulation.allocate(64)
        simulation.write_bytes(at, CALL_ME)
        assert guest.vsock.send(connection, at, len(CALL_ME)) == len(CALL_ME)
        guest.until(lambda: len(listener.waiting) == 1)
        guest.talk(listener.waiting.pop(), b"an answer to the one who called")
        assert guest.driver.faults == 0 and guest.vsock.poll(SECOND) > 0


def test_a_reset_device_works_again(tmp_path: Path) -> None:
    options, features = LIVES["q35"]
    with host(tmp_path / "vhost", features), QtestMachine(
            "-object", "memory-backend-memfd,id=ram,size=16M,share=on", "-chardev", f"socket,id=vhost0,path={tmp_path / 'vhost'}", *options):
        guest = Guest()
        for _ in range(3):
            connection = guest.vsock.connect(guest.vsock.free_port(), HOST, PORT, 0)
            assert connection is not None
            guest.until(lambda: connection.state == ESTABLISHED)
            guest.talk(connection, b"before a reset")
            guest.driver._recover("a test")
            guest.vsock.poll(0)
            assert not guest.driver.failed and connection.state == CLOSED, "all streams end"
