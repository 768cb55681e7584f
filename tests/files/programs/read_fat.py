"""Runs as a kernel of its own: prints what is in the root directory of the first disk, and each file's length and sum of bytes."""

from yarara import machine
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat import FatFiles
from yarara.kernel.files.filesystem import READ
from yarara.kernel.virtio import discovery
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.kernel.virtio.transport import DEVICE_BLOCK, Transport


def find() -> Transport | None:
    """In one of the 24 slots of a microvm, else on the PCI bus."""
    for slot in range(24):
        transport = discovery.mmio_device(0xFEB0_0000 + 512 * slot, slot)
        if transport is not None and transport.device_type == DEVICE_BLOCK:
            return transport
    for found in discovery.pci_devices():
        return found
    return None


def read(files: FatFiles, name: str) -> bytes:
    file = files.open(name, READ)
    data = bytes(file.size())
    count = file.read_at(0, machine.tail(data), len(data))
    return data[:count]


device = find()
if device is None:
    print("no disk")
else:
    files = FatFiles(BlockCache(VirtioBlk(device)))
    for name in sorted(files.names("/")):
        if files.status(name).is_directory():
            print(name, files.names(name))
        else:
            data = read(files, name)
            print(name, len(data), sum(data))
    try:
        files.open("/none", READ)
    except FileNotFoundError as error:
        print(error)
