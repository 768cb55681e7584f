"""Standard input of virtual machines: the console driver against QEMU's own device under CPython, then programs that read, booted."""

from __future__ import annotations

import os
import pty
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.command import ROOT, YARARA, Running
from tests.virtio.test_qemu_device import find
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.virtio.console import NOT_YET, VirtioConsole
from yarara.kernel.virtio.transport import DEVICE_CONSOLE, VirtioError
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MMIO = ["-machine", "microvm", "-device", "virtio-serial-device,max_ports=2", "-global"]
MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-serial-pci"],
    "q35, two ports": ["-machine", "q35", "-device", "virtio-serial-pci,max_ports=2,disable-legacy=on"],
    "q35, packed": ["-machine", "q35", "-device", "virtio-serial-pci,packed=on"],
    "q35, no event index": ["-machine", "q35", "-device", "virtio-serial-pci,event_idx=off,vectors=0"],
    "pc, transitional": ["-machine", "pc", "-device", "virtio-serial-pci-transitional"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-serial-pci,disable-modern=on"],
    "microvm": [*MMIO, "virtio-mmio.force-legacy=false"],
    "microvm, legacy": [*MMIO, "virtio-mmio.force-legacy=true"],
}


class QemuConsole:
    """The driver, and the host's end of its port."""

    def __init__(self, options: list[str], name: str, cleanup: ExitStack) -> None:
        self.host, other = socket.socketpair()
        cleanup.enter_context(self.host)
        with other:
            os.set_inheritable(other.fileno(), True)
            machine = QtestMachine(*options, "-chardev", f"socket,id=c,fd={other.fileno()}", "-device", f"virtserialport,chardev=c,name={name}",
                                   descriptors=[other.fileno()])
            cleanup.enter_context(machine)
        transport = find()
        assert transport.device_type == DEVICE_CONSOLE
        self.driver = VirtioConsole(transport)
        self.buffer = simulation.allocate(8192)

    def read(self, count: int) -> bytes:
        """So many bytes, or all to the end."""
        data, deadline = b"", time.monotonic() + 30
        while len(data) < count:
            assert time.monotonic() < deadline, f"{len(data)} of {count} bytes came"
            got = self.driver.read(self.buffer, 8192)
            if got == 0:
                break
            if got == NOT_YET:
                time.sleep(0.001)
            else:
                data += simulation.read_bytes(self.buffer, got)
        return data


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_what_the_host_sends_arrives_until_it_closes(options: list[str]) -> None:
    with ExitStack() as cleanup:
        console = QemuConsole(options, "input", cleanup)
        assert console.driver.read(console.buffer, 100) == NOT_YET
        for size in (1, 100, 5000, 100_000):
            data = os.urandom(size)
            console.host.sendall(data)
            assert console.read(size) == data
        console.driver._recover(console.driver._control)
        console.host.sendall(b"last")
        console.host.shutdown(socket.SHUT_WR)
        assert console.read(1000) == b"last"
        assert console.driver.read(console.buffer, 100) == 0
        assert console.driver.faults == 1 and not console.driver.failed, "only the one that the test made"


def test_a_port_of_another_name_is_no_input() -> None:
    with ExitStack() as cleanup, pytest.raises(VirtioError, match="no port called input, output or log"):
        QemuConsole(MACHINES["q35"], "other", cleanup)


# -- booted ------------------------------------------------------------------------------------------------------------

ECHO = """
import sys
print(input("who? "))
count = 0
for line in sys.stdin:
    count += len(line)
    last = line
print(count, repr(last))
try:
    input()
except EOFError as error:
    print(error)
"""


def run_with(program: str, data: bytes, folder: Path, *options: str) -> tuple[int, bytes, str]:
    path = folder / "program.py"
    path.write_text(program)
    done = subprocess.run([*YARARA, "run", *options, str(path)], input=data, capture_output=True, cwd=ROOT, timeout=250)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.parametrize("options", [["--machine", "microvm"], ["--machine", "q35", "--cpus", "2"], ["--machine", "pc"], ["--machine", "process"]],
                         ids=lambda options: " ".join(options))
def test_a_program_reads_its_input_to_the_end(options: list[str], tmp_path: Path) -> None:
    lines = b"".join(b"line %d \xc3\xa9\n" % number for number in range(50_000))
    status, stdout, stderr = run_with(ECHO, b"Ada\n" + lines + b"no end", tmp_path, *options)
    assert (status, stdout) == (0, b"who? Ada\n%d 'no end'\nEOF when reading a line\n" % (len(lines.decode()) + 6)), stderr


def test_no_input_is_an_input_at_its_end(tmp_path: Path) -> None:
    status, stdout, stderr = run_with("input('? ')\n", b"", tmp_path)
    assert (status, stdout) == (1, b"? ") and stderr.endswith("EOFError: EOF when reading a line\n")


def test_other_threads_run_while_one_waits_for_input(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("""
import sys, threading, time

def work() -> None:
    for number in range(20):
        time.sleep(0.01)
    print("worked", flush=True)

print("started", flush=True)
worker = threading.Thread(target=work)
worker.start()
print("read", sys.stdin.readline().strip())
worker.join()
""")
    with subprocess.Popen([*YARARA, "run", str(program)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None and running.stdout is not None
        assert [running.stdout.readline() for _ in range(2)] == [b"started\n", b"worked\n"], "nothing was typed yet"
        running.stdin.write(b"now\n")
        running.stdin.flush()
        assert running.stdout.readline() == b"read now\n"
        assert running.wait(60) == 0


def test_a_terminal_stays_as_it_is_and_control_d_ends_the_input(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("print('got', input())\ntry:\n    input()\nexcept EOFError:\n    print('end')\n")
    own, terminal = pty.openpty()
    with subprocess.Popen([*YARARA, "run", str(program)], cwd=ROOT, stdin=terminal, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        os.write(own, b"lines\x7f can be edited\n")
        assert running.stdout.readline() == b"got line can be edited\n"
        os.write(own, b"\x04")
        assert running.stdout.readline() == b"end\n"
        assert running.wait(60) == 0
    os.close(own)
    os.close(terminal)


def test_a_program_that_does_not_read_has_no_such_device(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("print('hello')\n")
    with Running("run", "-v", program) as running:
        running.wait_for(b"hello\n")
        assert running.process.wait(60) == 0
    assert "virtio-serial" not in running.stderr
