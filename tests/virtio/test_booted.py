"""The same driver compiled, alone in a machine of its own: frames go in and come back."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

from tests.virtio.machines import frame
from yarara.compiler.driver import build

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MAC = 0x02AB_CDEF_0123
PROPERTIES = "netdev=n,mac=02:ab:cd:ef:01:23,ctrl_rx=off"  # every frame is to come, not only those for us
MACHINES = {
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", f"virtio-net-device,{PROPERTIES}"],
    "q35": ["-machine", "q35", "-device", f"virtio-net-pci,romfile=,{PROPERTIES}"],
    "pc": ["-machine", "pc", "-device", f"virtio-net-pci,romfile=,{PROPERTIES}"],
    "pc, transitional": ["-machine", "pc", "-device", f"virtio-net-pci-transitional,romfile=,{PROPERTIES}"],
    "pc, legacy": ["-machine", "pc", "-device", f"virtio-net-pci,disable-modern=on,romfile=,{PROPERTIES}"],
    "microvm, legacy": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true", "-device", f"virtio-net-device,{PROPERTIES}"],
    "q35, packed": ["-machine", "q35", "-device", f"virtio-net-pci,packed=on,romfile=,{PROPERTIES}"],
}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("images") / "echo_frames.elf"
    return build(Path(__file__).parent / "programs" / "echo_frames.py", output).output


@pytest.fixture
def wire() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.bind(("127.0.0.1", 0))
        end.settimeout(20)
        yield end


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_every_frame_comes_back(image: Path, wire: socket.socket, options: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        guest = probe.getsockname()
    netdev = f"socket,id=n,udp=127.0.0.1:{wire.getsockname()[1]},localaddr=127.0.0.1:{guest[1]}"
    command = ["timeout", "60", "qemu-system-x86_64", "-accel", "tcg", "-m", "32", "-nodefaults", "-no-user-config", "-display", "none",
               "-serial", "stdio", "-no-reboot", "-kernel", str(image), "-netdev", netdev, *options]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as machine:
        assert machine.stdout is not None
        try:
            assert machine.stdout.readline().split() == [b"%d" % MAC, b"1500"]
            for start in range(0, 1000, 50):
                sent = [frame(number, 60 + number) for number in range(start + 1, start + 51)]
                for data in sent:
                    wire.sendto(data, guest)
                assert [wire.recv(4096) for _ in sent] == sent
            wire.sendto(bytes(60), guest)
            assert machine.stdout.readline().strip() == b"1000 frames, 0 faults"
        finally:
            machine.terminate()
