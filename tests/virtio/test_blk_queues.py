"""A disk with several queues: each core has one, an error in one of them is no error in the others."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path
from typing import Callable, Iterator

import pytest
from hypothesis import given, settings, strategies as st

from tests.files.test_fat_writing import fsck
from tests.virtio.disk_machine import disk_machine
from tests.virtio.machines import ALL_SETS, LIVES, attach
from tests.virtio.monitor import ask, negotiated_features
from tests.virtio.test_blk import CONTENT, OF_THE_DEVICE, content, read, write
from tests.virtio.test_qemu_device import find
from yarara import machine
from yarara.devicemodel.blk import ALL_FEATURES, F_MQ, SECTOR, BlkModel
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.cpu import core
from yarara.kernel.threads import turn
from yarara.kernel.virtio import blk
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.simulation import simulation

CORES = 3


class Cores:
    """Each thread of CPython is a core. The device works when a core waits for it, `delay` times later."""

    def __init__(self, patch: pytest.MonkeyPatch, cores: int = CORES) -> None:
        self._here = threading.local()
        patch.setattr(machine, "PARALLEL", True)
        patch.setattr(turn, "Mutex", threading.Lock)
        patch.setattr(core, "core_count", lambda: cores)
        patch.setattr(blk, "_this_core", lambda: getattr(self._here, "number", 0))
        patch.setattr(blk, "give_way", lambda: time.sleep(0))

    def run(self, *jobs: Callable[[], None]) -> None:
        """Job i on core i, all at once."""
        failures: list[BaseException] = []

        def on_core(number: int) -> None:
            self._here.number = number
            try:
                jobs[number]()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=on_core, args=(number,)) for number in range(len(jobs))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(100)
            assert not thread.is_alive(), "a core waits for ever"
        for failure in failures:
            raise failure


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cores]:
    yield Cores(monkeypatch)


class HoldingModel(BlkModel):
    """Keeps what comes in the queues of `held`."""

    def __init__(self, features: int = ALL_FEATURES, queues: int = CORES) -> None:
        super().__init__(CONTENT, features, queues=queues)
        self.held: set[int] = set()
        self.liar = -1
        self.lying: Callable[[], None] | None = None

    def notify(self, index: int) -> None:
        if index in self.held:
            return
        self.lie = self.lying if index == self.liar else None
        super().notify(index)


def start(features: str = "split", bus: str = "mmio", queues: int = CORES, own: int = OF_THE_DEVICE) -> tuple[HoldingModel, VirtioBlk]:
    simulation.reset()
    model = HoldingModel(ALL_SETS[features] & ALL_FEATURES & ~OF_THE_DEVICE | own, queues)
    return model, VirtioBlk(attach(model, bus))


@pytest.mark.parametrize("bus, features", LIVES)
def test_each_core_has_a_queue(bus: str, features: str, cores: Cores) -> None:
    model, disk = start(features, bus)
    before = list(model.requests_in)

    def use(number: int) -> None:
        for sector in range(100 * number, 100 * number + 90, 10):
            assert read(disk, sector, 7) == content(sector, 7)
            write(disk, sector + 8, bytes([number]) * SECTOR)

    cores.run(*[lambda number=number: use(number) for number in range(CORES)])
    assert [now - then for now, then in zip(model.requests_in, before)] == [18] * CORES and disk.faults == 0
    for number in range(CORES):
        assert read(disk, 100 * number + 88, 1) == bytes([number]) * SECTOR


@pytest.mark.parametrize("queues, own, cpus, expected", [
    (1, OF_THE_DEVICE, 4, 1), (4, OF_THE_DEVICE, 2, 2), (2, OF_THE_DEVICE, 4, 2), (4, OF_THE_DEVICE & ~F_MQ, 4, 1), (4, OF_THE_DEVICE, 1, 1)])
def test_as_many_queues_as_there_are_of_both(queues: int, own: int, cpus: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cores = Cores(monkeypatch, cpus)
    model, disk = start(queues=queues, own=own)
    assert len(disk.lanes) == expected and [queue.ready for queue in model.queues] == [index < expected for index in range(queues)]
    cores.run(*[lambda: None] * (cpus - 1), lambda: write(disk, 3, content(3, 1)))
    assert model.requests_in == [int(index == (cpus - 1) % expected) for index in range(queues)]


def test_a_program_with_one_core_wants_one_queue() -> None:
    model, disk = start()
    assert len(disk.lanes) == 1 and not model.features & F_MQ


@pytest.mark.parametrize("said", [0, 1, 3, 0xFFFF])
def test_a_number_of_queues_that_is_not_so(said: int, monkeypatch: pytest.MonkeyPatch) -> None:
    Cores(monkeypatch, 8)
    simulation.reset()
    model = HoldingModel(queues=2)
    model.configuration[34:36] = said.to_bytes(2, "little")
    disk = VirtioBlk(attach(model))
    assert len(disk.lanes) == min(max(said, 1), 2) and read(disk, 5, 2) == content(5, 2)


def test_a_request_that_a_reset_takes_away_is_made_again(cores: Cores, monkeypatch: pytest.MonkeyPatch) -> None:
    model, disk = start()
    model.held = {0}
    model.liar = 1
    model.lying = lambda: LIES[sorted(LIES)[0]](model.queues[1].live, random.Random(1).randrange)
    resets = model.resets
    answers: list[bytes] = []

    def lied_to() -> None:
        while not model.queues[0].ready or model.queues[0].waiting() == 0:
            time.sleep(0.001)
        monkeypatch.setattr(blk, "PATIENCE", 100)
        with pytest.raises(OSError):
            model.held = set()  # the reset has made it forget what it held
            read(disk, 9, 1)
        monkeypatch.setattr(blk, "PATIENCE", 100_000_000)

    cores.run(lambda: answers.append(read(disk, 30, 5)), lied_to)
    assert answers == [content(30, 5)] and disk.faults == 1 and model.resets == resets + 1


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1 << 32), lie=st.sampled_from(sorted(LIES)), liar=st.integers(0, CORES - 1), features=st.sampled_from(sorted(ALL_SETS)))
def test_who_is_lied_to_gets_an_error_and_nobody_else(seed: int, lie: str, liar: int, features: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cores = Cores(patch)
        patch.setattr(blk, "PATIENCE", 3000)
        model, disk = start(features)
        choices = random.Random(seed)
        model.liar = liar
        pending = [3]  # lies to come

        def lying() -> None:
            if pending[0]:
                pending[0] -= 1
                LIES[lie](model.queues[liar].live, choices.randrange)
                model.queues[liar].live.outstanding.clear()
            else:
                model.lying = None

        model.lying = lying
        failed = [0] * CORES

        def use(number: int) -> None:
            mine = random.Random(seed + number)
            for _ in range(12):
                sector = 100 * number + mine.randrange(90)
                try:
                    if mine.random() < 0.3:
                        write(disk, sector, content(sector, 2))
                    else:
                        assert read(disk, sector, 5) == content(sector, 5)
                except OSError:
                    failed[number] += 1

        cores.run(*[lambda number=number: use(number) for number in range(CORES)])
        assert all(count == 0 for number, count in enumerate(failed) if number != liar)
        assert not disk.failed and read(disk, 7, 3) == content(7, 3)


# -- QEMU's own device -------------------------------------------------------------------------------------------------

MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,num-queues=3"],
    "q35, packed": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,packed=on,num-queues=3"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-blk-pci,drive=d,disable-modern=on,num-queues=3"],
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-blk-device,drive=d,num-queues=3"],
    "microvm, legacy": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true", "-device", "virtio-blk-device,drive=d,num-queues=3"],
}
needs_qemu = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")


@needs_qemu
@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_qemus_disk_has_a_queue_for_each_core(options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cores(monkeypatch)
    image = tmp_path / "disk.img"
    image.write_bytes(CONTENT)
    with QtestMachine("-drive", f"if=none,id=d,format=raw,file={image}", *options):
        disk = VirtioBlk(find())
        assert len(disk.lanes) == 3
        for number in range(9):
            monkeypatch.setattr(blk, "_this_core", lambda: number)
            lane = disk.lanes[number % 3]
            assert read(disk, 20 * number, 5) == content(20 * number, 5) and lane.queue.lent == 0
            write(disk, 20 * number, bytes([number]) * SECTOR)
        assert disk.faults == 0
    assert [image.read_bytes()[20 * number * SECTOR] for number in range(9)] == list(range(9))


# -- compiled, booted --------------------------------------------------------------------------------------------------

BOOTED = {
    "q35": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,num-queues=4,serial=disk"],
    "microvm": ["-machine", "microvm,acpi=off,pic=off,pit=on,rtc=on,isa-serial=on", "-global", "virtio-mmio.force-legacy=false",
                        "-device", "virtio-blk-device,drive=d,num-queues=4,serial=disk"],
}


@needs_qemu
@pytest.mark.parametrize("options", BOOTED.values(), ids=BOOTED.keys())
def test_threads_on_several_cores_use_their_queues(options: list[str], tmp_path: Path) -> None:
    with disk_machine(tmp_path, "disk_by_several_cores.py", options, accel="tcg,thread=multi", cpus=2) as booted:
        assert booted.said.readline().strip() == b"wrong: []"
        assert "VIRTIO_BLK_F_MQ" in negotiated_features(booted.monitor)
        device = ask(booted.monitor, "info virtio").split()[0]
        used = [ask(booted.monitor, f"info virtio-queue-status {device} {queue}") for queue in range(2)]
    counts = [int(text.partition("last_avail_idx:")[2].split()[0]) for text in used]
    assert min(counts) > 20, f"requests in each queue: {counts}"
    assert fsck(booted.disk) == ""
