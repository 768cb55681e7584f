"""Files by FUSE over virtio: the same as those of the host, whatever is done with them; servers and devices that lie."""

from __future__ import annotations

import contextlib
import errno
import random
import struct
import tempfile
from pathlib import Path
from typing import Callable

import pytest
from hypothesis import given, settings, strategies as st

from tests.files.ninep import read, write
from tests.files.test_ninep import STEPS, Step, furnish, on_9p, on_the_host, outcome, tree
from tests.virtio.machines import ALL_SETS, LIVES, attach
from yarara.devicemodel.fs import ALL_FEATURES, FsModel
from yarara.devicemodel.fuse_server import FuseServer
from yarara.devicemodel.hostile import LIES as LIES_OF_RINGS
from yarara.devicemodel.queue import DriverError
from yarara.kernel.files import virtiofs
from yarara.kernel.files.filesystem import CREATE, READ, WRITE
from yarara.kernel.files.fuse_client import FuseClient
from yarara.kernel.files.virtiofs import VirtioFiles
from yarara.kernel.virtio.fs import VirtioFs
from yarara.kernel.virtio.transport import DEVICE_FILES
from yarara.simulation import BusError, simulation


def start(top: Path, features: int = ALL_FEATURES, bus: str = "mmio", most: int = 65536) -> tuple[FsModel, VirtioFiles, VirtioFs]:
    """In a new machine, mounted at /data."""
    simulation.reset()
    model = FsModel(FuseServer(top, most), "data", features & ALL_FEATURES)
    transport = attach(model, bus)
    assert transport.device_type == DEVICE_FILES
    device = VirtioFs(transport)
    assert device.tag == "data"
    return model, VirtioFiles(FuseClient(device), "/data"), device


def assert_nothing_left(model: FsModel) -> None:
    assert list(model.server.nodes) == [1] and model.server.handles == {}, "each node is forgotten, each handle released"


@pytest.mark.parametrize("bus, features", LIVES)
def test_files_come_and_go(bus: str, features: str, tmp_path: Path) -> None:
    model, files, device = start(tmp_path, ALL_SETS[features], bus)
    for turn in range(10):
        data = random.Random(turn).randbytes(1 + turn * 9999)
        write(files, f"file {turn}", data, WRITE | CREATE)
        assert (tmp_path / f"file {turn}").read_bytes() == data == read(files, f"file {turn}")
    assert sorted(files.names("")) == [f"file {turn}" for turn in range(10)]
    assert_nothing_left(model)
    assert device.faults == 0 and model.interrupt_status == 0


@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_the_same_happens_as_on_the_host(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tops = [Path(folder, "served"), Path(folder, "plain")]
        for top in tops:
            furnish(top)
        model, files, device = start(tops[0], most=8192)
        for step in steps:
            assert outcome(lambda: on_9p(files, step)) == outcome(lambda: on_the_host(tops[1], step)), step
        assert tree(tops[0]) == tree(tops[1])
        assert device.faults == 0
        assert_nothing_left(model)


def test_a_large_directory_and_a_large_file(tmp_path: Path) -> None:
    for number in range(1500):
        (tmp_path / f"file number {number:04}").touch()
    content = random.Random(1).randbytes(1_000_000)
    (tmp_path / "large").write_bytes(content)
    model, files, device = start(tmp_path)
    assert sorted(files.names("")) == [*(f"file number {number:04}" for number in range(1500)), "large"]
    assert read(files, "large", 70_000) == content
    assert_nothing_left(model)


def test_absolute_links_are_paths_of_the_guest(tmp_path: Path) -> None:
    (tmp_path / "dir").mkdir()
    (tmp_path / "file").write_bytes(b"here")
    for name, target in [("inside", "/data/file"), ("outside", "/etc/passwd"), ("beside", "/database/file"), ("dir/up", "../../../../file")]:
        (tmp_path / name).symlink_to(target)
    model, files, device = start(tmp_path)
    assert read(files, "inside") == read(files, "dir/up") == b"here"
    for name in "outside", "beside":
        with pytest.raises(FileNotFoundError):
            files.open(name, READ)
    assert_nothing_left(model)


def test_names_that_are_none(tmp_path: Path) -> None:
    model, files, device = start(tmp_path)
    for action, path, number in [(files.status, "x" * 256, errno.ENAMETOOLONG), (files.remove, "/", errno.EISDIR), (files.remove_directory, "/", errno.EBUSY),
                                 (files.make_directory, "/", errno.EEXIST)]:
        with pytest.raises(OSError) as caught:
            action(path)
        assert caught.value.errno == number
    assert files.status("").is_directory()


# -- servers that lie --------------------------------------------------------------------------------------------------

def replaced(offset: int, data: bytes) -> Callable[[bytes], bytes]:
    return lambda answer: answer[:offset] + data + answer[offset + len(data):]


def said(body: bytes) -> Callable[[bytes], bytes]:
    """Another answer to the same request."""
    return lambda answer: struct.pack("<Ii", 16 + len(body), 0) + answer[8:16] + body


def failed(error: int) -> Callable[[bytes], bytes]:
    return lambda answer: struct.pack("<Ii", 16, error) + answer[8:16]


def read_file(files: VirtioFiles) -> object:
    return read(files, "file")


def write_file(files: VirtioFiles) -> object:
    write(files, "file", b"12345", WRITE)
    return None


def directory(name: bytes, length: int) -> bytes:
    return struct.pack("<QQII", 1, 1, length, 0) + name.ljust(8, b"\0")


STATUS = 16 + 40
LIES: dict[str, tuple[int, Callable[[bytes], bytes], Callable[[VirtioFiles], object]]] = {
    "an answer to something else": (15, replaced(8, b"\x77"), read_file),
    "a size beyond the message": (15, replaced(0, struct.pack("<I", 70_000)), read_file),
    "a size below the header": (15, replaced(0, struct.pack("<I", 15)), read_file),
    "no answer at all": (15, lambda answer: b"", read_file),
    "more data than there was room for": (15, said(bytes(66_000)), read_file),
    "more written than was sent": (16, said(struct.pack("<II", 6, 0)), write_file),
    "nothing written": (16, said(bytes(8)), write_file),
    "a short answer to a write": (16, said(b"\x05"), write_file),
    "a positive error": (15, failed(5), read_file),
    "an absurd error": (15, failed(-5000), read_file),
    "a node of number 0": (1, replaced(16, bytes(8)), read_file),
    "half an entry": (1, said(bytes(100)), read_file),
    "a negative length": (1, replaced(STATUS + 8, b"\xFF" * 8), lambda files: files.status("file")),
    "a billion nanoseconds": (1, replaced(STATUS + 52, struct.pack("<I", 10**9)), lambda files: files.status("file")),
    "no handle": (14, said(b""), read_file),
    "a name with a slash": (28, said(directory(b"fi/e", 4)), lambda files: files.names("")),
    "a name that ends nowhere": (28, said(directory(b"file", 400)), lambda files: files.names("")),
    "a name of no bytes": (28, said(directory(b"", 0)), lambda files: files.names("")),
    "an entry that is cut off": (28, said(bytes(10)), lambda files: files.names("")),
    "a directory without an end": (28, said(directory(b"more", 4)), lambda files: files.names("")),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_server_that_lies_is_started_anew(lie: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtiofs, "MOST_NAMES_OF_DIRECTORY", 1000)
    (tmp_path / "file").write_bytes(b"content")
    model, files, device = start(tmp_path)
    operation, distort, action = LIES[lie]
    model.distort = lambda asked, answer: distort(answer) if asked == operation else answer
    with pytest.raises(OSError) as caught:
        action(files)
    assert caught.value.errno == errno.EIO and device.faults == 1 and not device.failed, device.last_fault
    model.distort = None
    assert files.names("") == ["file"] and files.status("file").size == 7
    assert_nothing_left(model)


def test_files_that_were_open_are_of_no_use_after_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    model, files, device = start(tmp_path)
    opened = files.open("file", READ)
    device.distrust("a test")
    for _ in range(2):
        with pytest.raises(OSError) as caught:
            opened.size()
        assert caught.value.errno == errno.EIO
        assert files.names("") == ["file"]
    opened.close()
    assert_nothing_left(model)


def test_a_server_of_another_version_is_refused(tmp_path: Path) -> None:
    model, files, device = start(tmp_path)
    device.distrust("a test")
    model.distort = lambda asked, answer: replaced(16, b"\x08")(answer) if asked == 26 else answer
    for _ in range(3):
        with pytest.raises(OSError):
            files.names("")
    model.distort = None
    assert files.names("") == []


@pytest.mark.parametrize("lie", LIES_OF_RINGS)
@settings(max_examples=20, deadline=None)
@given(choices=st.randoms(use_true_random=False), features=st.sampled_from(sorted(ALL_SETS)), queue=st.sampled_from([0, 1]))
def test_a_device_that_lies_is_reset_and_used_again(lie: str, choices: random.Random, features: str, queue: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder, "file").write_bytes(b"content")
        model, files, device = start(Path(folder), ALL_SETS[features])
        patch.setattr(device, "_patience", 50)
        model.server.lenient = True
        LIES_OF_RINGS[lie](model.queues[queue].live, choices.randrange)
        for _ in range(3):
            with contextlib.suppress(OSError, DriverError, BusError, struct.error):  # what the model finds may be forged: then it goes astray, not the driver
                read(files, "file")
        device.distrust("enough")
        assert not device.failed and read(files, "file") == b"content"
        assert_nothing_left(model)


def test_a_device_that_never_answers(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    model, files, device = start(tmp_path)
    device._patience = 50
    model.silent = True
    with pytest.raises(OSError) as caught:
        files.names("")
    assert caught.value.errno == errno.EIO and device.faults == 1 and device.last_fault == "did not answer (queue 1, 1 lent)"
    model.silent = False
    assert read(files, "file") == b"content"
