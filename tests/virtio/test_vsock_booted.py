"""Streams and messages to the host, booted: QEMU hands the socket device to a model in this process (vhost-user-vsock), behind which is a host in Python."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Running, yarara
from yarara import cache
from yarara.devicemodel.device import F_EVENT_IDX, F_IN_ORDER, F_RING_PACKED, F_RING_RESET
from yarara.devicemodel.vhost_user import VhostUser
from yarara.devicemodel.vsock import ALL_FEATURES, NO_MORE_SENT, SEQPACKET, Stream, VsockHost, VsockModel
from yarara.machines import qemu
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parent / "programs" / "vsock_streams.py"
PROPERTIES = ALL_FEATURES & ~(F_RING_RESET | F_RING_PACKED | F_IN_ORDER)
LIVES = {
    "microvm, split": (["-M", "microvm,acpi=off,memory-backend=ram", "-device", "vhost-user-vsock-device,chardev=vhost0"], PROPERTIES),
    "microvm, flags": (["-M", "microvm,memory-backend=ram", "-device", "vhost-user-vsock-device,chardev=vhost0,event_idx=off"], PROPERTIES & ~F_EVENT_IDX),
    "q35, two processors": (["-M", "q35,memory-backend=ram", "-smp", "2", "-device", "vhost-user-vsock-pci,chardev=vhost0,vectors=0"], PROPERTIES),
    "pc, packed": (["-M", "pc,memory-backend=ram", "-device", "vhost-user-vsock-pci,chardev=vhost0,vectors=0,packed=on"], PROPERTIES | F_RING_PACKED),
}
PATIENCE = 120
SERVER, OWN = 9000, 1234


class Booted:
    """The program, and its host. Nothing moves but in `until`."""

    def __init__(self, folder: Path, options: list[str], features: int, program: Path = PROGRAM) -> None:
        self.model = VsockModel(features, capacity=128)
        self.host = VsockHost(self.model)
        self.host.listening.add(SERVER)
        self.device = VhostUser(self.model, folder / "vhost")
        command = [qemu.find(), *options, "-accel", "tcg", "-cpu", "max", "-m", "128M", "-object", "memory-backend-memfd,id=ram,size=128M,share=on",
                   "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio", "-global", "virtio-mmio.force-legacy=false",
                   "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-chardev", f"file,id=log,path={folder / 'log'}", "-device", "isa-debugcon,iobase=0x402,chardev=log",
                   *self.device.options(), "-kernel", str(cache.image_of(program).path)]
        self.log = folder / "log"
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self.printed = ""

    def until(self, happened: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        assert self.process.stdout is not None
        while not happened():
            assert time.monotonic() < deadline, f"{what} did not happen; printed {self.printed!r}, log {self.log.read_text()!r}"
            self.device.serve(0.01)
            self.host.step()
            self.printed += (self.process.stdout.read() or b"").decode()

    def until_printed(self, text: str) -> None:
        self.until(lambda: text in self.printed, f"{text!r}")

    def serve_first_call(self) -> None:
        """The guest calls, asks, and gets an answer as long."""
        self.until(lambda: bool(self.host.streams) and self.host.streams[0].guest_shut == NO_MORE_SENT, "a question")
        stream = self.host.streams[0]
        self.host.send(stream, bytes(stream.received))
        self.until(lambda: not stream.waiting, "the answer")
        self.host.shutdown(stream, NO_MORE_SENT)
        self.until_printed(f"listening {OWN}\n")

    def __enter__(self) -> Booted:
        return self

    def __exit__(self, *rest: object) -> None:
        self.process.kill()
        self.process.communicate()
        self.device.close()
        simulation.reset()


def exchange(guest: Booted, stream: Stream, data: bytes) -> None:
    before = len(stream.received)
    guest.host.send(stream, data)
    guest.until(lambda: len(stream.received) - before >= len(data), "an echo")
    assert stream.received[before:] == data


@pytest.mark.parametrize("life", LIVES)
def test_a_program_calls_its_host_and_is_called(life: str, tmp_path: Path) -> None:
    with Booted(tmp_path, *LIVES[life]) as guest:
        guest.serve_first_call()
        assert guest.printed == ("before True\npeer (2, 9000)\nanswered 200004\n(2, 9001) ECONNRESET\n(3, 5) ENODEV\n"
                                 "bind EADDRINUSE\nsend ENOTCONN\nlistening 1234\n")
        streams = [guest.host.connect(OWN, 50_000 + number) for number in range(3)]
        guest.until(lambda: all(stream.is_open for stream in streams), "three streams")
        guest.until_printed("from 2 50001 (3, 1234)\n")
        for number, stream in enumerate(streams):
            exchange(guest, stream, random.Random(number).randbytes(300_000))
        guest.host.shutdown(streams[0], NO_MORE_SENT)
        guest.until_printed("echoed 300000\n")
        guest.until(lambda: streams[0].ended, "the end")
        guest.host.reset(streams[1])
        guest.until(lambda: guest.printed.count("echoed 300000\n") == 2, "the end of the second")
        exchange(guest, streams[2], b"still there")
        guest.host.connect(OWN, 1)
        guest.until_printed("done\n")
        guest.until(lambda: guest.process.poll() is not None, "the end of the program")
        assert guest.device.starts == 1 and "error" not in guest.log.read_text()


@pytest.mark.parametrize("life", LIVES)
def test_messages_keep_their_borders(life: str, tmp_path: Path) -> None:
    with Booted(tmp_path, *LIVES[life], PROGRAM.with_name("vsock_messages.py")) as guest:
        returned = 0

        def send_back(stream: Stream) -> None:
            nonlocal returned
            while returned < len(stream.messages):
                for _ in range(2):
                    guest.host.send(stream, stream.messages[returned])
                returned += 1

        def listens() -> bool:
            for stream in guest.host.streams:
                send_back(stream)
            return "listening\n" in guest.printed

        guest.until(listens, "a server")
        lengths = (1, 10, 4095, 4096, 4097, 60_000, 65_536)
        assert guest.printed == ("True 5\n" + "".join(f"sent {length}\nback True True\n" for length in lengths) + "many {b'one of many'}\n"
                                 "b'of this' b'of ' 0\ntoo long: True\ntimed out\nlistening\n")
        assert [len(message) for message in guest.host.streams[0].messages] == [*lengths, *[11] * 100, 21]
        guest.host.streams.clear()
        stream = guest.host.connect(OWN, 50_000, SEQPACKET)
        said = [random.Random(number).randbytes(1 + 3000 * number) for number in range(20)]
        for message in said:
            guest.host.send(stream, message)
        guest.until(lambda: len(stream.messages) == len(said), "an echo")
        assert stream.messages == said
        guest.host.shutdown(stream, NO_MORE_SENT)
        guest.until_printed("done\n")
        assert f"from 2 50000\nmessages of {[len(message) for message in said]}\n" in guest.printed
        assert guest.device.starts == 1 and "error" not in guest.log.read_text()


@pytest.mark.parametrize("life", ["microvm, split", "pc, packed"])
@pytest.mark.parametrize("lie", ["a wrong id", "a packet without an end"])
def test_a_lie_ends_the_streams_and_not_the_program(life: str, lie: str, tmp_path: Path) -> None:
    with Booted(tmp_path, *LIVES[life]) as guest:
        guest.serve_first_call()
        stream = guest.host.connect(OWN, 50_000)
        guest.until(lambda: stream.is_open, "a stream")
        exchange(guest, stream, b"before")
        queue = guest.model.queues[0]
        if lie == "a wrong id":
            queue.live.forge(0, queue.size + 5, 40, 1)
            guest.model.interrupt(1, queue.vector)
        else:
            assert guest.model.deliver(b"short")
        guest.until(lambda: guest.device.starts == 2 and guest.model.live(), "a reset")
        guest.until_printed("echoed 6\n")
        guest.host.streams.clear()
        again = guest.host.connect(OWN, 50_001)
        guest.until(lambda: again.is_open, "another stream")
        exchange(guest, again, bytes(range(256)) * 400)
        assert guest.log.read_text().count(", error ") == 1 and "virtio socket device: " in guest.log.read_text()


# -- with the kernel's own device, where the host has one ------------------------------------------------------------------

@pytest.mark.skipif(not os.access("/dev/vhost-vsock", os.R_OK | os.W_OK), reason="the host has no /dev/vhost-vsock")
@pytest.mark.parametrize("machine", ["microvm", "q35"])
def test_linux_is_the_host(machine: str, tmp_path: Path) -> None:
    program = tmp_path / "echo.py"
    program.write_text("""
import socket

with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as server:
    server.bind((socket.VMADDR_CID_ANY, 1234))
    server.listen()
    print("listening", flush=True)
    connection, peer = server.accept()
    data = connection.recv(65536)
    while data:
        connection.sendall(data)
        data = connection.recv(65536)
    connection.close()
""")
    number = 3 + os.getpid() % 1_000_000
    with Running("run", "--machine", machine, "--vsock", str(number), program) as running:
        running.wait_for(b"listening\n")
        data = random.Random(1).randbytes(500_000)
        with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as client:
            client.connect((number, 1234))
            sender = threading.Thread(target=client.sendall, args=(data,))
            sender.start()
            received = b""
            while len(received) < len(data):
                received += client.recv(65536)
            sender.join()
            client.shutdown(socket.SHUT_WR)
            assert client.recv(1) == b""
        assert received == data and running.process.wait(PATIENCE) == 0


@pytest.mark.parametrize("options, message", [
    (["--vsock", "5", "examples/hello.py"], "--vsock: this program does not use AF_VSOCK"),
    (["--vsock", "2", str(PROGRAM)], "--vsock 2: choose a number from 3 on"),
    (["--vsock", "5", "--machine", "process", str(PROGRAM)], "--vsock needs a virtual machine"),
])
def test_what_cannot_be_is_refused(options: list[str], message: str) -> None:
    result = yarara("run", *options)
    assert result.status in (1, 2) and message in result.stderr


@pytest.mark.skipif(os.access("/dev/vhost-vsock", os.R_OK | os.W_OK), reason="the host has /dev/vhost-vsock")
def test_a_host_without_the_device_says_so() -> None:
    result = yarara("run", "--vsock", "5", PROGRAM)
    assert result.status == 1 and "/dev/vhost-vsock is missing or may not be opened" in result.stderr


def test_a_machine_without_the_device_has_no_such_streams(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import socket\nwith socket.socket(socket.AF_VSOCK) as s:\n    try:\n        s.connect((2, 1))\n    except OSError as e:\n        print(e)\n"
                       "    print(s.getsockname(), s.family)\ntry:\n    socket.socket(socket.AF_VSOCK, socket.SOCK_DGRAM)\nexcept OSError as e:\n    print(e)\n")
    for options in ([], ["--machine", "process"]):
        result = yarara("run", *options, program)
        assert result.stdout == b"[Errno 19] No such device\n(4294967295, 4294967295) 40\n[Errno 94] Socket type not supported\n", result.stderr
