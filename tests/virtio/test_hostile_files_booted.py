"""Booted machines whose disk, or whose directory of the host, lies: QEMU gives the guest's rings to a model in this process (vhost-user), which at
first behaves, then breaks a rule. The request fails (EIO), the device is reset, the error is logged with queue, descriptor and field, and the next
reads have every byte."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.test_fat import short
from tests.soak import SOAK
from yarara import cache
from yarara.devicemodel import blk, fs
from yarara.devicemodel.blk import BlkModel
from yarara.devicemodel.device import F_EVENT_IDX, F_IN_ORDER, F_RING_PACKED, F_RING_RESET
from yarara.devicemodel.fs import FsModel
from yarara.devicemodel.fuse_server import FuseServer
from yarara.devicemodel.queue import DeviceQueue
from yarara.devicemodel.vhost_user import VhostUser
from yarara.machines import qemu
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

PROGRAM = Path(__file__).parent / "programs" / "read_for_ever.py"
CONTENT = random.Random(1).randbytes(128 * 1024)
MACHINES = {  # options, and what the devices are called there
    "microvm": (["-M", "microvm,acpi=off,memory-backend=ram"], {"blk": "vhost-user-blk,num-queues=1", "fs": "vhost-user-fs-device,tag=data"}),
    "q35": (["-M", "q35,memory-backend=ram"], {"blk": "vhost-user-blk-pci,num-queues=1,vectors=0", "fs": "vhost-user-fs-pci,tag=data,vectors=0"}),
}
NOT_IN_QEMU = F_RING_RESET | F_IN_ORDER | blk.F_MQ
RINGS = {"split": NOT_IN_QEMU | F_RING_PACKED, "split, flags": NOT_IN_QEMU | F_RING_PACKED | F_EVENT_IDX, "packed": NOT_IN_QEMU}
"""The features that are left out."""
DISK_LIVES = [("microvm", "split"), ("q35", "packed"), ("q35", "split, flags")]
PATIENCE = 120


def digest(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value * 31 + byte) & 0xFFFF_FFFF
    return value


RIGHT = f"read {len(CONTENT)} {digest(CONTENT)}"


def disk() -> bytes:
    """FAT32 with one file in one piece, from cluster 10 on, at a whole block of the cache: it is read past the cache each time."""
    clusters = 10 + len(CONTENT) // 512
    table = [0x0FFF_FFF8, 0x0FFF_FFFF, 0x0FFF_FFFF] + [0] * 7 + [*range(11, clusters), 0x0FFF_FFFF]
    fat = struct.pack(f"<{len(table)}I", *table)
    size = -(-len(fat) // 512)
    reserved = 40 - 2 * size
    boot = bytearray(512)
    struct.pack_into("<HBHB", boot, 11, 512, 1, reserved, 2)
    struct.pack_into("<I", boot, 32, 40 + clusters - 2)
    struct.pack_into("<II", boot, 36, size, 0)
    struct.pack_into("<I", boot, 44, 2)
    boot[510:] = b"\x55\xAA"
    root = short(b"BIG     BIN", 0, 10, len(CONTENT))
    return bytes(boot) + bytes(512 * (reserved - 1)) + 2 * fat.ljust(512 * size, b"\0") + root.ljust(512 * 8, b"\0") + CONTENT


class Booted:
    """The program, and the device behind the file that it reads."""

    def __init__(self, folder: Path, kind: str, machine: str, rings: str) -> None:
        (folder / "top").mkdir()
        (folder / "top" / "BIG.BIN").write_bytes(CONTENT)
        self.model: BlkModel | FsModel
        if kind == "blk":
            self.model = BlkModel(disk(), blk.ALL_FEATURES & ~RINGS[rings], capacity=128)
        else:
            self.model = FsModel(FuseServer(folder / "top"), "data", fs.ALL_FEATURES & ~RINGS[rings], capacity=128)
            self.model.server.lenient = True
        self.device = VhostUser(self.model, folder / "vhost")
        options, names = MACHINES[machine]
        packed = ",packed=on" if rings == "packed" else ""
        path = "/model/BIG.BIN" if kind == "blk" else "/data/BIG.BIN"
        self.log = folder / "log"
        command = ["timeout", "--kill-after=5", "300", qemu.find(), *options, "-accel", "tcg", "-cpu", "max", "-m", "128M", "-object", "memory-backend-memfd,id=ram,size=128M,share=on",
                   "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio", "-global", "virtio-mmio.force-legacy=false",
                   "-chardev", f"file,id=log,path={self.log}", "-device", "isa-debugcon,iobase=0x402,chardev=log", *self.device.options(),
                   "-device", f"{names[kind]},chardev=vhost0{packed}", "-kernel", str(cache.image_of(PROGRAM).path), "-append", f"argv=program argv={path}"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self._printed = ""
        self.lie: Callable[[], None] | None = None
        """Told in place of the next answer in this queue."""
        self.lied_about = 0

    @property
    def lines(self) -> list[str]:
        """Whole lines that the program has printed."""
        return self._printed.split("\n")[:-1]

    def until(self, happened: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        assert self.process.stdout is not None
        while not happened():
            assert time.monotonic() < deadline, f"{what} did not happen; printed {self.lines[-5:]}, log {self.log.read_text()!r}"
            self.device.serve(0.01)
            for number, queue in enumerate(self.model.queues):
                if queue.notified and queue.ready:
                    self.model.lie = self.lie if number == self.lied_about else None
                    self.model.notify(number)
            self._printed += (self.process.stdout.read() or b"").decode()

    def until_read(self, times: int) -> None:
        """The whole file, so many times from now on."""
        before = self.lines.count(RIGHT)
        self.until(lambda: self.lines.count(RIGHT) >= before + times, "reading")

    def __enter__(self) -> Booted:
        return self

    def __exit__(self, *rest: object) -> None:
        self.process.terminate()  # timeout passes it on
        self.process.communicate()
        self.device.close()
        simulation.reset()


# -- lies about the ring -----------------------------------------------------------------------------------------------

def the_chain(queue: DeviceQueue) -> int:
    """The one request that the device has."""
    return next(iter(queue.live.outstanding))


def wrong_id(queue: DeviceQueue) -> None:
    queue.live.forge(0, queue.size + 5, 1, 1)


def longer_than_the_buffer(queue: DeviceQueue) -> None:
    queue.live.forge(0, the_chain(queue), 1 << 20, 1)


def index_jumps(queue: DeviceQueue) -> None:
    queue.live.forge(0, 0, 1, 30_000)


def not_lent(queue: DeviceQueue) -> None:
    head = the_chain(queue)
    queue.live.forge(0, next(free for free in range(queue.size) if free not in queue.live.outstanding and free != head), 1, 1)


LIES: dict[str, tuple[Callable[[DeviceQueue], None], str]] = {
    "a wrong id": (wrong_id, "returned a buffer that it did not have"), "longer than the buffer": (longer_than_the_buffer, "wrote more than the buffer holds"),
    "an index that jumps": (index_jumps, "returned more buffers than it had"), "a buffer that it never had": (not_lent, "returned a buffer that it did not have"),
}
DEVICES = {"blk": (0, "virtio block device"), "fs": (fs.REQUEST, "virtio file system device")}
LIED_TO = [(kind, machine, rings, lie) for kind in DEVICES for machine, rings in DISK_LIVES for lie in LIES
           if not (rings == "packed" and "jumps" in lie) and (SOAK or lie == "a wrong id" or (kind, machine) == ("blk", "microvm"))]


@pytest.mark.parametrize("kind, machine, rings, lie", LIED_TO)
def test_a_lie_about_the_ring_costs_one_request(kind: str, machine: str, rings: str, lie: str, tmp_path: Path) -> None:
    number, name = DEVICES[kind]
    tell, said = LIES[lie]
    with Booted(tmp_path, kind, machine, rings) as guest:
        guest.until_read(2)
        assert set(guest.lines) == {RIGHT}
        starts = guest.device.starts  # on q35 the firmware has looked for something to boot
        model, queue = guest.model, guest.model.queues[number]
        guest.lied_about = number
        assert bool(model.features & F_RING_PACKED) == (rings == "packed") and bool(model.features & F_EVENT_IDX) == ("flags" not in rings)

        def once() -> None:
            guest.lie = None
            tell(queue)

        for round_number in 1, 2:
            guest.lie = once
            guest.until(lambda: guest.lie is None, "a request")
            guest.until(lambda: guest.device.starts == starts + round_number, "a reset")
            guest.until_read(2)
            logged = [line for line in guest.log.read_text().splitlines() if line.startswith(f"{name}: ")]
            assert len(logged) == round_number and f"{said} (queue {number}, descriptor " in logged[-1] and logged[-1].endswith(f", error {round_number}")
        assert set(guest.lines) == {RIGHT, "errno 5"} and guest.lines.count("errno 5") == 2


# -- lies of the server ------------------------------------------------------------------------------------------------

def test_a_server_whose_answers_cannot_be(tmp_path: Path) -> None:
    """An answer with the number of another request: the directory is attached anew."""
    with Booted(tmp_path, "fs", "microvm", "split") as guest:
        guest.until_read(2)
        model = guest.model
        assert isinstance(model, FsModel)

        def distort(operation: int, answer: bytes) -> bytes:
            model.distort = None
            return answer[:8] + bytes(8) + answer[16:]

        model.distort = distort
        guest.until(lambda: guest.device.starts == 2, "a reset")
        guest.until_read(2)
        assert set(guest.lines) == {RIGHT, "errno 5"} and "virtio file system device: " in guest.log.read_text()


def test_a_disk_that_reports_an_error_is_not_reset(tmp_path: Path) -> None:
    with Booted(tmp_path, "blk", "microvm", "split") as guest:
        guest.until_read(1)
        model = guest.model
        assert isinstance(model, BlkModel)
        model.bad = set(range(len(model.data) // 512))
        guest.until(lambda: guest.lines[-1] == "errno 5", "an error")
        model.bad = set()
        guest.until_read(2)
        assert guest.device.starts == 1 and "error" not in guest.log.read_text()
