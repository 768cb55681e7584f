"""A directory of the host by virtiofsd, the server that comes with QEMU 7.2, booted: the program that does the same as under CPython."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yarara import cache
from yarara.machines import qemu

VIRTIOFSD = "/usr/lib/qemu/virtiofsd"
PROGRAM = Path(__file__).parent / "programs" / "served_directory.py"
MACHINES = {
    "microvm": ["-M", "microvm,acpi=off,memory-backend=ram", "-global", "virtio-mmio.force-legacy=false", "-device", "vhost-user-fs-device,chardev=fs,tag=data"],
    "q35, two processors": ["-M", "q35,memory-backend=ram", "-smp", "2", "-device", "vhost-user-fs-pci,chardev=fs,tag=data,vectors=0"],
    "pc, mounted by name": ["-M", "pc,memory-backend=ram", "-device", "vhost-user-fs-pci,chardev=fs,tag=other,vectors=0", "-append", "mount=other:/data"],
}
PATIENCE = 60

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None or not os.path.exists(VIRTIOFSD) or os.geteuid() != 0,
                                reason="QEMU 7.2 with its virtiofsd is not installed, or this is not root")


@contextlib.contextmanager
def served(directory: Path, folder: Path) -> Iterator[Path]:
    """The server's socket."""
    path = folder / "fs"
    with open(folder / "errors", "w+b") as errors, subprocess.Popen(
            [VIRTIOFSD, f"--socket-path={path}", "-o", f"source={directory},sandbox=chroot", "-f"], stdin=subprocess.DEVNULL, stdout=errors, stderr=errors) as server:
        try:
            deadline = time.monotonic() + PATIENCE
            while not path.exists():
                assert time.monotonic() < deadline and server.poll() is None, (folder / "errors").read_text()
                time.sleep(0.02)
            yield path
        finally:
            server.kill()


def furnish(top: Path) -> None:
    (top / "dir").mkdir(parents=True)
    (top / "given.txt").write_text("from the host")
    (top / "dir" / "inner").write_text("behind a link")
    (top / "link").symlink_to("dir")
    (top / "outside").symlink_to("/nowhere/else")


@pytest.mark.parametrize("options", MACHINES.values(), ids=MACHINES.keys())
def test_a_program_does_with_files_what_it_does_under_cpython(options: list[str], tmp_path: Path) -> None:
    top = tmp_path / "top"
    furnish(top)
    plain = tmp_path / "plain"
    furnish(plain)
    expected = subprocess.run(["python3", "-c", PROGRAM.read_text().replace("/data", str(plain))], capture_output=True, text=True, check=True).stdout.replace(str(plain), "/data")
    with served(top, tmp_path) as socket:
        command = ["timeout", "100", qemu.find(), *options, "-accel", "tcg", "-cpu", "max", "-m", "128M", "-object", "memory-backend-memfd,id=ram,size=128M,share=on",
                   "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio", "-device", "isa-debug-exit,iobase=0xf4,iosize=4",
                   "-chardev", f"socket,id=fs,path={socket}", "-kernel", str(cache.image_of(PROGRAM).path)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.stdout == expected, done.stderr
    assert (top / "moved").read_bytes() == (plain / "moved").read_bytes()
