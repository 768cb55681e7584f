"""Reading ISO 9660: disks that genisoimage made, and such disks with mistakes."""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest

from tests.command import yarara
from tests.virtio.machines import attach
from yarara.devicemodel.blk import BlkModel
from yarara.kernel.files.bringup import _files_on
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.filesystem import CREATE, READ, WRITE, FileSystem
from yarara.kernel.files.iso import IsoFiles
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.simulation import simulation

FILES = {"user-data": b"#cloud-config\n", "Long Name, with blanks.text": b"x" * 5000, "folder/inner/Größe 漢字.txt": b"umlaut", "folder/empty": b"", "big": bytes(range(256)) * 2000}
FILES |= {f"folder/many files in here {number:03}": b"%d" % number for number in range(90)}


def image(folder: Path, *options: str) -> bytes:
    """FILES as genisoimage packs them."""
    source, target = folder / "source", folder / "disk.iso"
    for name, data in FILES.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1_700_000_000, 1_700_000_000))
    subprocess.run(["genisoimage", "-quiet", "-input-charset", "utf-8", "-o", target, *options, source], check=True, capture_output=True)
    return target.read_bytes()


@pytest.fixture(scope="module")
def joliet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return image(tmp_path_factory.mktemp("joliet"), "-J", "-R")


def mount(data: bytes) -> FileSystem:
    simulation.reset()
    return _files_on(BlockCache(VirtioBlk(attach(BlkModel(data)))))


def read(files: FileSystem, path: str, piece: int = 3000) -> bytes:
    file = files.open(path, READ)
    buffer = simulation.allocate(piece)
    parts = b""
    while count := file.read_at(len(parts), buffer, piece):
        parts += simulation.read_bytes(buffer, count)
    file.close()
    return parts


def tree(files: FileSystem, path: str = "") -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in files.names(path + "/"):
        whole = f"{path}/{name}"
        found |= tree(files, whole) if files.status(whole).is_directory() else {whole[1:]: read(files, whole)}
    return found


def test_long_names(joliet: bytes) -> None:
    files = mount(joliet)
    assert isinstance(files, IsoFiles) and tree(files) == FILES
    assert read(files, "/folder/../folder/./inner/../../user-data") == FILES["user-data"]
    status = files.status("/big")
    assert (status.size, status.modified, status.mode & 0o777) == (512_000, 1_700_000_000 * 10**9, 0o444)


def test_plain_names_are_in_small_letters(tmp_path: Path) -> None:
    files = mount(image(tmp_path, "-l"))
    assert {"user_data", "big", "folder"} <= set(files.names("/"))
    assert read(files, "/big") == FILES["big"] and read(files, "/folder/empty") == b""


@pytest.mark.parametrize("path, kind", [
    ("/none", FileNotFoundError), ("/BIG", FileNotFoundError), ("/big/x", NotADirectoryError), ("/folder", IsADirectoryError), ("/folder/none/x", FileNotFoundError)])
def test_what_is_not_there(path: str, kind: type[OSError], joliet: bytes) -> None:
    with pytest.raises(kind):
        mount(joliet).open(path, READ)


def test_nothing_can_be_changed(joliet: bytes) -> None:
    files = mount(joliet)
    for operation in (lambda: files.open("/new", WRITE | CREATE), lambda: files.open("/big", READ | WRITE), lambda: files.make_directory("/new"),
                      lambda: files.remove("/big"), lambda: files.remove_directory("/folder"), lambda: files.rename("/big", "/new")):
        with pytest.raises(OSError) as caught:
            operation()
        assert caught.value.errno == 30


def test_files_that_lie_in_several_places(joliet: bytes) -> None:
    """As those of 4 GiB and more do: here the record of one file is made to go on with the next."""
    data = bytearray(joliet)
    record = data.rindex("big".encode("utf-16-be")) - 33  # in the directory with long names
    data[record + 25] |= 0x80
    first, second = (int.from_bytes(data[place + 10:place + 14], "little") for place in (record, record + data[record]))
    files = mount(bytes(data))
    assert files.status("/big").size == first + second and len(read(files, "/big")) == first + second


def test_any_bytes_are_files_or_an_error(joliet: bytes) -> None:
    generator = random.Random(3)
    places = [16 * 2048, 17 * 2048] + [joliet.rindex(name.encode("utf-16-be")) - 40 for name in ("user-data", "folder", "empty", "many files in here 050")]
    for _ in range(150):
        data = bytearray(joliet)
        for _ in range(generator.randrange(1, 8)):
            data[generator.choice(places) + generator.randrange(200)] = generator.randrange(256)
        try:
            files = mount(bytes(data))
            for name in files.names("/"):
                if not files.status(name).is_directory() and files.status(name).size < 1 << 20:
                    read(files, name)
        except OSError:
            pass


@pytest.mark.parametrize("length", [0, 512, 16 * 2048, 17 * 2048 + 512])
def test_a_disk_that_is_too_short(length: int, joliet: bytes) -> None:
    with pytest.raises(OSError):
        mount(joliet[:length])


def test_a_program_reads_its_configuration(joliet: bytes, tmp_path: Path) -> None:
    program, disk = tmp_path / "program.py", tmp_path / "disk.iso"
    program.write_text("import os\nprint(open('/config/user-data').read(), len(os.listdir('/config/folder')), sum(open('/config/big', 'rb').read()))\n")
    disk.write_bytes(joliet)
    done = yarara("run", "--timeout", "200", "--disk", f"{disk}:/config:ro", program)
    assert (done.stdout.decode(), done.stderr) == (f"#cloud-config\n 92 {sum(FILES['big'])}\n", "")
