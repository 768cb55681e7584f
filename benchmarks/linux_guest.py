"""The peer: Debian's cloud kernel with a single static C program as its whole user land (linux_init.c)."""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machines import BUILD
from yarara.errors import UserError
from yarara.machines import qemu
from yarara.machines.run import die_with

META_PACKAGE = "linux-image-cloud-amd64"
MODULES = ("virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci",
           "failover", "net_failover", "virtio_net")
"""In the order of loading: each needs those before it."""
_SOURCE = Path(__file__).with_name("linux_init.c")


def prepare() -> tuple[Path, Path]:
    """The kernel and the initramfs, made once. Raises UserError when the kernel's package cannot be fetched."""
    version = hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:12]
    kernel, initramfs = BUILD / "vmlinuz", BUILD / f"initramfs-{version}.gz"
    if not (kernel.exists() and initramfs.exists()):
        BUILD.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as directory:
            tree = Path(directory)
            _unpack_kernel_package(tree)
            init = _compile(tree)
            modules = [(f"{number}.ko", _find(tree, f"{name}.ko").read_bytes()) for number, name in enumerate(MODULES)]
            initramfs.write_bytes(gzip.compress(_archive([("init", init.read_bytes()), *modules])))
            kernel.write_bytes(_find(tree, "vmlinuz-*").read_bytes())
    return kernel, initramfs


def _unpack_kernel_package(tree: Path) -> None:
    depends = subprocess.run(["apt-cache", "depends", META_PACKAGE], capture_output=True, text=True, check=True).stdout
    names = [line.split()[1] for line in depends.splitlines() if "Depends: linux-image" in line]
    if not names:
        raise UserError(f"apt knows no {META_PACKAGE}; apt-get update may help")
    subprocess.run(["apt-get", "download", "--quiet", names[0]], cwd=tree, check=True, capture_output=True)
    subprocess.run(["dpkg-deb", "--extract", str(_find(tree, "*.deb")), "."], cwd=tree, check=True)


def _find(tree: Path, pattern: str) -> Path:
    found = sorted(tree.rglob(pattern))
    if not found:
        raise UserError(f"the kernel's package has no {pattern}")
    return found[0]


def _compile(tree: Path) -> Path:
    subprocess.run(["gcc", "-O2", "-static", "-s", "-o", "init", str(_SOURCE)], cwd=tree, check=True)
    return tree / "init"


def _archive(files: list[tuple[str, bytes]]) -> bytes:
    """A cpio archive in the `newc` format, as the kernel unpacks it (Documentation/driver-api/early-userspace)."""
    entries = [("dev", stat.S_IFDIR | 0o755, b"")] + [(name, stat.S_IFREG | 0o755, data) for name, data in files]
    archive = b""
    for number, (name, mode, data) in enumerate([*entries, ("TRAILER!!!", 0, b"")], start=1):
        fields = [number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
        head = b"070701" + b"".join(b"%08X" % field for field in fields) + name.encode() + b"\0"
        archive += head + bytes(-len(head) % 4) + data + bytes(-len(data) % 4)
    return archive


@contextmanager
def booted(kernel: Path, initramfs: Path, port: int) -> Iterator[None]:
    """The guest, serving on a port of this host until the end of the block."""
    command = [
        qemu.find(), "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-machine", "q35,usb=off,vmport=off",
        "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "1", "-m", "256M",
        "-netdev", f"user,id=net0,hostfwd=tcp:127.0.0.1:{port}-10.0.2.15:80",
        "-device", "virtio-net-pci,netdev=net0,disable-legacy=on,romfile=",
        "-kernel", str(kernel), "-initrd", str(initramfs), "-append", "quiet mitigations=off panic=-1",
    ]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with(os.getpid()))
    try:
        yield
    finally:
        process.kill()
        process.wait()
