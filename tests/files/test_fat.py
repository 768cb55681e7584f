"""Reading FAT32: a small disk, and disks with mistakes."""

from __future__ import annotations

import random
import struct

import pytest

from tests.virtio.machines import attach
from yarara.devicemodel.blk import BlkModel
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat import FatFiles
from yarara.kernel.files.filesystem import READ
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.simulation import simulation

TEXT = b"".join(b"line %d\n" % number for number in range(900))
CLUSTERS = 100


def short(name: bytes, attributes: int, cluster: int, size: int) -> bytes:
    """An entry of a directory, written at 2026-11-22 20:30:40."""
    return struct.pack("<11sBB7xHHHHI", name, attributes, 0, cluster >> 16, 20 << 11 | 30 << 5 | 20, 46 << 9 | 11 << 5 | 22, cluster & 0xFFFF, size)


def disk() -> bytearray:
    """512 bytes a cluster: the root directory in 2, TEXT backwards in 90 ... , a folder in 3, whose file is empty."""
    chain = list(range(90, 90 - -(-len(TEXT) // 512), -1))
    table = [0x0FFF_FFF8, 0x0FFF_FFFF] + [0] * CLUSTERS
    table[2] = table[3] = 0x0FFF_FFFF
    for here, after in zip(chain, [*chain[1:], 0x0FFF_FFFF]):
        table[here] = after
    boot = bytearray(512)
    struct.pack_into("<HBHB", boot, 11, 512, 1, 32, 2)
    struct.pack_into("<I", boot, 32, 32 + 2 + CLUSTERS)
    struct.pack_into("<I", boot, 36, 1)
    struct.pack_into("<I", boot, 44, 2)
    boot[510:] = b"\x55\xAA"
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\0")
    data = bytearray(CLUSTERS * 512)
    root = (short(b"VOLUME     ", 8, 0, 0) + short(b"\xE5GONE   TXT", 0, 9, 9) + short(b"TEXT    TXT", 0, chain[0], len(TEXT))
            + short(b"FOLDER     ", 16, 3, 0))
    data[:len(root)] = root
    inside = short(b".          ", 16, 3, 0) + short(b"..         ", 16, 0, 0) + short(b"EMPTY      ", 0, 0, 0)
    data[512:512 + len(inside)] = inside
    for index, cluster in enumerate(chain):
        part = TEXT[512 * index:512 * (index + 1)]
        data[(cluster - 2) * 512:(cluster - 2) * 512 + len(part)] = part
    return bytearray(boot + bytes(31 * 512) + fat + fat + data)


def mount(data: bytes | bytearray) -> FatFiles:
    simulation.reset()
    return FatFiles(BlockCache(VirtioBlk(attach(BlkModel(bytes(data))))))


def read(files: FatFiles, path: str, piece: int = 1000) -> bytes:
    """A file, piece by piece."""
    file = files.open(path, READ)
    buffer = simulation.allocate(piece)
    parts = b""
    while count := file.read_at(len(parts), buffer, piece):
        parts += simulation.read_bytes(buffer, count)
    return parts


def test_a_small_disk() -> None:
    files = mount(disk())
    assert sorted(files.names("/")) == ["FOLDER", "TEXT.TXT"]
    assert files.names("/folder") == ["EMPTY"]
    for piece in 1, 511, 512, 700, 5000, 100_000:
        assert read(files, "/Text.txt", piece) == TEXT
    assert read(files, "/folder/../folder/./empty") == b""
    status = files.status("text.txt")
    assert (status.size, status.modified, status.is_directory()) == (len(TEXT), 1_795_379_440 * 10**9, False)
    assert files.status("/").is_directory() and files.status("/folder").is_directory()


@pytest.mark.parametrize("path, kind", [
    ("/none", FileNotFoundError), ("/gone.txt", FileNotFoundError), ("/folder/none", FileNotFoundError), ("/text.txt/x", NotADirectoryError),
    ("/folder", IsADirectoryError)])
def test_what_is_not_there(path: str, kind: type[OSError]) -> None:
    with pytest.raises(kind):
        mount(disk()).open(path, READ)


def test_chains_that_cannot_be() -> None:
    for cluster, value in (90, 1), (90, 0), (89, CLUSTERS + 2), (88, 0x0FFF_FFF7), (90, 0x0FFF_FFFF), (85, 0):
        data = disk()
        struct.pack_into("<I", data, 32 * 512 + 4 * cluster, value)
        with pytest.raises(OSError):
            read(mount(data), "text.txt")


def test_a_directory_that_runs_in_a_circle_ends() -> None:
    data = disk()
    struct.pack_into("<I", data, 32 * 512 + 4 * 2, 2)
    full = (32 + 2) * 512
    data[full:full + 512] = b"".join(short(b"F%-7d   " % number, 0, 0, 0) for number in range(16))
    with pytest.raises(OSError):
        mount(data).names("/")


@pytest.mark.parametrize("length", [0, 512, 33 * 512])
def test_a_disk_that_is_too_short(length: int) -> None:
    with pytest.raises(OSError):
        mount(bytes(disk()[:length]))


def test_any_bytes_are_files_or_an_error() -> None:
    generator = random.Random(7)
    for _ in range(150):
        data = disk()
        for _ in range(generator.randrange(1, 12)):
            start = generator.choice([0, 0, 32 * 512, 34 * 512, 35 * 512])
            data[start + generator.randrange(96 if start == 0 else 512)] = generator.randrange(256)
        try:
            files = mount(data)
            for name in files.names("/"):
                if not files.status(name).is_directory() and files.status(name).size < 1 << 20:
                    read(files, name)
        except OSError:
            pass


def long(name: str, belongs_to: bytes) -> bytes:
    """The entries of a long name, which come before the short one."""
    units = name.encode("utf-16-le") + b"\0\0"
    units = units.ljust(-(-len(units) // 26) * 26, b"\xFF")
    checksum = 0
    for byte in belongs_to:
        checksum = ((checksum << 7 | checksum >> 1) & 0xFF) + byte & 0xFF
    parts = [units[at:at + 26] for at in range(0, len(units), 26)]
    return b"".join(
        bytes([number | (0x40 if number == len(parts) else 0)]) + part[:10] + bytes([0x0F, 0, checksum]) + part[10:22] + bytes(2) + part[22:]
        for number, part in reversed(list(enumerate(parts, 1))))


@pytest.mark.parametrize("name", ["x", "A long Name.text", "thirteen char", "Ärger 𝄞 über.ö", "n" * 100])
def test_long_names(name: str) -> None:
    data = disk()
    alias = b"ALIAS~1 TXT"
    entries = long(name, alias) + short(alias, 0, 90, 4)
    data[34 * 512:34 * 512 + len(entries) + 32] = entries + bytes(32)
    files = mount(data)
    assert files.names("/") == [name]
    assert read(files, "/" + name.swapcase() if name.isascii() else name) == b"line"


def test_a_long_name_without_its_file_is_none() -> None:
    data = disk()
    entries = long("not mine", b"OTHER   TXT") + short(b"ALIAS   TXT", 0, 0, 0) + bytes(32)
    data[34 * 512:34 * 512 + len(entries)] = entries
    assert mount(data).names("/") == ["ALIAS.TXT"]
