"""The scheduler, compiled and booted: every machine, one core and several; and as a process, whose cores are host threads."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from yarara.compiler.driver import build
from yarara.compiler.options import PROCESS, Options

PROGRAMS = Path(__file__).parent / "programs"
MACHINES_AND_CPUS = [("microvm", 1), ("microvm", 2), ("microvm", 8), ("q35", 1), ("q35", 4), ("pc", 3), ("process", 1), ("process", 4), ("process", 8)]


def run(program: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "yarara", "run", "--timeout", "120", *options, str(PROGRAMS / program)]
    return subprocess.run(command, capture_output=True, text=True, timeout=250)


@pytest.mark.parametrize("machine, cpus", MACHINES_AND_CPUS)
def test_many_threads_on_every_machine(machine: str, cpus: int) -> None:
    done = run("many_threads.py", "--machine", machine, "--cpus", str(cpus), "--memory", "32M", "-v")
    assert (done.stdout, done.returncode) == ("98037\nok 1\n", 0), done.stderr
    assert f"smp: {cpus} cores" in done.stderr


@pytest.mark.parametrize("machine, what", [("microvm", "reading from"), ("process", "signal 11 at address")])
def test_a_wild_read_is_a_panic_that_names_the_python_line(machine: str, what: str) -> None:
    done = run("wild_read.py", "--machine", machine)
    assert (done.stdout, done.returncode) == ("before\n", 70)
    assert f"{what} 0x7fff00000005" in done.stderr
    assert "wild_read.py:7" in done.stderr


@pytest.mark.parametrize("cpus", [1, 8])
def test_idle_cores_take_no_time_of_the_host(cpus: int, tmp_path: Path) -> None:
    image = tmp_path / "sleeping.elf"
    build(PROGRAMS / "sleeping.py", image)
    command = ["qemu-system-x86_64", "-machine", "microvm", "-accel", "tcg", "-cpu", "max", "-smp", str(cpus), "-m", "64", "-nodefaults",
               "-no-user-config", "-display", "none", "-no-reboot", "-serial", "stdio", "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", str(image)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"1\n"
            time.sleep(0.5)
            before = processor_seconds(process.pid)
            time.sleep(2.5)
            assert processor_seconds(process.pid) - before < 0.1
        finally:
            process.kill()


def test_idle_cores_of_a_process_take_no_time_of_the_host(tmp_path: Path) -> None:
    image = tmp_path / "sleeping"
    build(PROGRAMS / "sleeping.py", image, Options(PROCESS))
    with subprocess.Popen([str(image)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env={"YARARA_CPUS": "8"}) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"1\n"
            assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 8
            time.sleep(0.5)
            before = processor_seconds(process.pid)
            time.sleep(2.5)
            assert processor_seconds(process.pid) - before < 0.1
        finally:
            process.kill()


def processor_seconds(pid: int) -> float:
    """What a process has used so far (proc(5), stat: utime and stime in ticks of 10 ms)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
