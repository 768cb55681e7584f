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

from tests.command import yarara
from yarara import cache
from yarara.errors import UserError
from yarara.machines import file_server, qemu
from yarara.machines.storage import SharedDirectory

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


# -- `yarara run --share virtiofs` ----------------------------------------------------------------------------------------

def servers() -> set[str]:
    """The command lines of all that run."""
    found = set()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes()
            if b"virtiofsd" in words.split(b"\0")[0]:
                found.add(words.decode())
    return found


@pytest.mark.parametrize("machine, cpus", [("microvm", 1), ("q35", 2), ("pc", 1)])
def test_run_starts_the_server_and_ends_it(machine: str, cpus: int, tmp_path: Path) -> None:
    top, plain = tmp_path / "top, with a comma", tmp_path / "plain"
    furnish(top)
    furnish(plain)
    other = tmp_path / "other"
    other.mkdir()
    expected = subprocess.run(["python3", "-c", PROGRAM.read_text().replace("/data", str(plain))], capture_output=True, text=True, check=True).stdout.replace(str(plain), "/data")
    done = yarara("run", "--machine", machine, "--cpus", str(cpus), "--timeout", "200", "--share", "virtiofs", "--mount", f"{top}:/data", "--mount", f"{other}:/other", PROGRAM)
    assert (done.stdout.decode(), done.stderr, done.status) == (expected, "", 0)
    assert (top / "moved").read_bytes() == (plain / "moved").read_bytes()
    assert not any(str(tmp_path) in words for words in servers())


def test_it_is_that_device_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("shared")
    program = tmp_path / "program.py"
    program.write_text("import sys\nprint(open('/data/file').read())\nsys.exit(3)\n")
    done = yarara("run", "-v", "--machine", "microvm", "--timeout", "100", "--share", "virtiofs", "--mount", f"{tmp_path}:/data", program)
    assert done.stdout == b"shared\n" and done.status == 3
    assert "vhost-user-fs-device" in done.stderr and "virtio-9p" not in done.stderr
    assert "virtio-9p-device" in yarara("run", "-v", "--machine", "microvm", "--timeout", "100", "--mount", f"{tmp_path}:/data", program).stderr


def test_with_recording_the_memory_is_shared_with_both(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("shared")
    program = tmp_path / "program.py"
    program.write_text("print(open('/data/file').read())\n")
    done = yarara("run", "--timeout", "100", "--machine", "microvm", "--trace", "virtio", "--share", "virtiofs", "--mount", f"{tmp_path}:/data", program)
    assert done.stdout == b"shared\n" and done.status == 0 and "kick" in done.stderr


@pytest.mark.parametrize("words, message", [
    (["--share", "virtiofs", "--mount", "/tmp:/data:ro"], "cannot keep a program from writing; use --share 9p"),
    (["--share", "virtiofs", "--machine", "process", "--mount", "/tmp:/data"], "--share virtiofs needs a virtual machine"),
    (["--share", "nfs", "--mount", "/tmp:/data"], "invalid choice: 'nfs'"),
])
def test_what_cannot_be_shared(words: list[str], message: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("print(open('/data/file').read())\n")
    done = yarara("run", *words, program)
    assert done.status == 2 and message in done.stderr


def test_without_the_server_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_server, "PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="apt install"):
        file_server.find()


def test_a_server_that_does_not_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "virtiofsd"
    broken.write_text("#!/bin/sh\necho first >&2\necho no rights for this >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(UserError, match="no rights for this"), file_server.FileServers([SharedDirectory(tmp_path, "/data")]):
        pass
