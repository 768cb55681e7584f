"""The web server booted with QEMU's own options, as its user might type them: it finds its network card on every machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.command import yarara
from yarara.machines import qemu

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MACHINES = {
    "microvm": ["-M", "microvm", "-device", "virtio-net-device,netdev=n"],
    "microvm, one I/O APIC": ["-M", "microvm,ioapic2=off", "-device", "virtio-net-device,netdev=n"],
    "microvm, ACPI off": ["-M", "microvm,acpi=off", "-device", "virtio-net-device,netdev=n"],
    "q35": ["-M", "q35", "-device", "virtio-net-pci,netdev=n"],
    "pc": ["-M", "pc", "-device", "virtio-net-pci,netdev=n"],
}
FETCHES = 20
SECONDS = 10
"""For all fetches: without interrupts each packet waits for the next tick of a timer."""


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "http.elf"
    assert yarara("build", "examples/http_server.py", "-o", path).status == 0
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(port: int) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/")
        return connection.getresponse().read()
    finally:
        connection.close()


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_it_serves_pages(image: Path, options: list[str]) -> None:
    port = free_port()
    command = ["timeout", "60", qemu.find(), *options, "-kernel", str(image), "-serial", "stdio", "-nodefaults", "-display", "none",
               "-netdev", f"user,id=n,hostfwd=tcp:127.0.0.1:{port}-:80"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as machine:
        assert machine.stdout is not None
        try:
            assert machine.stdout.readline() == b"listening on port 80\n"
            assert b"It works" in fetch(port)
            start = time.monotonic()
            for _ in range(FETCHES):
                assert b"It works" in fetch(port)
            assert time.monotonic() - start < SECONDS
        finally:
            machine.terminate()
