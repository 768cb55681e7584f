"""The entropy driver against QEMU's own device: first under CPython, then compiled and booted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.virtio.test_qemu_device import find
from yarara.compiler.driver import build
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.virtio.rng import BUFFER_SIZE, VirtioRng
from yarara.kernel.virtio.transport import DEVICE_ENTROPY
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-rng-pci,rng=r"],
    "pc, transitional": ["-machine", "pc", "-device", "virtio-rng-pci-transitional,rng=r"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-rng-pci,disable-modern=on,rng=r"],
    "q35, packed": ["-machine", "q35", "-device", "virtio-rng-pci,packed=on,rng=r"],
    "q35, no event index": ["-machine", "q35", "-device", "virtio-rng-pci,event_idx=off,vectors=0,rng=r"],
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-rng-device,rng=r"],
    "microvm, legacy": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true", "-device", "virtio-rng-device,rng=r"],
}
ZEROS = ["-object", "rng-random,id=r,filename=/dev/zero"]
RANDOM = ["-object", "rng-builtin,id=r"]


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_qemus_device_fills_the_buffer(options: list[str]) -> None:
    with QtestMachine(*RANDOM, *options):
        transport = find()
        assert transport.device_type == DEVICE_ENTROPY
        driver = VirtioRng(transport)
        given = []
        for length in 1, 7, 32, BUFFER_SIZE, 32, 32:
            simulation.write_bytes(driver.buffer, bytes(BUFFER_SIZE))
            assert driver.read(length) == length, driver.last_fault
            data = simulation.read_bytes(driver.buffer, BUFFER_SIZE)
            assert not any(data[length:]), "only what was asked for is written"
            given.append(data[:length])
        assert len(set(given)) == 6 and driver.faults == 0
        assert len(set(given[3])) > 100


def test_what_arrives_is_what_the_host_gives() -> None:
    with QtestMachine(*ZEROS, *MACHINES["q35"]):
        driver = VirtioRng(find())
        simulation.write_bytes(driver.buffer, b"\xFF" * 64)
        assert driver.read(40) == 40
        assert simulation.read_bytes(driver.buffer, 64) == bytes(40) + b"\xFF" * 24


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("images") / "read_zeros.elf"
    return build(Path(__file__).parent / "programs" / "read_entropy.py", output).output


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_booted(image: Path, options: list[str]) -> None:
    for source, expected in (ZEROS, b"32 bytes, 1 kinds, 0 faults"), (RANDOM, b"32 bytes, many kinds, 0 faults"):
        command = ["timeout", "60", "qemu-system-x86_64", "-accel", "tcg", "-m", "32", "-nodefaults", "-no-user-config", "-display", "none",
                   "-serial", "stdio", "-no-reboot", "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", str(image), *source, *options]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        assert done.stdout.splitlines()[:1] == [expected]


@pytest.mark.parametrize("machine", ["microvm", "q35"])
def test_a_program_that_wants_random_numbers_gets_the_device(machine: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import os\nprint(len(set(os.urandom(1000))) > 200)\n")
    command = [sys.executable, "-m", "yarara", "run", "-v", "--machine", machine, "--timeout", "100", str(program)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.stdout == "True\n"
    assert "entropy: a virtio device" in done.stderr


def test_a_program_that_does_not_want_them_gets_none(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import os\nprint(os.sep)\n")
    command = [sys.executable, "-m", "yarara", "run", "-v", "--machine", "microvm", "--timeout", "100", str(program)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.stdout == "/\n" and "virtio-rng" not in done.stderr
