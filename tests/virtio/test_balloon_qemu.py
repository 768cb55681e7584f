"""The memory balloon against QEMU's own device: the driver under CPython, then booted: `info balloon`, and how much memory QEMU really has."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Running, yarara
from tests.virtio.monitor import ask
from tests.virtio.test_qemu_device import find
from yarara import cache
from yarara.compiler.options import Options
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.virtio.balloon import VirtioBalloon
from yarara.kernel.virtio.queue import Chain
from yarara.kernel.virtio.transport import DEVICE_BALLOON
from yarara.machines import qemu
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PAGE = 4096
MIB = 1 << 20
REPORTING = "free-page-reporting=on"
MACHINES = {
    "q35": ["-machine", "q35", "-device", f"virtio-balloon-pci,{REPORTING}"],
    "q35, hinting too": ["-machine", "q35", "-object", "iothread,id=t", "-device", f"virtio-balloon-pci,{REPORTING},free-page-hint=on,iothread=t"],
    "q35, packed": ["-machine", "q35", "-device", f"virtio-balloon-pci,{REPORTING},packed=on"],
    "q35, no event index": ["-machine", "q35", "-device", f"virtio-balloon-pci,{REPORTING},event_idx=off"],
    "q35, no indirect": ["-machine", "q35", "-device", f"virtio-balloon-pci,{REPORTING},indirect_desc=off"],
    "pc, transitional": ["-machine", "pc", "-device", f"virtio-balloon-pci-transitional,{REPORTING}"],
    "pc, legacy": ["-machine", "pc", "-device", f"virtio-balloon-pci,{REPORTING},disable-modern=on"],
    "microvm": ["-machine", "microvm", "-device", f"virtio-balloon-device,{REPORTING}", "-global", "virtio-mmio.force-legacy=false"],
    "microvm, legacy": ["-machine", "microvm", "-device", f"virtio-balloon-device,{REPORTING}", "-global", "virtio-mmio.force-legacy=true"],
    "microvm, no reporting": ["-machine", "microvm", "-device", "virtio-balloon-device", "-global", "virtio-mmio.force-legacy=false"],
}
PATIENCE = 100


@pytest.mark.parametrize("name", MACHINES)
def test_what_is_given_or_reported_is_gone(name: str, tmp_path: Path) -> None:
    monitor = tmp_path / "monitor"
    with QtestMachine(*MACHINES[name], "-qmp", f"unix:{monitor},server=on,wait=off"):
        transport = find()
        assert transport.device_type == DEVICE_BALLOON
        driver = VirtioBalloon(transport)
        ask(monitor, "balloon 12")
        assert driver.wanted() == 4 * MIB // PAGE
        start = simulation.allocate(16 * PAGE)
        simulation.write_bytes(start, b"x" * 16 * PAGE)
        assert driver.inflate(start + 2 * PAGE, 3)
        driver.set_actual(3)
        assert simulation.read_bytes(start, 16 * PAGE) == b"x" * 2 * PAGE + bytes(3 * PAGE) + b"x" * 11 * PAGE
        driver.set_actual(2 * MIB // PAGE)
        assert ask(monitor, "info balloon").strip() == "balloon: actual=14"
        assert driver.deflate(start + 2 * PAGE, 3)
        driver.tell_statistics(123456, 234567)
        ranges = Chain(2)
        ranges.add(start + 6 * PAGE, PAGE, True)
        ranges.add(start + 8 * PAGE, 4 * PAGE, True)
        reports = name != "microvm, no reporting"
        assert driver.report(ranges) == reports
        data = simulation.read_bytes(start, 16 * PAGE)
        kept = b"x" * PAGE
        assert data[5 * PAGE:6 * PAGE] == data[7 * PAGE:8 * PAGE] == data[12 * PAGE:13 * PAGE] == kept
        gone = bytes(PAGE) if reports else b"x" * PAGE
        assert all(data[page * PAGE:][:PAGE] == gone for page in (6, 8, 9, 10, 11))
        assert driver.faults == 0


# -- booted ------------------------------------------------------------------------------------------------------------

PROGRAM = """
import gc
import time

def fill() -> None:
    blocks = [bytearray(b"x" * (1 << 20)) for _ in range(80)]
    print("filled", len(blocks), flush=True)
    time.sleep(SECONDS)

fill()
gc.collect()
print("freed", flush=True)
time.sleep(100)
"""


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("balloon") / "program.py"
    path.write_text(PROGRAM.replace("SECONDS", "3"))
    return cache.image_of(path, Options(extras=frozenset({"balloon"}))).path


class Booted:
    """The program in a machine of 256 MiB."""

    def __init__(self, image: Path, folder: Path, *options: str) -> None:
        self.monitor = folder / "monitor"
        command = [qemu.find(), *options, "-accel", "tcg", "-cpu", "max", "-m", "256M", "-nodefaults", "-no-user-config", "-display", "none",
                   "-serial", "stdio", "-kernel", str(image), "-qmp", f"unix:{self.monitor},server=on,wait=off"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)

    def line(self) -> bytes:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def memory(self) -> int:
        """What QEMU has of the host, in MiB."""
        found = re.search(r"RssAnon:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text())
        assert found is not None
        return int(found[1]) >> 10

    def actual(self) -> int:
        """What the guest has, in MiB."""
        return int(ask(self.monitor, "info balloon").strip().removeprefix("balloon: actual="))

    def wait(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"QEMU has {self.memory()} MiB, the guest {self.actual()}"
            time.sleep(0.05)

    def __enter__(self) -> Booted:
        return self

    def __exit__(self, *rest: object) -> None:
        self.process.kill()
        self.process.communicate()


BOOTED = {
    "microvm": ["-M", "microvm,acpi=off", "-global", "virtio-mmio.force-legacy=false", "-device", f"virtio-balloon-device,{REPORTING},id=b"],
    "q35": ["-M", "q35", "-smp", "2", "-device", f"virtio-balloon-pci,{REPORTING},id=b"],
}


@pytest.mark.parametrize("options", BOOTED.values(), ids=BOOTED.keys())
def test_freed_memory_goes_to_the_host(image: Path, options: list[str], tmp_path: Path) -> None:
    with Booted(image, tmp_path, *options) as guest:
        assert guest.line() == b"filled 80\n"
        filled = guest.memory()
        assert guest.line() == b"freed\n"
        guest.wait(lambda: guest.memory() < filled - 60)
        assert guest.actual() == 256, "it is still the guest's"


@pytest.mark.parametrize("options", BOOTED.values(), ids=BOOTED.keys())
def test_the_monitor_takes_and_gives(image: Path, options: list[str], tmp_path: Path) -> None:
    with Booted(image, tmp_path, *options) as guest:
        assert guest.line() == b"filled 80\n" and guest.line() == b"freed\n"
        for size in (100, 64, 200, 256):
            ask(guest.monitor, f"balloon {size}")
            guest.wait(lambda: guest.actual() == size)
        ask(guest.monitor, "balloon 1")
        guest.wait(lambda: guest.actual() < 40)
        assert guest.actual() > 20, "an eighth stays"


def test_the_monitor_sees_how_much_is_free(image: Path, tmp_path: Path) -> None:
    with Booted(image, tmp_path, *BOOTED["microvm"]) as guest:
        def free() -> int:
            found = re.search(r'"stat-free-memory": (\d+)', ask(guest.monitor, "qom-get /machine/peripheral/b guest-stats"))
            return int(found[1]) >> 20 if found else -1

        assert guest.line() == b"filled 80\n"
        ask(guest.monitor, "qom-set /machine/peripheral/b guest-stats-polling-interval 1")
        guest.wait(lambda: 150 < free() < 180)
        assert guest.line() == b"freed\n"
        guest.wait(lambda: free() > 230)


def test_a_program_that_never_sleeps_reports_after_collections(tmp_path: Path) -> None:
    path = tmp_path / "busy.py"
    path.write_text("""
def work() -> int:
    total = 0
    for number in range(400):
        total += len(bytearray(1 << 20))
    return total

print(work(), flush=True)
while True:
    work()
""")
    plain, with_balloon = (cache.image_of(path, Options(extras=frozenset(extras))).path for extras in ((), ("balloon",)))
    with Booted(with_balloon, tmp_path, *BOOTED["microvm"]) as guest:
        assert guest.line() == b"%d\n" % (400 << 20)
        ask(guest.monitor, "balloon 60")
        guest.wait(lambda: guest.actual() == 60)
    with Booted(plain, tmp_path, *BOOTED["microvm"]) as guest:
        assert guest.line() == b"%d\n" % (400 << 20)
        ask(guest.monitor, "balloon 60")
        time.sleep(1)
        assert guest.actual() == 256, "without the driver nothing happens"


def test_the_option_gives_the_machine_the_device(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM.replace("SECONDS", "0.1").replace("100)", "0.5)"))
    for machine in "microvm", "pc":
        with Running("run", "-v", "--balloon", "--memory", "256M", "--machine", machine, path) as running:
            running.wait_for(b"freed\n")
            assert running.process.wait(PATIENCE) == 0
        assert "balloon: a virtio device" in running.stderr
    result = yarara("run", "--balloon", cache.image_of(path).path)
    assert result.status == 2 and "was built without; build it with `yarara build --balloon`" in result.stderr
