"""Files by 9P2000.L: the same as those of the host, whatever is done with them; and servers that lie."""

from __future__ import annotations

import errno
import os
import random
import struct
import tempfile
from pathlib import Path
from typing import Callable

import pytest
from hypothesis import example, given, settings, strategies as st

from tests.files.ninep import read, start, write
from yarara.kernel.files import ninep
from yarara.kernel.files.filesystem import CREATE, EXCLUSIVE, READ, TRUNCATE, WRITE, FileSystem
from yarara.kernel.files.ninep import NinePFiles
from yarara.simulation import simulation

PATHS = ["a", "b", "dir", "dir/a", "dir/b", "dir/dir", "dir/dir/a", "link", "link/a", "link/new", "dangling", "circle", "circle/a", "up/dir/a", "/dir//./a", "a/b", "dir/back/a"]
FLAGS = {READ: os.O_RDONLY, WRITE | CREATE | TRUNCATE: os.O_WRONLY | os.O_CREAT | os.O_TRUNC, WRITE | CREATE: os.O_WRONLY | os.O_CREAT,
         WRITE | CREATE | EXCLUSIVE: os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ | WRITE: os.O_RDWR}

Step = tuple[str, str, str, int, int]
STEPS = st.lists(st.tuples(st.sampled_from(["names", "status", "mkdir", "rmdir", "remove", "rename", "read", "write", "truncate"]), st.sampled_from(PATHS),
                           st.sampled_from(PATHS), st.sampled_from(sorted(FLAGS)), st.integers(0, 70_000)), max_size=12)


def furnish(top: Path) -> None:
    """Something to begin with."""
    (top / "dir" / "dir").mkdir(parents=True)
    (top / "a").write_bytes(b"content of a")
    (top / "dir" / "a").write_bytes(bytes(range(256)) * 300)
    for name, target in [("link", "dir"), ("dangling", "dir/nothing"), ("circle", "circle"), ("up", "."), ("dir/back", "../dir/./dir/..")]:
        (top / name).symlink_to(target)


ON_PATHS = ("names", "status", "mkdir", "rmdir", "remove", "rename", "read")


def on_9p(files: FileSystem, step: Step) -> object:
    what, path, other, flags, number = step
    match what:
        case "names":
            return sorted(files.names(path))
        case "status":
            status = files.status(path)
            return status.mode & 0o170000, status.is_directory() or status.size
        case "mkdir":
            files.make_directory(path)
        case "rmdir":
            files.remove_directory(path)
        case "remove":
            files.remove(path)
        case "rename":
            files.rename(path, other)
        case "read":
            return read(files, path)
    return None if what in ON_PATHS else change_on_9p(files, step)


def change_on_9p(files: FileSystem, step: Step) -> object:
    """Open a file and write to it or cut it off."""
    what, path, _, flags, number = step
    file = files.open(path, flags | WRITE)
    try:
        if what == "truncate":
            file.truncate(number)
            return file.size()
        data = bytes(number % 251 for _ in range(number))
        buffer = simulation.allocate(len(data) + 1)
        simulation.write_bytes(buffer, data)
        file.write_at(number // 3, buffer, len(data))
        return file.size()
    finally:
        file.close()


def on_the_host(top: Path, step: Step) -> object:
    what, relative, other, flags, number = step
    path = f"{top}/{relative}"
    match what:
        case "names":
            return sorted(os.listdir(path))
        case "status":
            status = os.stat(path)
            return status.st_mode & 0o170000, os.path.isdir(path) or status.st_size
        case "mkdir":
            os.mkdir(path)
        case "rmdir":
            os.rmdir(path)
        case "remove":
            os.remove(path)
        case "rename":
            os.rename(path, f"{top}/{other}")
        case "read":
            return Path(path).read_bytes()
    return None if what in ON_PATHS else change_on_the_host(path, step)


def change_on_the_host(path: str, step: Step) -> object:
    what, _, _, flags, number = step
    flags |= WRITE
    descriptor = os.open(path, FLAGS.get(flags, os.O_RDWR))
    try:
        if what == "truncate":
            os.ftruncate(descriptor, number)
            return os.fstat(descriptor).st_size
        os.pwrite(descriptor, bytes(number % 251 for _ in range(number)), number // 3)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def outcome(action: Callable[[], object]) -> object:
    """What came of it, or the error's class and number."""
    try:
        return action()
    except OSError as error:
        return type(error), error.errno


def tree(top: Path) -> list[tuple[str, bytes | str | None]]:
    """All that is in a directory."""
    return sorted((str(path.relative_to(top)), os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None)
                  for path in top.rglob("*"))


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
@example(steps=[("rmdir", "dir/dir", "a", 1, 0), ("rename", "a/b", "dir/dir/a", 1, 0)])  # the first path is looked at first
def test_the_same_happens_as_on_the_host(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tops = [Path(folder, "served"), Path(folder, "plain")]
        for top in tops:
            furnish(top)
        model, files, device = start(tops[0], most=8192)
        for step in steps:
            assert outcome(lambda: on_9p(files, step)) == outcome(lambda: on_the_host(tops[1], step)), step
        assert tree(tops[0]) == tree(tops[1])
        assert device.faults == 0 and list(model.server.fids) == [0], "no fid is left behind"


def test_a_deep_tree(tmp_path: Path) -> None:
    """A message walks by 16 names at most."""
    path = "/".join(f"level{number}" for number in range(40))
    (tmp_path / path).mkdir(parents=True)
    (tmp_path / path / "file").write_bytes(b"deep")
    (tmp_path / "level0" / "level1" / "across").symlink_to("level2/level3")
    model, files, device = start(tmp_path)
    assert read(files, path + "/file") == b"deep" and files.names(path) == ["file"]
    assert read(files, path.replace("level2/level3", "across") + "/file") == b"deep"
    write(files, path + "/other", b"new", WRITE | CREATE)
    assert (tmp_path / path / "other").read_bytes() == b"new"
    for missing in "/none", "/none/none", "/file/none":
        with pytest.raises(OSError) as caught:
            files.status(path + missing)
        assert caught.value.errno == (errno.ENOTDIR if "file" in missing else errno.ENOENT)
    assert list(model.server.fids) == [0]


def test_a_large_directory_and_a_large_file(tmp_path: Path) -> None:
    for number in range(1500):
        (tmp_path / f"file number {number:04}").touch()
    content = random.Random(1).randbytes(3_000_000)
    (tmp_path / "large").write_bytes(content)
    model, files, device = start(tmp_path)
    assert sorted(files.names("")) == [*(f"file number {number:04}" for number in range(1500)), "large"]
    for piece in 65536, 1_000_003:
        assert read(files, "large", piece) == content
    write(files, "copy", content, WRITE | CREATE)
    assert (tmp_path / "copy").read_bytes() == content


def test_absolute_links_are_paths_of_the_guest(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"here")
    (tmp_path / "inside").symlink_to("/data/file")
    (tmp_path / "outside").symlink_to("/etc/passwd")
    (tmp_path / "beside").symlink_to("/database/file")
    model, files, device = start(tmp_path)
    assert read(files, "inside") == b"here"
    for name in "outside", "beside":
        with pytest.raises(FileNotFoundError):
            files.open(name, READ)


def test_names_that_are_none(tmp_path: Path) -> None:
    model, files, device = start(tmp_path)
    with pytest.raises(OSError) as caught:
        files.open("x" * 256, READ)
    assert caught.value.errno == errno.ENAMETOOLONG
    for action, number in (files.remove, errno.EISDIR), (files.remove_directory, errno.EBUSY), (files.make_directory, errno.EEXIST):
        with pytest.raises(OSError) as caught:
            action("/")
        assert caught.value.errno == number


# -- servers that lie --------------------------------------------------------------------------------------------------

def replaced(offset: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda answer: answer[:offset] + data + answer[offset + len(data):]


def read_file(files: NinePFiles) -> object:
    return read(files, "file")


def write_file(files: NinePFiles) -> object:
    write(files, "file", b"12345", WRITE)
    return None


LIES: dict[str, tuple[int, Callable[[bytes], bytes], Callable[[NinePFiles], object]]] = {
    "an answer to something else": (117, replaced(5, b"\x07"), read_file),
    "another kind of answer": (117, replaced(4, b"\x77"), read_file),
    "a size beyond the message": (117, replaced(0, struct.pack("<I", 5000)), read_file),
    "a size below the header": (117, replaced(0, struct.pack("<I", 6)), read_file),
    "no answer at all": (117, lambda answer: b"", read_file),
    "more data than was asked for": (117, replaced(7, struct.pack("<I", 1 << 20)), read_file),
    "more data than there is": (117, replaced(7, struct.pack("<I", 100)), read_file),
    "more written than was sent": (119, replaced(7, struct.pack("<I", 6)), write_file),
    "nothing written": (119, replaced(7, bytes(4)), write_file),
    "an error without a number": (117, lambda answer: struct.pack("<IBHI", 11, 7, 1, 0), read_file),
    "an error with an absurd number": (117, lambda answer: struct.pack("<IBHI", 11, 7, 1, 0xFFFF_FFFF), read_file),
    "a shortened error": (117, lambda answer: struct.pack("<IBH", 7, 7, 1), read_file),
    "more files than were walked to": (111, replaced(7, b"\x09\x00"), read_file),
    "no file walked to": (111, lambda answer: struct.pack("<IBHH", 9, 111, 1, 0), read_file),
    "a negative length": (25, replaced(7 + 8 + 13 + 28, b"\xFF" * 8), lambda files: files.status("file")),
    "a billion nanoseconds": (25, replaced(7 + 8 + 13 + 76, struct.pack("<Q", 10**9)), lambda files: files.status("file")),
    "a name with a slash": (41, lambda answer: answer.replace(b"file", b"fi/e"), lambda files: files.names("")),
    "a name that ends nowhere": (41, lambda answer: answer.replace(b"\x04\x00file", b"\xFF\xFFfile"), lambda files: files.names("")),
    "a directory without an end": (41, lambda answer: struct.pack("<IBHI13sQBH4s", 39, 41, 1, 28, b"", 1, 0, 4, b"more"), lambda files: files.names("")),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_server_that_lies_is_started_anew(lie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ninep, "MOST_NAMES_OF_DIRECTORY", 1000)
    (tmp_path / "file").write_bytes(b"content")
    model, files, device = start(tmp_path)
    kind, distort, action = LIES[lie]
    model.distort = lambda answer: distort(answer) if answer[4] == kind else answer
    with pytest.raises(OSError) as caught:
        action(files)
    assert caught.value.errno == errno.EIO and device.faults == 1 and not device.failed, device.last_fault
    model.distort = None
    assert files.names("") == ["file"] and files.status("file").size == 7


@pytest.mark.parametrize("size, version", [(100, b"9P2000.L"), (1 << 30, b"9P2000.L"), (8192, b"9P2000"), (8192, b"unknown")])
def test_a_server_of_another_kind_is_refused(size: int, version: bytes, tmp_path: Path) -> None:
    model, files, device = start(tmp_path)
    device.distrust("a test")
    said = struct.pack("<IBHIH", 13 + len(version), 101, 0xFFFF, size, len(version)) + version
    model.distort = lambda answer: said if answer[4] == 101 else answer
    for _ in range(3):
        with pytest.raises(OSError):
            files.names("")
    model.distort = None
    assert files.names("") == []


@settings(max_examples=150, deadline=None)
@given(steps=STEPS, seed=st.integers(0, 1 << 30), often=st.integers(1, 6))
def test_a_server_of_noise_does_no_harm(steps: list[Step], seed: int, often: int) -> None:
    """Whatever comes back: an OSError or some result, and after it the files are there again."""
    choices = random.Random(seed)

    def distort(answer: bytes) -> bytes:
        if choices.randrange(often):
            return answer
        said = bytearray(answer)
        for _ in range(choices.randrange(1, 5)):
            said[choices.randrange(len(said))] = choices.choice([0, 1, 0x7F, 0x80, 0xFF, choices.randrange(256)])
        return bytes(said[:choices.choice([len(said), choices.randrange(len(said) + 1)])])

    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder))
        model, files, device = start(Path(folder), most=8192)
        model.distort = distort
        model.server.lenient = True
        for step in steps:
            outcome(lambda: on_9p(files, (step[0], step[1], step[2], step[3], step[4] % 5000)))
        model.distort = None
        device.distrust("a test")
        names = files.names("")
        assert sorted(names) == sorted(os.listdir(folder)) and not device.failed
