"""A machine booted with a program of tests/virtio/programs and a FAT32 disk, and QEMU's monitor beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.files.test_fat_writing import formatted
from yarara import cache

PROGRAMS = Path(__file__).parent / "programs"


@dataclass(frozen=True)
class DiskMachine:
    said: IO[bytes]
    """What the program prints."""
    monitor: Path
    disk: Path


@contextmanager
def disk_machine(folder: Path, program: str, options: list[str], *, accel: str = "tcg", cpus: int = 1, patience: int = 500, throttle: str = "") -> Iterator[DiskMachine]:
    """Ends after `patience` seconds, or with the block. `throttle`: further properties of the drive, whose identifier is `d`."""
    image, monitor = folder / "disk.img", folder / "qmp"
    image.write_bytes(formatted(folder, kib=40_000))
    command = ["timeout", str(patience), "qemu-system-x86_64", "-accel", accel, "-cpu", "max", "-m", "128", "-smp", str(cpus), "-nodefaults", "-no-user-config",
               "-display", "none", "-no-reboot", "-serial", "stdio", "-qmp", f"unix:{monitor},server=on,wait=off",
               "-kernel", str(cache.image_of(PROGRAMS / program).path), "-drive", f"if=none,id=d,format=raw,file={image}{throttle}", *options]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield DiskMachine(process.stdout, monitor, image)
        finally:
            process.terminate()
