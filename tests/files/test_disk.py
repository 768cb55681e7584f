"""`--disk`: an image with FAT32, read and written by a program in a virtual machine."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.command import yarara
from tests.files.test_fat import TEXT, disk
from tests.files.test_fat_writing import KIB_FOR_MTOOLS, formatted, fsck, seen_by_mtools

PROGRAM = """\
import os
import sys

top = sys.argv[1]
print(sorted(os.listdir("/")), sorted(os.listdir(top)), os.listdir(top + "/folder"), os.stat(top + "/text.txt").st_size)
data = open(top + "/text.txt", "rb").read()
print(len(data), sum(data))
for mode, name in ("r", "none"), ("w", "new"), ("r", "folder"):
    try:
        if mode == "r":
            open(f"{top}/{name}")
        else:
            open(f"{top}/{name}", "w")
    except OSError as error:
        print(type(error).__name__, error.errno, error.filename)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("program") / "program.py"
    path.write_text(PROGRAM)
    return path


@pytest.mark.parametrize("machine, place", [("microvm", "/disk"), ("q35", "/media/one"), ("pc", "/disk")])
def test_what_is_on_a_disk(machine: str, place: str, program: Path, tmp_path: Path) -> None:
    image = tmp_path / "disk.img"
    image.write_bytes(disk())
    given = f"{image}:ro" if place == "/disk" else f"{image}:{place}:ro"
    done = yarara("run", "--machine", machine, "--timeout", "200", "--disk", given, program, "--", place)
    assert done.stderr == "" and done.stdout.decode().splitlines() == [
        f"['{place.split('/')[1]}'] ['FOLDER', 'TEXT.TXT'] ['EMPTY'] {len(TEXT)}", f"{len(TEXT)} {sum(TEXT)}",
        f"FileNotFoundError 2 {place}/none", f"OSError 30 {place}/new", f"IsADirectoryError 21 {place}/folder"]
    assert image.read_bytes() == bytes(disk())


WRITES = """\
import os
import sys
import threading

top = "/disk"


def fill(number: int) -> None:
    folder = f"{top}/thread {number}"
    os.mkdir(folder)
    for index in range(5):
        with open(f"{folder}/file number {index}.txt", "w") as file:
            for line in range(50 * index):
                print(f"line {line} of {number}", file=file)


threads = [threading.Thread(target=fill, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
os.rename(top + "/thread 0", top + "/renamed")
os.remove(top + "/renamed/file number 0.txt")
with open(top + "/large", "wb") as large:
    large.write(bytes(range(256)) * 2000)
with open(top + "/large", "r+b") as again:
    again.seek(1000)
    again.write(b"in the middle")
print(sorted(os.listdir(top)), os.stat(top + "/large").st_size)
try:
    open(top + "/too large", "wb").write(bytes(60_000_000))
except OSError as error:
    print(error.strerror)
"""


def test_what_a_program_writes_is_found_by_others(tmp_path: Path) -> None:
    program, image = tmp_path / "program.py", tmp_path / "disk.img"
    program.write_text(WRITES)
    image.write_bytes(formatted(tmp_path, kib=KIB_FOR_MTOOLS))
    done = yarara("run", "--cpus", "2", "--timeout", "200", "--disk", image, program)
    assert (done.stdout, done.stderr) == (b"['large', 'renamed', 'thread 1', 'thread 2', 'thread 3'] 512000\nNo space left on device\n", "")
    found = seen_by_mtools(image, tmp_path)
    assert found["/large"] == b"".join([bytes(range(256)) * 3, bytes(range(232)), b"in the middle", bytes(range(245, 256)), bytes(range(256)) * 1996])
    for number, name in enumerate(["renamed", "thread 1", "thread 2", "thread 3"]):
        for index in range(1 if number == 0 else 0, 5):
            assert found[f"/{name}/file number {index}.txt"] == b"".join(b"line %d of %d\n" % (line, number) for line in range(50 * index))
    assert len(found) == 1 + 4 + 19 + 1
    assert fsck(image) == ""


REMOVES = """\
import os
with open("/disk/large", "wb") as file:
    for _ in range(20):
        file.write(b"x" * 1_000_000)
os.remove("/disk/large")
"""


def test_the_host_gets_back_the_room_of_a_removed_file(tmp_path: Path) -> None:
    program, image = tmp_path / "program.py", tmp_path / "disk.img"
    program.write_text(REMOVES)
    image.write_bytes(formatted(tmp_path, kib=KIB_FOR_MTOOLS))
    subprocess.run(["fallocate", "--dig-holes", image], check=True)
    assert yarara("run", "--timeout", "200", "--disk", image, program).stderr == ""
    assert image.stat().st_blocks * 512 < 5_000_000
    assert seen_by_mtools(image, tmp_path) == {} and fsck(image) == ""


def test_a_disk_with_something_else_is_named_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text("import os\nprint(os.listdir('/'), os.path.exists('/disk'))\n")
    (tmp_path / "disk.img").write_bytes(bytes(100_000))
    done = yarara("run", "-v", "--machine", "microvm", "--timeout", "200", "--disk", tmp_path / "disk.img", tmp_path / "program.py")
    assert done.stdout == b"[] False\n" and "files: [Errno 22] Invalid argument: 'disk'" in done.stderr


@pytest.mark.parametrize("words, message", [
    (["--disk", "/no/such/file"], "/no/such/file is no file"),
    (["--machine", "process", "--disk", "IMAGE"], "needs a virtual machine"),
])
def test_what_is_no_disk(words: list[str], message: str, program: Path, tmp_path: Path) -> None:
    (tmp_path / "disk.img").write_bytes(bytes(512))
    done = yarara("run", *[str(tmp_path / "disk.img") if word == "IMAGE" else word for word in words], program)
    assert done.status == 2 and message in done.stderr
