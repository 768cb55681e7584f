"""Standard output of virtual machines by a virtio console: the driver against QEMU's own device under CPython, then programs that print, booted."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.command import ROOT, YARARA, yarara
from tests.virtio.test_console_qemu import MACHINES
from tests.virtio.test_qemu_device import find
from yarara import cache
from yarara.compiler.options import Options
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.virtio.console import VirtioConsole
from yarara.machines import qemu
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

LIVES = {name: [option.replace("max_ports=2", "max_ports=3") for option in options] for name, options in MACHINES.items()}
PATIENCE = 60


def port(folder: Path, name: str) -> list[str]:
    """QEMU's options for a port whose bytes go to a file."""
    return ["-chardev", f"file,id={name},path={folder / name}", "-device", f"virtserialport,chardev={name},name={name}"]


@pytest.mark.parametrize("options", LIVES.values(), ids=LIVES.keys())
def test_what_is_written_comes_out_of_its_port(options: list[str], tmp_path: Path) -> None:
    said, logged = bytearray(), bytearray()
    with QtestMachine(*options, *port(tmp_path, "output"), *port(tmp_path, "log")):
        driver = VirtioConsole(find())
        assert driver.input is None and driver.output is not None and driver.log is not None
        buffer = simulation.allocate(40_000)
        for size in (1, 100, 5000, 32_768, 20_000, 3):
            data = random.Random(size).randbytes(size)
            simulation.write_bytes(buffer, data)
            assert driver.write(driver.output, buffer, size) == size
            assert driver.write(driver.log, buffer, 1) == 1
            said, logged = said + data, logged + data[:1]
            wait_until_written(driver)
        driver._recover(driver._control)
        simulation.write_bytes(buffer, b"after")
        assert driver.write(driver.output, buffer, 5) == 5
        wait_until_written(driver)
        assert driver.faults == 1 and not driver.failed, "only the one that the test made"
    assert (tmp_path / "output").read_bytes() == said + b"after"
    assert (tmp_path / "log").read_bytes() == logged


def wait_until_written(driver: VirtioConsole) -> None:
    deadline = time.monotonic() + PATIENCE
    for place in (driver.output, driver.log):
        assert place is not None
        while not driver.is_written(place):
            assert time.monotonic() < deadline, "the device does not return what it has read"


# -- booted ------------------------------------------------------------------------------------------------------------

LINES = """
import sys

def main() -> None:
    for number in range(20_000):
        print("line", number, "\\u00e9")
    sys.stdout.write("no end")
    print("said", file=sys.stderr)
    sys.exit(3)

main()
"""
EXPECTED = "".join(f"line {number} \u00e9\n" for number in range(20_000)).encode() + b"no end"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output") / "lines.py"
    path.write_text(LINES)
    return path


@pytest.mark.parametrize("options", [["--machine", "microvm"], ["--machine", "q35", "--cpus", "2"], ["--machine", "pc"]], ids=lambda options: options[1])
def test_all_output_arrives_and_the_status(options: list[str], program: Path) -> None:
    result = yarara("run", "--console", *options, program)
    assert (result.status, result.stderr) == (3, "said\n")
    assert result.stdout == EXPECTED


def test_threads_of_several_cores_take_turns(tmp_path: Path) -> None:
    """The line that comes first takes the serial port so long that the device is found meanwhile, which must wait."""
    path = tmp_path / "threads.py"
    path.write_text("""
import threading

def say(number: int) -> None:
    for line in range(300):
        print(f"{number} {line} " + "x" * (500_000 if line == 0 else 3000))

threads = [threading.Thread(target=say, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
""")
    result = yarara("run", "--console", "--cpus", "4", path)
    lines = result.stdout.decode().splitlines()
    assert result.status == 0 and len(lines) == 1200
    for number in range(4):
        assert [line for line in lines if line.startswith(f"{number} ")] == [f"{number} {line} " + "x" * (500_000 if line == 0 else 3000) for line in range(300)]


def test_output_is_complete_when_its_reader_is_slow(program: Path) -> None:
    with subprocess.Popen([*YARARA, "run", "--console", program], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        time.sleep(3)
        assert running.poll() is None, "it waits for the reader"
        assert running.stdout.read() == EXPECTED
        assert running.wait(PATIENCE) == 3


def test_a_reader_that_goes_away_ends_the_machine(program: Path) -> None:
    with subprocess.Popen([*YARARA, "run", "--console", program], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.wait(PATIENCE) == 128 + signal.SIGPIPE


def test_input_and_output_are_two_ports_of_one_device(tmp_path: Path) -> None:
    path = tmp_path / "echo.py"
    path.write_text("import sys\nfor line in sys.stdin:\n    print(line[::-1])\n")
    lines = [f"{number} {'abc' * 20}" for number in range(3000)]
    done = subprocess.run([*YARARA, "run", "-v", "--console", str(path)], cwd=ROOT, input="\n".join(lines).encode(), capture_output=True, timeout=250)
    assert done.stdout.decode().split("\n") == [text for line in lines[:-1] for text in ("", line[::-1])] + [lines[-1][::-1], ""]
    assert done.stderr.count(b"virtio-serial-device") == 1


def test_a_panic_loses_nothing_that_was_printed(tmp_path: Path) -> None:
    path = tmp_path / "wild.py"
    path.write_text("from yarara import machine\nfor number in range(5000):\n    print('line', number)\nmachine.store64(1 << 40, 0)\n")
    result = yarara("run", "--console", path)
    assert result.status == 70 and " 0x10000000000 on core 0 " in result.stderr
    assert result.stdout.decode() == "".join(f"line {number}\n" for number in range(5000))
    assert re.search(r"^panic: virtio console [a-z]+( [a-z\d]+)? queue: 0 lent", result.stderr, re.MULTILINE)


def test_what_was_printed_is_seen_before_an_error(tmp_path: Path) -> None:
    path = tmp_path / "error.py"
    path.write_text("import sys\nprint('x' * 2000)\nfor number in range(200):\n    print(number)\n    print(-number, file=sys.stderr)\n")
    done = subprocess.run([*YARARA, "run", "--console", str(path)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=250)
    assert done.stdout.decode() == "x" * 2000 + "\n" + "".join(f"{number}\n" for number in range(200))
    assert done.stderr.decode() == "".join(f"{-number}\n" for number in range(200))


def test_an_image_without_it_is_refused(program: Path, tmp_path: Path) -> None:
    image = tmp_path / "lines.elf"
    image.write_bytes(cache.image_of(program).path.read_bytes())
    result = yarara("run", "--console", image)
    assert result.status == 2 and "was built without; build it with `yarara build --console`" in result.stderr


# -- booted by hand ----------------------------------------------------------------------------------------------------

def boot(image: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = ["timeout", "100", qemu.find(), "-M", "microvm,acpi=off", "-global", "virtio-mmio.force-legacy=false", "-nodefaults", "-no-user-config",
               "-display", "none", "-serial", f"file:{folder / 'serial'}", "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", str(image)]
    return subprocess.run([*command, *options], stdin=subprocess.DEVNULL, capture_output=True)


DEVICE = ["-device", "virtio-serial-device,max_ports=3"]


@pytest.fixture(scope="module")
def image(program: Path) -> Path:
    return cache.image_of(program, Options(extras=frozenset({"console"}))).path


def test_by_hand_output_and_kernel_messages_are_apart(image: Path, tmp_path: Path) -> None:
    assert boot(image, tmp_path, *DEVICE, *port(tmp_path, "output"), *port(tmp_path, "log")).returncode == 3 << 1 | 1
    assert (tmp_path / "output").read_bytes() == EXPECTED
    assert (tmp_path / "log").read_bytes() == b"exit 3\n"
    assert (tmp_path / "serial").read_bytes() == b"said\n", "standard error, where no debug console is"


@pytest.mark.parametrize("options", [[], DEVICE, [*DEVICE, "-chardev", "null,id=x", "-device", "virtserialport,chardev=x,name=other"]],
                         ids=["no device", "no port", "another port"])
def test_by_hand_without_the_port_all_goes_to_the_serial_port(image: Path, options: list[str], tmp_path: Path) -> None:
    assert boot(image, tmp_path, *options).returncode == 3 << 1 | 1
    assert (tmp_path / "serial").read_bytes() == EXPECTED + b"said\n"


def test_a_line_costs_at_most_one_notification_and_no_byte_costs_an_exit(image: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    writes = {}  # to registers of devices: each is an exit where the processor is a real one
    for name, options in {"serial": [], "console": [*DEVICE, *port(tmp_path, "output")]}.items():
        boot(image, tmp_path, *options, "-trace", "memory_region_ops_write", "-D", str(trace))
        writes[name] = trace.read_text().count("memory_region_ops_write")
        os.unlink(trace)
    assert writes["serial"] > len(EXPECTED) and writes["console"] < 20_000 + 3000, "the first kilobyte goes to the serial port"
    assert hashlib.sha256((tmp_path / "output").read_bytes()).digest() == hashlib.sha256(EXPECTED).digest()
