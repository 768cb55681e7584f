"""The block driver with its model, over every transport and every format of ring; then with QEMU's own device."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import ALL_SETS, LIVES, attach
from tests.virtio.test_qemu_device import find
from yarara import machine
from yarara.devicemodel.blk import ALL_FEATURES, F_DISCARD, F_FLUSH, F_RO, SECTOR, BlkModel
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.virtio import blk
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.kernel.virtio.blk_lane import MOST_SECTORS
from yarara.simulation import simulation

OF_THE_DEVICE = ALL_FEATURES & 0xFFFF
CONTENT = b"".join(number.to_bytes(4, "big") * 128 for number in range(300))


def start(features: int = ALL_FEATURES, bus: str = "mmio", own: int = OF_THE_DEVICE) -> tuple[BlkModel, VirtioBlk]:
    """A disk and its driver, in a new machine; of `features` the ring's count, the others are the device's `own`."""
    simulation.reset()
    model = BlkModel(CONTENT, features & ALL_FEATURES & ~OF_THE_DEVICE | own)
    return model, VirtioBlk(attach(model, bus))


def read(disk: VirtioBlk, sector: int, count: int) -> bytes:
    address = simulation.allocate(max(count, 1) * SECTOR)
    disk.read(sector, count, address)
    return simulation.read_bytes(address, count * SECTOR)


def write(disk: VirtioBlk, sector: int, data: bytes) -> None:
    disk.write(sector, len(data) // SECTOR, machine.bytes_address(data))


def content(sector: int, count: int) -> bytes:
    return CONTENT[sector * SECTOR:(sector + count) * SECTOR]


@pytest.mark.parametrize("bus, features", LIVES)
def test_sectors_are_read_and_written(bus: str, features: str) -> None:
    model, disk = start(ALL_SETS[features], bus)
    assert (disk.capacity, disk.block_size, disk.read_only, disk.identity()) == (300, 512, False, b"model")
    for sector, count in (0, 1), (7, 3), (299, 1), (100, MOST_SECTORS), (300 - MOST_SECTORS, MOST_SECTORS):
        assert read(disk, sector, count) == content(sector, count)
    write(disk, 5, b"five!678" * 128)
    assert read(disk, 4, 4) == content(4, 1) + b"five!678" * 128 + content(7, 1)
    disk.flush()
    assert model.flushes == 1 and disk.faults == 0
    assert disk.discard(9, 2) and read(disk, 8, 4) == content(8, 1) + bytes(1024) + content(11, 1)


@pytest.mark.parametrize("sector, count", [(-1, 1), (300, 1), (299, 2), (0, 0), (0, MOST_SECTORS + 1), (1 << 62, 1), (0, -1)])
def test_what_is_beyond_the_disk_is_never_asked_for(sector: int, count: int) -> None:
    model, disk = start()
    before = model.requests
    for action in disk.read, disk.write:
        with pytest.raises(OSError):
            action(sector, count, 0)
    assert model.requests == before


def test_a_bad_sector_is_an_error_and_no_fault() -> None:
    model, disk = start()
    model.bad = {50}
    with pytest.raises(OSError):
        read(disk, 48, 4)
    assert read(disk, 51, 2) == content(51, 2) and disk.faults == 0


def test_a_disk_that_cannot_be_written() -> None:
    model, disk = start(own=F_RO)
    assert disk.read_only
    with pytest.raises(OSError):
        write(disk, 0, bytes(512))
    assert bytes(model.data) == CONTENT


def test_a_device_without_flush_and_discard_is_not_asked_for_them() -> None:
    model, disk = start(own=OF_THE_DEVICE & ~(F_FLUSH | F_DISCARD))
    disk.flush()
    assert not disk.discard(0, 1) and model.requests == 0


@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=20, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, choices: random.Random, features: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blk, "PATIENCE", 20)
        model, disk = start(ALL_SETS[features])
        ring = model.queues[0].live
        model.lie = lambda: LIES[lie](ring, choices.randrange)
        with pytest.raises(OSError):  # not even a lucky lie makes a status
            read(disk, 3, 2)
        model.lie = None
        ring.outstanding.clear()  # the lie may have been believed: it does not return the buffer again
        for _ in range(3):
            try:
                read(disk, 0, 1)
            except OSError:
                pass
        assert read(disk, 3, 2) == content(3, 2)


def test_a_device_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blk, "PATIENCE", 50)
    model, disk = start()
    model.silent = True
    with pytest.raises(OSError):
        read(disk, 0, 1)
    assert disk.last_fault == "did not answer (queue 0, 1 lent)" and not disk.failed
    model.silent = False
    assert read(disk, 0, 1) == content(0, 1)
    model.silent = model.ignores_reset = True
    with pytest.raises(OSError):
        read(disk, 0, 1)
    assert disk.failed


def test_a_device_that_needs_a_reset_gets_one_before_patience_is_over() -> None:
    model, disk = start()
    model.silent = True
    model.fail()
    with pytest.raises(OSError):
        read(disk, 0, 1)
    assert disk.last_fault == "asked for a reset" and not disk.failed
    model.silent = False
    assert read(disk, 0, 1) == content(0, 1)


# -- QEMU's own device -------------------------------------------------------------------------------------------------

MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,serial=abc"],
    "q35, packed": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,serial=abc,packed=on"],
    "q35, plain": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d,serial=abc,indirect_desc=off,event_idx=off"],
    "pc, transitional": ["-machine", "pc", "-device", "virtio-blk-pci-transitional,drive=d,serial=abc"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-blk-pci,drive=d,serial=abc,disable-modern=on"],
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-blk-device,drive=d,serial=abc"],
    "microvm, legacy": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true", "-device", "virtio-blk-device,drive=d,serial=abc"],
}


@pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")
@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_qemus_disk(options: list[str], tmp_path: Path) -> None:
    image = tmp_path / "disk.img"
    image.write_bytes(CONTENT)
    with QtestMachine("-drive", f"if=none,id=d,format=raw,file={image}", *options):
        disk = VirtioBlk(find())
        assert (disk.capacity, disk.identity()) == (300, b"abc")
        assert read(disk, 0, 128) == content(0, 128) and read(disk, 299, 1) == content(299, 1)
        for sector in 1, 100, 298:
            write(disk, sector, b"written!" * 128)
        disk.flush()
        assert disk.faults == 0
    expected = bytearray(CONTENT)
    for sector in 1, 100, 298:
        expected[sector * 512:(sector + 2) * 512] = b"written!" * 128
    assert image.read_bytes() == expected
