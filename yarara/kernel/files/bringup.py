"""Finding the devices of a virtual machine that have files on them, and mounting them.

Each has a name: the tag of a 9P or a file system device, the serial number of a disk (`disk` without one). The words `mount=NAME:/path` of the kernel command line say
where it is mounted; without one it is at `/NAME`.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat import FatFiles
from yarara.kernel.files.filesystem import FileSystem
from yarara.kernel.files.fuse_client import FuseClient
from yarara.kernel.files.iso import IsoFiles, is_iso
from yarara.kernel.files.mounts import Mount
from yarara.kernel.files.ninep import NinePFiles
from yarara.kernel.files.ninep_client import Client
from yarara.kernel.files.paths import absolute
from yarara.kernel.files.shared import SharedFiles
from yarara.kernel.files.virtiofs import VirtioFiles
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.kernel.virtio.fs import VirtioFs
from yarara.kernel.virtio.ninep import Virtio9p
from yarara.kernel.virtio.transport import DEVICE_9P, DEVICE_BLOCK, DEVICE_FILES, Transport, VirtioError


def mount_devices() -> list[Mount]:
    """What was found. Devices that do not work are named in the kernel's log."""
    found: list[Mount] = []
    for transport in discovery.devices(commandline.text()):
        try:
            mount = _mount(transport)
        except VirtioError as error:
            console.log("files: " + str(error))
            continue
        except OSError as error:
            console.log("files: " + str(error))
            continue
        if mount is not None:
            console.log("files: " + mount.point + "/")
            found.append(mount)
    return found


def _mount(transport: Transport) -> Mount | None:
    """None for a device that has no files."""
    if transport.device_type == DEVICE_9P:
        device = Virtio9p(transport)
        point = mount_point(device.tag)
        return Mount(point, _shared(NinePFiles(Client(device), point), False))
    if transport.device_type == DEVICE_FILES:
        served = VirtioFs(transport)
        point = mount_point(served.tag)
        return Mount(point, _shared(VirtioFiles(FuseClient(served), point), False))
    if transport.device_type == DEVICE_BLOCK:
        disk = VirtioBlk(transport)
        name = disk.identity().decode("utf-8", "replace")
        return Mount(mount_point(name if name != "" else "disk"), _shared(_files_on(BlockCache(disk)), True))
    return None


def _files_on(disk: BlockCache) -> FileSystem:
    """Raises OSError when there is neither of the two file systems."""
    return IsoFiles(disk) if is_iso(disk) else FatFiles(disk)


def _shared(files: FileSystem, concurrent: bool) -> FileSystem:
    """With a lock where there are several threads; `concurrent`: they may read at the same time."""
    return SharedFiles(files, concurrent) if machine.PARALLEL else files


def mount_point(name: str) -> str:
    """Where the device of this name is mounted."""
    for word in commandline.option_values("mount"):
        if word.startswith(name + ":"):
            return absolute(word[len(name) + 1:], "")
    return absolute(name, "")
