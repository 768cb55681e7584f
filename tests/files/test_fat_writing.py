"""Writing FAT32: what other people's programs say of the disk afterwards, and random operations against a model."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.virtio.machines import attach
from yarara.devicemodel.blk import ALL_FEATURES, F_RO, BlkModel
from yarara.kernel.cpu import clock
from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat import FatFiles
from yarara.kernel.files.filesystem import CREATE, EXCLUSIVE, READ, TRUNCATE, WRITE, OpenFile
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.simulation import simulation

NOW = 1_795_379_440 * 10**9
KIB = 400
KIB_FOR_MTOOLS = 34_000
"""They, as Microsoft, take a disk with fewer than 65,525 clusters for FAT16, whatever its boot sector says."""
PATH = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}


@pytest.fixture(autouse=True)
def known_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "time_of_day", lambda: NOW)


def formatted(folder: Path, *options: str, kib: int = KIB) -> bytes:
    """What mkfs.fat makes."""
    path = folder / "made.img"
    path.unlink(missing_ok=True)
    subprocess.run(["mkfs.fat", "-F", "32", "-S", "512", "-s", "1", *options, "-C", str(path), str(kib)], check=True, capture_output=True, env=PATH)
    return path.read_bytes()


class Disk:
    """A mounted disk, and what is on it."""

    def __init__(self, data: bytes, features: int = ALL_FEATURES) -> None:
        simulation.reset()
        self.model = BlkModel(data, features)
        self.files = FatFiles(BlockCache(VirtioBlk(attach(self.model))))

    def write(self, path: str, data: bytes, flags: int = WRITE | CREATE | TRUNCATE, at: int = 0) -> None:
        file = self.files.open(path, flags)
        try:
            put(file, data, at)
        finally:
            file.close()

    def read(self, path: str) -> bytes:
        file = self.files.open(path, READ)
        address = simulation.allocate(max(file.size(), 1))
        count = file.read_at(0, address, file.size())
        file.close()
        return bytes(simulation.read_bytes(address, count))

    def tree(self, path: str = "") -> dict[str, bytes | None]:
        """Every path and what is in it, None for a directory."""
        found: dict[str, bytes | None] = {}
        for name in self.files.names(path + "/"):
            whole = f"{path}/{name}"
            if self.files.status(whole).is_directory():
                found[whole] = None
                found.update(self.tree(whole))
            else:
                found[whole] = self.read(whole)
        return found


def put(file: OpenFile, data: bytes, at: int) -> None:
    address = simulation.allocate(max(len(data), 1))
    simulation.write_bytes(address, data)
    file.write_at(at, address, len(data))


def checked(disk: Disk, folder: Path) -> Path:
    """The image in a file, of which fsck.fat has nothing to say."""
    path = folder / "written.img"
    path.write_bytes(bytes(disk.model.data))
    assert fsck(path) == ""
    return path


def fsck(image: Path) -> str:
    """What is wrong with it."""
    done = subprocess.run(["fsck.fat", "-n", str(image)], capture_output=True, text=True, env=PATH)
    return done.stdout + done.stderr if done.returncode else ""


def seen_by_mtools(image: Path, folder: Path) -> dict[str, bytes | None]:
    """The same as `Disk.tree`, as mtools copy it out."""
    target = folder / "copied"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    environment = {**PATH, "LC_ALL": "C.UTF-8"}
    if subprocess.run(["mdir", "-b", "-i", str(image), "::/"], capture_output=True, env=environment).stdout:
        subprocess.run(["mcopy", "-s", "-n", "-i", str(image), "::/*", str(target)], check=True, capture_output=True, env=environment)
    return {"/" + str(path.relative_to(target)): None if path.is_dir() else path.read_bytes() for path in target.rglob("*")}


NAMES = ["x", "README", "readme.txt", "Mixed.Case", "much too long for eight and three.text", "two words.py", ".hidden", "Ärger über.ö", "a.b.c", "n" * 100,
         "thirteen char", "no~1", "UPPER.low", "low.UPPER", "plus+sign"]


def test_names_and_contents_are_what_mtools_find(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path, kib=KIB_FOR_MTOOLS))
    expected: dict[str, bytes | None] = {}
    disk.files.make_directory("/A folder")
    disk.files.make_directory("/A folder/inner")
    expected["/A folder"] = expected["/A folder/inner"] = None
    for number, name in enumerate(NAMES):
        path = f"{['', '/A folder', '/A folder/inner'][number % 3]}/{name}"
        expected[path] = random.Random(number).randbytes([0, 1, 511, 512, 513, 5000][number % 6])
        disk.write(path, expected[path] or b"")
    assert disk.tree() == expected
    assert seen_by_mtools(checked(disk, tmp_path), tmp_path) == expected


def test_what_mtools_wrote_can_be_changed(tmp_path: Path) -> None:
    image = tmp_path / "given.img"
    image.write_bytes(formatted(tmp_path, kib=KIB_FOR_MTOOLS))
    (tmp_path / "A long name.text").write_bytes(b"a" * 3000)
    subprocess.run(["mmd", "-i", str(image), "::/Folder"], check=True, env=PATH)
    subprocess.run(["mcopy", "-i", str(image), str(tmp_path / "A long name.text"), "::/Folder"], check=True, env=PATH)
    disk = Disk(image.read_bytes())
    disk.write("/folder/a LONG name.text", b"b" * 10, WRITE, 2995)
    assert disk.tree() == {"/Folder": None, "/Folder/A long name.text": b"a" * 2995 + b"b" * 10}
    disk.files.rename("/Folder/A long name.text", "/short")
    disk.files.remove_directory("/Folder")
    assert seen_by_mtools(checked(disk, tmp_path), tmp_path) == {"/short": b"a" * 2995 + b"b" * 10}


def test_names_beyond_16_bits_come_back(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.write("/𝄞 and 🐍", b"x")
    assert disk.tree() == {"/𝄞 and 🐍": b"x"}


def test_it_is_changed_now(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.write("/file", b"1")
    disk.files.make_directory("/folder")
    assert disk.files.status("/file").modified == disk.files.status("/folder").modified == NOW


@pytest.mark.parametrize("seconds", [315_532_800, 951_782_400, 951_868_799, 1_078_012_800, 1_709_164_800, 4_102_444_798, 4_107_542_400])
def test_every_kind_of_date_comes_back(seconds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "time_of_day", lambda: seconds * 10**9)
    disk = Disk(formatted(tmp_path))
    disk.write("/file", b"1")
    assert disk.files.status("/file").modified // 10**9 == seconds // 2 * 2


def test_a_hole_is_filled_with_zeros(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.write("/full", b"\xFF" * 40_000)
    disk.files.remove("/full")
    disk.write("/file", b"end", at=30_000)
    assert disk.read("/file") == bytes(30_000) + b"end"
    file = disk.files.open("/file", WRITE)
    file.truncate(10)
    file.truncate(20_000)
    file.close()
    assert disk.read("/file") == bytes(20_000)
    checked(disk, tmp_path)


@pytest.mark.parametrize("operation", [
    lambda disk: disk.write("/new", bytes(300_000)), lambda disk: disk.write("/small", bytes(300_000)), lambda disk: disk.files.make_directory("/d"),
    lambda disk: disk.write("/small", b"x", WRITE, 300_000),
], ids=["new", "larger", "directory", "hole"])
def test_a_full_disk_says_so_and_loses_nothing(operation: Callable[[Disk], None], tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.write("/small", b"small")
    number = 0
    with pytest.raises(OSError):
        while True:
            disk.write(f"/f{number}", bytes(9000))
            number += 1
    while True:
        try:
            disk.write("/rest", b"r" * 512, WRITE | CREATE, disk.files.status("/rest").size if "rest" in disk.files.names("/") else 0)
        except OSError as error:
            assert error.errno == 28
            break
    before = disk.tree()
    with pytest.raises(OSError) as caught:
        operation(disk)
    assert caught.value.errno == 28
    checked(disk, tmp_path)
    after = disk.tree()
    assert {path: data for path, data in after.items() if path not in ("/new", "/small")} == {path: data for path, data in before.items() if path != "/small"}
    disk.files.remove("/rest")
    disk.write("/again", b"a" * 512)
    checked(disk, tmp_path)


@pytest.mark.parametrize("operation, number", [
    (lambda disk: disk.write("/none/x", b""), 2), (lambda disk: disk.write("/file/x", b""), 20), (lambda disk: disk.write("/folder", b""), 21),
    (lambda disk: disk.files.open("/file", WRITE | CREATE | EXCLUSIVE), 17), (lambda disk: disk.files.open("/none", WRITE), 2),
    (lambda disk: disk.files.make_directory("/file"), 17), (lambda disk: disk.files.make_directory("/"), 17), (lambda disk: disk.files.remove("/folder"), 21),
    (lambda disk: disk.files.remove_directory("/file"), 20), (lambda disk: disk.files.remove_directory("/folder"), 39), (lambda disk: disk.files.remove_directory("/"), 16),
    (lambda disk: disk.files.rename("/none", "/x"), 2), (lambda disk: disk.files.rename("/folder", "/folder/in/x"), 22), (lambda disk: disk.files.rename("/file", "/folder"), 21),
    (lambda disk: disk.files.rename("/folder", "/file"), 20), (lambda disk: disk.files.rename("/empty", "/folder"), 39), (lambda disk: disk.files.rename("/file", "/"), 16),
    (lambda disk: disk.write("/a:b", b""), 22), (lambda disk: disk.write("/ends.", b""), 22), (lambda disk: disk.write("/" + "n" * 256, b""), 36),
    (lambda disk: disk.write("/file", b"x", WRITE, 0xFFFF_FFFF), 27), (lambda disk: disk.write("/locked", b"x"), 13),
], ids=lambda value: "" if callable(value) else str(value))
def test_what_cannot_be_done_is_refused_and_changes_nothing(operation: Callable[[Disk], None], number: int, tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.files.make_directory("/folder")
    disk.files.make_directory("/folder/in")
    disk.files.make_directory("/empty")
    disk.write("/file", b"data")
    disk.write("/locked", b"data")
    data = disk.model.data
    data[data.index(b"LOCKED     ") + 11] |= 1
    disk = Disk(bytes(data))
    before = disk.tree()
    with pytest.raises(OSError) as caught:
        operation(disk)
    assert caught.value.errno == number
    assert disk.tree() == before
    checked(disk, tmp_path)


def test_a_disk_that_is_read_only(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path), ALL_FEATURES | F_RO)
    operations: list[Callable[[], None]] = [
        lambda: disk.write("/x", b""), lambda: disk.files.make_directory("/x"), lambda: disk.files.remove("/x"), lambda: disk.files.rename("/x", "/y"),
        lambda: disk.files.remove_directory("/x")]
    for operation in operations:
        with pytest.raises(OSError) as caught:
            operation()
        assert caught.value.errno == 30


def test_a_file_that_is_removed_goes_on_for_those_who_have_it_open(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.write("/file", b"old" * 1000)
    one, other = disk.files.open("/file", READ | WRITE), disk.files.open("/file", WRITE)
    disk.files.remove("/file")
    disk.write("/file", b"new")
    put(other, b"NEW", 0)
    address = simulation.allocate(3)
    assert one.read_at(0, address, 3) == 3 and simulation.read_bytes(address, 3) == b"NEW"
    one.close()
    other.close()
    assert disk.tree() == {"/file": b"new"}
    checked(disk, tmp_path)


def test_an_open_file_is_renamed_and_grows(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    disk.files.make_directory("/folder")
    disk.write("/file", b"one")
    file = disk.files.open("/file", WRITE)
    disk.files.rename("/file", "/folder/another name")
    put(file, b"two" * 500, 3)
    file.close()
    assert disk.tree() == {"/folder": None, "/folder/another name": b"one" + b"two" * 500}
    checked(disk, tmp_path)


def test_a_directory_of_many_files_grows_and_its_room_is_used_again(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    names = [f"a file with a long name, number {number}" for number in range(120)]
    for name in names:
        disk.write("/" + name, b"")
    for name in names[10:110]:
        disk.files.remove("/" + name)
    for name in names[10:110]:
        disk.write("/" + name, b"x")
    assert sorted(disk.tree()) == sorted("/" + name for name in names)
    checked(disk, tmp_path)


def test_behind_the_end_of_a_directory_anything_may_stand(tmp_path: Path) -> None:
    data = bytearray(formatted(tmp_path))
    disk = Disk(bytes(data))
    disk.files.make_directory("/folder")
    data = disk.model.data
    entry = data.index(b"..         ") + 32
    data[entry + 32:entry + 64] = b"GARBAGE TXT" + bytes(21)
    disk = Disk(bytes(data))
    disk.write("/folder/x", b"")
    assert disk.files.names("/folder") == ["x"]


def test_the_device_forgets_what_was_removed(tmp_path: Path) -> None:
    """In pieces: it takes 64 sectors at a time."""
    disk = Disk(formatted(tmp_path))
    disk.write("/file", b"secret" * 15_000)
    disk.write("/kept", b"wanted")
    disk.files.remove("/file")
    assert b"secret" not in bytes(disk.model.data) and b"wanted" in bytes(disk.model.data)
    disk.write("/kept", b"w" * 3000, WRITE | TRUNCATE)
    file = disk.files.open("/kept", WRITE)
    file.truncate(600)
    file.close()
    assert bytes(disk.model.data).count(b"w" * 512) == 2 and disk.read("/kept") == b"w" * 600


def test_written_is_flushed_when_a_file_is_closed(tmp_path: Path) -> None:
    disk = Disk(formatted(tmp_path))
    file = disk.files.open("/file", WRITE | CREATE)
    before = disk.model.flushes
    put(file, b"x", 0)
    assert disk.model.flushes == before
    file.close()
    assert disk.model.flushes == before + 1


PATHS = st.sampled_from(["/a", "/b", "/Long name one", "/Long name two", "/d", "/d/a", "/d/Another long name.txt", "/d/e", "/d/e/x", "/e", "/e/a"])
STEPS = st.lists(st.one_of(
    st.tuples(st.just("write"), PATHS, st.integers(0, 4000), st.integers(0, 3000)), st.tuples(st.just("truncate"), PATHS, st.integers(0, 6000)),
    st.tuples(st.just("mkdir"), PATHS), st.tuples(st.just("rmdir"), PATHS), st.tuples(st.just("remove"), PATHS), st.tuples(st.just("rename"), PATHS, PATHS)), max_size=25)
IMAGES: list[bytes] = []


@given(STEPS)
@settings(max_examples=60)
def test_any_operations_do_what_they_do_on_a_disk_of_linux(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]) -> None:
    folder = tmp_path_factory.mktemp("disk")
    if not IMAGES:
        IMAGES.append(formatted(folder))
    disk, real = Disk(IMAGES[0]), folder / "real"
    real.mkdir()
    for number, step in enumerate(steps):
        assert outcome(lambda: on_ours(disk, number, *step)) == outcome(lambda: on_linux(real, number, *step)), step
    expected = {"/" + str(path.relative_to(real)): None if path.is_dir() else path.read_bytes() for path in real.rglob("*")}
    assert disk.tree() == expected
    checked(disk, folder)
    shutil.rmtree(folder)


def outcome(operation: Callable[[], None]) -> str:
    try:
        operation()
    except OSError as error:
        return type(error).__name__
    return "done"


def on_ours(disk: Disk, number: int, kind: str, path: str, *more: Any) -> None:
    if kind == "write":
        disk.write(path, *contents(number, *more))
    elif kind == "truncate":
        file = disk.files.open(path, WRITE)
        file.truncate(more[0])
        file.close()
    elif kind == "rename":
        disk.files.rename(path, more[0])
    else:
        {"mkdir": disk.files.make_directory, "rmdir": disk.files.remove_directory, "remove": disk.files.remove}[kind](path)


def on_linux(root: Path, number: int, kind: str, path: str, *more: Any) -> None:
    target = root / path[1:]
    if kind == "write":
        data, _, at = contents(number, *more)
        file = os.open(target, os.O_WRONLY | os.O_CREAT)
        os.pwrite(file, data, at)
        os.close(file)
    elif kind == "truncate":
        os.truncate(target, more[0])
    elif kind == "rename":
        os.rename(target, root / more[0][1:])
    else:
        {"mkdir": os.mkdir, "rmdir": os.rmdir, "remove": os.unlink}[kind](target)


def contents(number: int, at: int = 0, length: int = 0) -> tuple[bytes, int, int]:
    return bytes([number + 1]) * length, WRITE | CREATE, at
