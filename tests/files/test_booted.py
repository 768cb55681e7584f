"""The block driver and FAT32, compiled and booted."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.files.test_fat import TEXT, disk
from yarara.compiler.driver import build

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MACHINES = {
    "q35": ["-machine", "q35", "-device", "virtio-blk-pci,drive=d"],
    "pc, legacy": ["-machine", "pc", "-device", "virtio-blk-pci,drive=d,disable-modern=on"],
    "microvm": ["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-blk-device,drive=d"],
}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("images") / "read_fat.elf"
    return build(Path(__file__).parent / "programs" / "read_fat.py", output).output


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_files_are_read(image: Path, options: list[str], tmp_path: Path) -> None:
    drive = tmp_path / "disk.img"
    drive.write_bytes(disk())
    command = ["timeout", "60", "qemu-system-x86_64", "-accel", "tcg", "-m", "32", "-nodefaults", "-no-user-config", "-display", "none",
               "-serial", "stdio", "-no-reboot", "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", str(image),
               "-drive", f"if=none,id=d,format=raw,file={drive}", *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    assert done.stdout.splitlines()[:3] == ["FOLDER ['EMPTY']", f"TEXT.TXT {len(TEXT)} {sum(TEXT)}", "[Errno 2] No such file or directory: '/none'"]
