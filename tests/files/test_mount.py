"""`--mount`: directories of the host in a virtual machine, and in a process."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.command import yarara

PROGRAMS = Path(__file__).parent / "programs"
LARGE = random.Random(4).randbytes(5_000_001)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    data, fixed = tmp_path / "data, with a comma", tmp_path / "fixed: and a colon"
    for folder in data, fixed:
        folder.mkdir()
    (data / "sub").mkdir()
    (data / "large").write_bytes(LARGE)
    (fixed / "file").write_text("fixed")
    return data, fixed


COMMON = """\
missing FileNotFoundError 2 /data/none.txt
beside FileNotFoundError 2 /elsewhere/file
{0}across OSError 18 /data/large
directory IsADirectoryError 21 data/..//data
"""
MADE = """\
make OSError 30 /new.txt
folder OSError 30 /folder
"""


@pytest.mark.parametrize("machine", ["microvm", "q35", "pc"])
def test_a_machine_sees_what_it_was_given_and_nothing_else(machine: str, folders: tuple[Path, Path]) -> None:
    data, fixed = folders
    done = yarara("run", "--machine", machine, "--timeout", "200", "--mount", f"{data}:/data", "--mount", f"{fixed}:/fixed:ro",
                  PROGRAMS / "use_mounts.py", "--", "fixed")
    assert done.stderr == "" and done.status == 0
    assert done.stdout.decode() == ("['data', 'fixed'] / True False\nfixed ['file']\n" + COMMON.format(MADE)
                                    + "fixed OSError 30 /fixed/file\n5000001 5000001\nspäte Grüße\n")
    assert (data / "copy").read_bytes() == LARGE and (data / "text").read_text() == "späte Grüße\n"
    assert (fixed / "file").read_text() == "fixed" and not (fixed / "large").exists()


def test_a_process_finds_the_directory_under_the_path(folders: tuple[Path, Path], tmp_path: Path) -> None:
    data, fixed = folders
    program = tmp_path / "program.py"
    program.write_text("import os\nprint(sorted(os.listdir('/given/data')), open('/given/other/../fixed/file').read(), os.path.exists('/bin/sh'))\n"
                       "try:\n    os.remove('/given/data/none')\nexcept OSError as error:\n    print(error)\nopen('/given/fixed/new', 'w').write('new')\n")
    done = yarara("run", "--machine", "process", "--mount", f"{data}:/given/data", "--mount", f"{fixed}:/given/fixed", program)
    assert done.stdout.decode() == "['large', 'sub'] fixed True\n[Errno 2] No such file or directory: '/given/data/none'\n", done.stderr
    assert (fixed / "new").read_text() == "new"


@pytest.mark.parametrize("machine, cpus", [("microvm", 1), ("microvm", 2), ("q35", 1)])
def test_threads_use_it_together(machine: str, cpus: int, tmp_path: Path) -> None:
    """Not on q35 with several CPUs: there QEMU 7.2 itself ends by a segmentation fault in one run of four (see docs/devices.md)."""
    done = yarara("run", "--machine", machine, "--cpus", str(cpus), "--timeout", "200", "--mount", f"{tmp_path}:/data", PROGRAMS / "threads_write.py")
    assert done.stdout == b"40 40 21 []\n", done.stderr


def test_the_whole_machine_may_be_a_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("at the root")
    program = tmp_path / "program.py"
    program.write_text("import os\nprint(open('file').read(), sorted(os.listdir()))\n")
    done = yarara("run", "--timeout", "100", "--machine", "microvm", "--mount", f"{tmp_path}:/", program)
    assert done.stdout == b"at the root ['file', 'program.py']\n", done.stderr


@pytest.mark.parametrize("words, message", [
    (["--mount", "/tmp"], "--mount /tmp: expected HOST:GUEST"),
    (["--mount", "/tmp:data"], "expected HOST:GUEST"),
    (["--mount", "/no/such/place:/data"], "/no/such/place is no directory"),
    (["--machine", "process", "--mount", "/tmp:/data:ro"], "needs a virtual machine"),
])
def test_what_cannot_be_mounted(words: list[str], message: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("print(open('/data/file').read())\n")
    done = yarara("run", *words, program)
    assert done.status == 2 and message in done.stderr


def test_a_program_without_files_has_no_use_for_it(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("print(1)\n")
    done = yarara("run", "--machine", "microvm", "--mount", f"{tmp_path}:/data", program)
    assert done.status == 1 and "does not use files" in done.stderr
