"""`--disk`: an image with FAT32, read by a program in a virtual machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import yarara
from tests.files.test_fat import TEXT, disk

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


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


@pytest.mark.parametrize("machine, place", [("microvm", "/disk"), ("q35", "/media/one"), ("pc", "/disk")])
def test_what_is_on_a_disk(machine: str, place: str, program: Path, tmp_path: Path) -> None:
    image = tmp_path / "disk.img"
    image.write_bytes(disk())
    given = str(image) if place == "/disk" else f"{image}:{place}"
    done = yarara("run", "--machine", machine, "--timeout", "200", "--disk", given, program, "--", place)
    assert done.stderr == "" and done.stdout.decode().splitlines() == [
        f"['{place.split('/')[1]}'] ['FOLDER', 'TEXT.TXT'] ['EMPTY'] {len(TEXT)}", f"{len(TEXT)} {sum(TEXT)}",
        f"FileNotFoundError 2 {place}/none", f"OSError 30 {place}/new", f"IsADirectoryError 21 {place}/folder"]
    assert image.read_bytes() == bytes(disk())


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
