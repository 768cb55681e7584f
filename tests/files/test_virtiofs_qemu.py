"""The file system device under CPython, on QEMU's own device with the virtiofsd that comes with it: nothing compiled, nothing booted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.files.ninep import read, write
from tests.files.test_virtiofsd import pytestmark as needs_virtiofsd, served
from tests.virtio.test_qemu_device import find
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.files.filesystem import CREATE, WRITE
from yarara.kernel.files.fuse_client import FuseClient
from yarara.kernel.files.virtiofs import VirtioFiles
from yarara.kernel.virtio.fs import VirtioFs
from yarara.kernel.virtio.transport import DEVICE_FILES

pytestmark = needs_virtiofsd

MACHINES = {
    "q35": ["-machine", "q35,memory-backend=ram", "-device", "vhost-user-fs-pci,chardev=fs,tag=host files,vectors=0"],
    "q35, plain": ["-machine", "q35,memory-backend=ram", "-device", "vhost-user-fs-pci,chardev=fs,tag=host files,vectors=0,indirect_desc=off,event_idx=off"],
    "pc": ["-machine", "pc,memory-backend=ram", "-device", "vhost-user-fs-pci,chardev=fs,tag=host files,vectors=0"],
    "microvm": ["-machine", "microvm,memory-backend=ram", "-global", "virtio-mmio.force-legacy=false", "-device", "vhost-user-fs-device,chardev=fs,tag=host files"],
}
"""The device has no legacy interface, and this server no packed rings."""


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_files_come_and_go(options: list[str], tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    (top / "given").write_bytes(b"from the host")
    with served(top, tmp_path) as socket, QtestMachine("-object", "memory-backend-memfd,id=ram,size=16M,share=on", "-chardev", f"socket,id=fs,path={socket}", *options):
        transport = find()
        assert transport.device_type == DEVICE_FILES
        device = VirtioFs(transport)
        assert device.tag == "host files"
        files = VirtioFiles(FuseClient(device), "/data")
        assert read(files, "given") == b"from the host"
        for turn in range(4):
            data = random.Random(turn).randbytes(1 + turn * 9999)
            write(files, f"file {turn}", data, WRITE | CREATE)
            assert (top / f"file {turn}").read_bytes() == data == read(files, f"file {turn}")
        files.make_directory("folder")
        files.rename("file 1", "folder/moved")
        files.remove("file 0")
        assert sorted(files.names("")) == ["file 2", "file 3", "folder", "given"] and files.names("folder") == ["moved"]
        assert files.status("folder").is_directory() and files.status("folder/moved").size == 10_000
        with pytest.raises(FileNotFoundError):
            files.status("file 0")
        device._recover("a test")
        assert not device.failed and device.faults == 1
    assert sorted(path.name for path in top.rglob("*")) == ["file 2", "file 3", "folder", "given", "moved"]
