"""`yarara run` with images made by hand: streams, statuses, every way a machine can end, nothing left behind."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.images import (
    HALT, LOG, STDERR, STDOUT, TRIPLE_FAULT, echo_command_line, flood, image, leave, write)
from tests.command import YARARA, Result, Running, yarara

MACHINES = ("microvm", "q35", "pc")


def run(path: Path, *options: str) -> Result:
    return yarara("run", path, *options)


@pytest.mark.parametrize("machine", MACHINES)
def test_streams_and_status_on_every_machine(tmp_path: Path, machine: str) -> None:
    path = image(tmp_path / "a.elf", write(STDOUT, b"out \x00\xff\n"), write(STDERR, b"err\n"), write(LOG, b"log\n"), leave(3))
    assert run(path, "--machine", machine) == Result(3, b"out \x00\xff\n", "err\n")


@pytest.mark.parametrize("status", [0, 1, 2, 127, 128, 255])
def test_exit_status_is_exact(tmp_path: Path, status: int) -> None:
    assert run(image(tmp_path / "a.elf", leave(status))).status == status


def test_verbose_shows_the_log_and_the_command_on_stderr(tmp_path: Path) -> None:
    result = run(image(tmp_path / "a.elf", write(STDOUT, b"out\n"), write(LOG, b"kernel says\n"), leave(0)), "-v")
    assert result.stdout == b"out\n"
    assert "kernel says\n" in result.stderr and "qemu-system-x86_64 " in result.stderr and "verbose=1" in result.stderr


def test_output_is_complete_when_its_reader_is_slow(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", flood(ord("A"), 400_000), leave(0))
    with subprocess.Popen([*YARARA, "run", str(path)], stdout=subprocess.PIPE) as process:
        time.sleep(1)
        assert process.stdout is not None
        assert hashlib.md5(process.stdout.read()).digest() == hashlib.md5(b"A" * 400_000).digest()
    assert process.returncode == 0


def test_a_reader_that_goes_away_ends_the_machine(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", flood(ord("A"), 100_000_000), leave(0))
    with subprocess.Popen([*YARARA, "run", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(20) == 128 + signal.SIGPIPE
        assert process.stderr.read() == b""


def test_arguments_and_environment_reach_the_kernel_command_line(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", echo_command_line(), leave(0))
    result = run(path, "--env", "A=b c", "--env", "EMPTY=", "--ip", "10.9.8.7/24", "--", "x", "two words", "é%", "--cpus")
    words = result.stdout.decode().split(" ")
    assert [unquote(word) for word in words[:8]] == [
        f"argv={path}", "argv=x", "argv=two words", "argv=é%", "argv=--cpus", "env=A=b c", "env=EMPTY=", "ip=10.9.8.7/24"]
    assert "gateway=10.9.8.2" in words and "dns=10.9.8.3" in words


def test_timeout(tmp_path: Path) -> None:
    result = run(image(tmp_path / "a.elf", write(STDOUT, b"up\n"), HALT), "--timeout", "0.7")
    assert result == Result(124, b"up\n", "yarara: stopped after 0.7 s, as --timeout says\n")


def test_a_reset_is_the_kernels_failure(tmp_path: Path) -> None:
    result = run(image(tmp_path / "a.elf", write(STDOUT, b"up\n"), TRIPLE_FAULT))
    assert (result.status, result.stdout) == (70, b"up\n")
    assert result.stderr.startswith("yarara: the kernel stopped unexpectedly") and result.stderr.count("\n") == 1


def test_a_panic_is_told(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", write(LOG, b"panic: reading from 0x10 rip=0x100000\npanic: at 0x100200\n"), leave(70))
    result = run(path)
    assert result.status == 70
    assert "panic: reading from 0x10 rip=0x100000" in result.stderr and "panic: at 0x100200" in result.stderr


# -- stopping ----------------------------------------------------------------------------------------------------------

def _machines_running(path: Path) -> list[int]:
    """The QEMU processes that run this image."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if str(path).encode() in (entry / "cmdline").read_bytes() and b"qemu" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_machine_outlives_the_command(tmp_path: Path, number: signal.Signals) -> None:
    path = image(tmp_path / "a.elf", write(STDOUT, b"up\n"), HALT)
    with Running("run", path) as running:
        running.wait_for(b"up\n")
        assert len(_machines_running(path)) == 1
        running.process.send_signal(number)
        assert running.process.wait(10) == (-9 if number == signal.SIGKILL else 128 + number)
        deadline = time.monotonic() + 5
        while _machines_running(path) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert _machines_running(path) == []
        assert running.stderr == ""


def test_a_process_ends_with_the_command(tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\nprint('up')\ntime.sleep(1000)\n")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with Running("run", "--machine", "process", sleeper) as running:
            running.wait_for(b"up\n")
            running.process.send_signal(number)
            assert running.process.wait(10) == 128 + number
            assert running.stderr == ""


def test_nohup(tmp_path: Path) -> None:
    """What was ignored when the command was started stays ignored."""
    path = image(tmp_path / "a.elf", write(STDOUT, b"up\n"), HALT)
    handler = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        running = Running("run", path)
    finally:
        signal.signal(signal.SIGHUP, handler)
    with running:
        running.wait_for(b"up\n")
        running.process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            running.process.wait(1)
        running.process.terminate()
        assert running.process.wait(10) == 128 + signal.SIGTERM


def test_a_machine_that_was_killed(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", write(STDOUT, b"up\n"), HALT)
    with Running("run", path) as running:
        running.wait_for(b"up\n")
        os.kill(_machines_running(path)[0], signal.SIGKILL)
        assert running.process.wait(10) == 70
    assert running.stderr == "yarara: QEMU was ended by SIGKILL\n"


# -- errors are for people ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("options, message", [
    (["--publish", "80"], "--publish 80: expected HOST:GUEST"),
    (["--publish", "0:80"], "--publish 0:80: expected HOST:GUEST"),
    (["--publish", "80:99999"], "--publish 80:99999: expected HOST:GUEST"),
    (["--publish", "8080:80/sctp"], "--publish 8080:80/sctp: expected HOST:GUEST"),
    (["--cpus", "0"], "--cpus 0: choose 1 to 8"),
    (["--cpus", "9"], "--cpus 9: choose 1 to 8"),
    (["--memory", "lots"], "--memory lots: expected a size"),
    (["--memory", "12"], "--memory 12: expected a size"),
    (["--env", "novalue"], "--env novalue: expected K=V"),
    (["--ip", "10.0.0.300/24"], "--ip 10.0.0.300/24: expected an address"),
    (["--ip", "10.0.0.3/32"], "--ip 10.0.0.3/32: expected an address"),
    (["--nic", "e1000", "--machine", "microvm"], "--nic e1000 needs a PCI bus: use --machine q35 or pc"),
    (["--timeout", "-1"], "--timeout -1: choose a number of seconds above 0"),
])
def test_options_that_make_no_sense(tmp_path: Path, options: list[str], message: str) -> None:
    result = run(image(tmp_path / "a.elf", leave(0)), *options)
    assert result.status == 2
    assert result.stderr.startswith(f"yarara: {message}") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("name, message", [
    ("absent.py", "there is no such file"),
    ("absent.elf", "there is no such file"),
    ("directory", "is a directory"),
    ("notes.txt", "is not a Python file"),
])
def test_files_that_are_no_programs(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "notes.txt").write_text("")
    result = run(tmp_path / name)
    assert result.status == 2
    assert message in result.stderr and result.stderr.count("\n") == 1


def test_a_file_that_is_no_image(tmp_path: Path) -> None:
    (tmp_path / "a.elf").write_text("not an ELF file")
    result = run(tmp_path / "a.elf")
    assert result.status == 1
    assert result.stderr.endswith("a.elf is not an image (an ELF file)\n") and result.stderr.count("\n") == 1


@pytest.mark.parametrize("suffix, kind", [("", socket.SOCK_STREAM), ("/udp", socket.SOCK_DGRAM)])
def test_a_port_that_is_taken(tmp_path: Path, suffix: str, kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind == socket.SOCK_STREAM:
            taken.listen()
        port = taken.getsockname()[1]
        result = run(image(tmp_path / "a.elf", leave(0)), "--publish", f"{port}:80{suffix}")
    assert (result.status, result.stderr) == (1, f"yarara: port {port} is taken\n")


def test_without_qemu(tmp_path: Path) -> None:
    path = image(tmp_path / "a.elf", leave(0))
    result = yarara("run", path, environment={"PATH": str(tmp_path)})
    assert result.status == 1
    assert result.stderr == "yarara: qemu-system-x86_64 is not installed; on Debian or Ubuntu: apt install qemu-system-x86\n"


def test_a_program_runs_as_a_process_without_qemu(tmp_path: Path) -> None:
    linker = shutil.which("ld")
    assert linker is not None
    (tmp_path / "ld").symlink_to(linker)
    program = tmp_path / "program.py"
    program.write_text("import sys\nprint('here')\nsys.exit(5)\n")
    result = yarara("run", program, environment={"PATH": str(tmp_path)})
    assert (result.status, result.stdout) == (5, b"here\n")
    assert result.stderr == "yarara: QEMU is not installed: running as a Linux process (--machine process)\n"


def test_what_qemu_says_against_starting(tmp_path: Path) -> None:
    result = run(image(tmp_path / "a.elf", leave(0)), "--memory", "9999999G")
    assert result.status == 70
    assert result.stderr.startswith("yarara: QEMU did not start: ") and result.stderr.count("\n") == 1


def test_an_image_that_cannot_fit_is_refused_before_it_boots(tmp_path: Path) -> None:
    result = run(image(tmp_path / "a.elf", leave(0)), "--memory", "512K")
    assert result.status == 2
    assert result.stderr.startswith("yarara: --memory 512K is too small: the image alone ends at ")
    assert len(result.stderr.splitlines()) == 1
