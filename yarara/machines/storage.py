"""Directories and disks of the host that a program sees: how they are asked for, and what QEMU and the kernel are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yarara.errors import UserError


@dataclass(frozen=True)
class SharedDirectory:
    """A directory of the host and the path under which the program finds it."""
    host: Path
    guest: str
    read_only: bool = False

    @staticmethod
    def parse(text: str) -> SharedDirectory:
        """`HOST:GUEST[:ro]`. Raises UserError."""
        rest, colon, word = text.rpartition(":")
        read_only = bool(colon) and word == "ro"
        host, _, guest = (rest if read_only else text).rpartition(":")
        if not host or not guest.startswith("/"):
            raise UserError(f"--mount {text}: expected HOST:GUEST or HOST:GUEST:ro, a directory and a path, for example ./data:/data", 2)
        if not Path(host).is_dir():
            raise UserError(f"--mount {text}: {host} is no directory", 2)
        return SharedDirectory(Path(host).resolve(), guest, read_only)


@dataclass(frozen=True)
class Disk:
    """A raw image of a disk with FAT32 or ISO 9660, and the path under which the program finds what is on it."""
    image: Path
    guest: str
    read_only: bool = False

    @staticmethod
    def parse(text: str) -> Disk:
        """`FILE[:GUEST][:ro]`; without a path it is /disk. Raises UserError."""
        rest, colon, word = text.rpartition(":")
        read_only = bool(colon) and word == "ro"
        given = rest if read_only else text
        image, _, guest = given.rpartition(":")
        if not image or not guest.startswith("/"):
            image, guest = given, "/disk"
        if not Path(image).is_file():
            raise UserError(f"--disk {text}: {image} is no file; expected FILE, FILE:GUEST or FILE:GUEST:ro, an image and a path, for example disk.img:/disk", 2)
        return Disk(Path(image).resolve(), guest, read_only)


def quoted(text: str) -> str:
    """A value inside a list of options: QEMU reads a doubled comma as one."""
    return text.replace(",", ",,")


def directory_devices(directories: list[SharedDirectory], microvm: bool) -> list[str]:
    """A virtio-9p device for each. Its tag is how the kernel tells them apart."""
    options = []
    for number, directory in enumerate(directories):
        name = f"mount{number}"
        backend = f"local,id={name},path={quoted(str(directory.host))},security_model=none,multidevs=remap"
        options += ["-fsdev", backend + (",readonly=on" if directory.read_only else ""), "-device",
                    f"{'virtio-9p-device' if microvm else 'virtio-9p-pci,disable-legacy=on'},fsdev={name},mount_tag={name}"]
    return options


def served_devices(sockets: list[Path], microvm: bool) -> list[str]:
    """A virtio-fs device for each server, by the same names. On PCI without MSI-X, with which QEMU 7.2 crashes without KVM; the driver needs no interrupts."""
    options = []
    for number, socket in enumerate(sockets):
        options += ["-chardev", f"socket,id=mount{number},path={quoted(str(socket))}", "-device",
                    f"{'vhost-user-fs-device' if microvm else 'vhost-user-fs-pci,vectors=0'},chardev=mount{number},tag=mount{number}"]
    return options


def disk_devices(disks: list[Disk], microvm: bool, cpus: int) -> list[str]:
    """A virtio-blk device for each, with a queue for each CPU. Its serial number is how the kernel tells them apart."""
    options = []
    for number, disk in enumerate(disks):
        name = f"disk{number}"
        options += ["-drive", f"if=none,id={name},format=raw,discard=unmap,file={quoted(str(disk.image))}" + (",readonly=on" if disk.read_only else ""), "-device",
                    f"{'virtio-blk-device' if microvm else 'virtio-blk-pci,disable-legacy=on'},drive={name},serial={name},num-queues={cpus}"]
    return options


def mount_words(directories: list[SharedDirectory], disks: list[Disk]) -> list[tuple[str, str]]:
    """What the kernel's command line says of them."""
    return ([("mount", f"mount{number}:{directory.guest}") for number, directory in enumerate(directories)]
            + [("mount", f"disk{number}:{disk.guest}") for number, disk in enumerate(disks)])
