"""The 9P driver with its model, over every transport and every format of ring; then with QEMU's own device and server."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.files.ninep import read, start, write
from tests.virtio.machines import ALL_SETS, LIVES
from tests.virtio.test_qemu_device import find
from yarara.devicemodel.hostile import LIES
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.files.filesystem import CREATE, READ, WRITE
from yarara.kernel.files.ninep import NinePFiles
from yarara.kernel.files.ninep_client import Client
from yarara.kernel.virtio import ninep
from yarara.kernel.virtio.ninep import Virtio9p
from yarara.kernel.virtio.transport import DEVICE_9P

CONTENT = random.Random(9).randbytes(200_000)


@pytest.mark.parametrize("bus, features", LIVES)
def test_messages_go_and_answers_come(bus: str, features: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(CONTENT)
    model, files, device = start(tmp_path, ALL_SETS[features], bus)
    assert device.tag == "data" and files.names("") == ["file"]
    assert read(files, "file") == CONTENT
    write(files, "new", CONTENT[::-1], WRITE | CREATE)
    assert (tmp_path / "new").read_bytes() == CONTENT[::-1]
    assert device.faults == 0 and model.interrupt_status == 0


@pytest.mark.parametrize("lie", LIES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, choices: random.Random, features: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"text")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ninep, "PATIENCE", 20)
        model, files, device = start(tmp_path, ALL_SETS[features])
        ring = model.queues[0].live
        model.lie = lambda: LIES[lie](ring, choices.randrange)
        with pytest.raises(OSError):  # not even a lucky lie makes an answer: its tag is that of another request
            files.names("")
        model.lie = None
        ring.outstanding.clear()  # the lie may have been believed: it does not return the buffer again
        for _ in range(3):
            try:
                files.names("")
            except OSError:
                pass
        assert read(files, "file") == b"text"


def test_a_device_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ninep, "PATIENCE", 50)
    (tmp_path / "file").write_bytes(b"text")
    model, files, device = start(tmp_path)
    file = files.open("file", READ)
    model.silent = True
    with pytest.raises(OSError):
        files.names("")
    model.silent = False
    with pytest.raises(OSError):
        file.size()  # the server has forgotten it
    file.close()
    assert read(files, "file") == b"text" and device.last_fault == "did not answer (queue 0, 1 lent)" and not device.failed
    model.silent = model.ignores_reset = True
    with pytest.raises(OSError):
        files.names("")
    model.silent = model.ignores_reset = False
    with pytest.raises(OSError):
        files.names("")
    assert device.failed


# -- QEMU's own device -------------------------------------------------------------------------------------------------

MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-9p-pci,fsdev=d,mount_tag=host files"],
    "q35, packed": ["-machine", "q35", "-device", "virtio-9p-pci,fsdev=d,mount_tag=host files,packed=on"],
    "q35, plain": ["-machine", "q35", "-device", "virtio-9p-pci,fsdev=d,mount_tag=host files,indirect_desc=off,event_idx=off"],
    "pc, transitional": ["-machine", "pc", "-device", "virtio-9p-pci-transitional,fsdev=d,mount_tag=host files"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-9p-pci,fsdev=d,mount_tag=host files,disable-modern=on"],
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-9p-device,fsdev=d,mount_tag=host files"],
    "microvm, legacy": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true", "-device", "virtio-9p-device,fsdev=d,mount_tag=host files"],
}


@pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")
@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_qemus_server(options: list[str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "Ärger").write_bytes(CONTENT)
    (tmp_path / "link").symlink_to("folder")
    with QtestMachine("-fsdev", f"local,id=d,path={tmp_path},security_model=none", *options):
        transport = find()
        assert transport.device_type == DEVICE_9P
        device = Virtio9p(transport)
        files = NinePFiles(Client(device), "")
        assert device.tag == "host files" and sorted(files.names("/")) == ["folder", "link"]
        assert read(files, "link/Ärger") == CONTENT
        status = files.status("folder/Ärger")
        assert (status.size, status.modified) == (len(CONTENT), (tmp_path / "folder" / "Ärger").stat().st_mtime_ns)
        assert files.status("link").is_directory()
        write(files, "link/new", b"0123456789", WRITE | CREATE)
        write(files, "folder/new", b"xyz", READ | WRITE, 2)
        file = files.open("folder/new", READ | WRITE)
        file.truncate(7)
        assert file.size() == 7
        file.close()
        files.make_directory("made")
        files.rename("folder/new", "made/moved")
        assert (tmp_path / "made" / "moved").read_bytes() == b"01xyz56"
        for action, path, number in (files.status, "none", 2), (files.names, "made/moved", 20), (files.remove_directory, "made", 39), (files.remove, "made", 21):
            with pytest.raises(OSError) as caught:
                action(path)
            assert caught.value.errno == number
        files.remove("made/moved")
        files.remove_directory("made")
        assert sorted(files.names("")) == ["folder", "link"] and device.faults == 0
