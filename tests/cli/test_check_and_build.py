"""`yarara check`, `yarara build` and `yarara doctor` as a user meets them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import typing_extensions
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import NoteSection

from tests.command import ROOT, yarara
from yarara.machines import qemu

EXAMPLES = ("hello", "http_server", "primes", "echo_udp", "tracebacks", "chat")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_have_no_errors(name: str) -> None:
    result = yarara("check", f"examples/{name}.py")
    assert (result.status, result.stdout.decode(), result.stderr) == (0, f"examples/{name}.py: no errors\n", "")


def test_what_is_wrong_is_told_with_place_line_caret_and_hint() -> None:
    result = yarara("check", "examples/bad.py")
    assert (result.status, result.stdout) == (1, b"")
    assert 'examples/bad.py:7:26: error: Unsupported operand types for + ("int" and "str")\n' in result.stderr
    assert '    return sum(prices) + "tax"\n                         ^\n' in result.stderr
    for line in (11, 15, 22):
        assert f"examples/bad.py:{line}:" in result.stderr
    assert "hint: " in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("text, line", [
    ("def f(:\n    pass\n", 1),
    ("print('a')\nimport nothing_like_this\n", 2),
    ("x: int = 'text'\n", 1),
    ("print(1)\nprint(undefined)\n", 2),
], ids=["syntax", "import", "type", "name"])
def test_errors_of_each_kind_stop_check_build_and_run(tmp_path: Path, text: str, line: int) -> None:
    program = tmp_path / "program.py"
    program.write_text(text)
    for command in (["check"], ["build", "-o", str(tmp_path / "a.elf")], ["run"]):
        result = yarara(*command, program)
        assert (result.status, result.stdout) == (1, b"")
        assert f"program.py:{line}:" in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "a.elf").exists()


def test_modules_are_looked_for_where_cpython_looks(tmp_path: Path) -> None:
    """Not in the current directory, nor where a variable for mypy points."""
    program, elsewhere = tmp_path / "program.py", tmp_path / "elsewhere"
    program.write_text("import helper\nprint(helper.text)\n")
    elsewhere.mkdir()
    (elsewhere / "helper.py").write_text("text = 'found'\n")
    result = yarara("check", program, cwd=elsewhere, environment={"MYPYPATH": str(elsewhere)})
    assert result.status == 1 and 'module named "helper"' in result.stderr
    (tmp_path / "helper.py").write_text("text = 'found'\n")
    assert yarara("check", program, cwd=elsewhere).status == 0


@pytest.fixture(scope="module")
def hello(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "hello.elf"
    result = yarara("build", "examples/hello.py", "-o", path)
    assert (result.status, result.stdout, result.stderr) == (0, b"", "")
    return path


def test_without_optimisation_it_is_larger_and_says_the_same(hello: Path, tmp_path: Path) -> None:
    quick = tmp_path / "quick.elf"
    assert yarara("build", "-O0", "examples/hello.py", "-o", quick).status == 0
    assert quick.stat().st_size > hello.stat().st_size
    assert yarara("run", quick).stdout == yarara("run", hello).stdout == b"Hello, world!\n"


def test_a_program_of_this_machine_can_be_started_and_an_image_cannot(hello: Path, tmp_path: Path) -> None:
    program = tmp_path / "hello"
    assert yarara("build", "--target", "process", "examples/hello.py", "-o", program).status == 0
    assert subprocess.run([program], capture_output=True, timeout=60).stdout == b"Hello, world!\n"
    assert not os.access(hello, os.X_OK)


def test_an_image_is_a_pvh_elf_with_line_information(hello: Path) -> None:
    with hello.open("rb") as stream:
        elf = ELFFile(stream)
        notes = [note for section in elf.iter_sections() if isinstance(section, NoteSection) for note in section.iter_notes()]
        assert any(note["n_name"] == "Xen" for note in notes)
        assert elf.has_dwarf_info() and any(True for _ in elf.get_dwarf_info().iter_CUs())


@pytest.mark.parametrize("machine", qemu.MACHINES)
def test_an_image_booted_by_hand_prints_to_the_first_serial_port(hello: Path, machine: str) -> None:
    command = [qemu.find(), "-M", machine, "-nodefaults", "-display", "none", "-no-reboot", "-cpu", "max",
               "-serial", "stdio", "-kernel", str(hello)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"Hello, world!\n"
        finally:
            process.kill()


def test_run_takes_an_image(hello: Path) -> None:
    result = yarara("run", hello)
    assert (result.status, result.stdout, result.stderr) == (0, b"Hello, world!\n", "")


def test_an_option_for_the_network_without_a_network() -> None:
    result = yarara("run", "examples/hello.py", "--publish", "8080:80")
    assert result.status == 1
    assert result.stderr == "yarara: --publish: this program does not use the network (it never imports socket)\n"


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    result = yarara("build", "examples/hello.py", "-o", tmp_path / "absent" / "hello.elf")
    assert result.status == 1 and result.stderr.count("\n") == 1 and "No such file or directory" in result.stderr


def test_the_default_name_is_the_programs(tmp_path: Path) -> None:
    assert yarara("build", ROOT / "examples" / "hello.py", cwd=tmp_path).status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hello.elf"]


def test_what_lies_beside_the_installed_package_is_no_part_of_a_program(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "yarara", tmp_path / "yarara", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(typing_extensions.__file__, tmp_path)  # mypy refuses files that shadow those of its typeshed
    (tmp_path / "neighbour.py").write_text("def greet() -> None: ...\n")
    installed = {"PYTHONPATH": str(tmp_path)}
    assert yarara("check", ROOT / "examples" / "hello.py", cwd=tmp_path, environment=installed).status == 0
    program = tmp_path / "elsewhere" / "program.py"
    program.parent.mkdir()
    program.write_text("import neighbour\nneighbour.greet()\n")
    result = yarara("check", program, cwd=tmp_path, environment=installed)
    assert result.status == 1 and 'named "neighbour"' in result.stderr


def test_the_version_is_that_of_the_package() -> None:
    assert yarara("--version").stdout.decode() == f"yarara {version('yarara')}\n"


def test_doctor_names_everything_and_what_auto_means() -> None:
    result = yarara("doctor")
    assert result.status == 0
    for subject in ("python", "mypy", "llvmlite", "ld", "qemu-system-x86_64", "/dev/kvm", "auto uses"):
        assert subject in result.stdout.decode()


def test_doctor_without_qemu(tmp_path: Path) -> None:
    result = yarara("doctor", environment={"PATH": str(tmp_path)})
    assert result.status == 1
    assert "apt install qemu-system-x86" in result.stdout.decode() and "apt install binutils" in result.stdout.decode()


def test_the_demonstration_in_a_pipe_stops_by_itself() -> None:
    done = subprocess.run([sys.executable, "tools/demo.py"], cwd=ROOT, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr
    for word in ("It works", "boot time", "image", "memory"):
        assert word in done.stdout
