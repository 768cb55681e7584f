"""Whole programs in little memory: MemoryError that is caught and gone on after, and what `--gc-stats` says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from yarara.machines.gc_stats import CollectorLog, describe

PROGRAMS = Path(__file__).parent / "programs"
COLLECTING = Path(__file__).parents[1] / "programs" / "garbage" / "cycles_and_long_chains.py"
WAYS = ["large_list", "large_bytes", "growing_list", "growing_dict", "growing_set", "growing_text", "growing_bytearray", "many_objects", "joined", "thread_stacks"]


def run(program: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "yarara", "run", "--timeout", "120", *options, str(program)]
    return subprocess.run(command, capture_output=True, text=True, timeout=250)


@pytest.mark.parametrize("machine, cpus", [("process", 1), ("process", 2), ("microvm", 1), ("microvm", 2)])
def test_out_of_memory_is_an_exception_after_which_everything_works(machine: str, cpus: int) -> None:
    done = run(PROGRAMS / "out_of_memory.py", "--machine", machine, "--cpus", str(cpus), "--memory", "16M")
    assert done.stdout.splitlines() == [f"MemoryError {way}" for way in WAYS] * 4 + ["True True True 8"]
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "MemoryError"
    assert 'out_of_memory.py", line 25, in growing_list' in done.stderr


@pytest.mark.parametrize("machine, cpus", [("process", 1), ("microvm", 1), ("q35", 2)])
def test_recursion_ends_where_memory_does(machine: str, cpus: int) -> None:
    done = run(PROGRAMS / "recursion_beyond_memory.py", "--machine", machine, "--cpus", str(cpus), "--memory", "16M")
    assert (done.stdout, done.stderr, done.returncode) == ("7 100000\n", "", 0)


def test_what_del_raises_is_shown_and_harms_nothing() -> None:
    done = run(PROGRAMS / "raising_del.py", "--machine", "process")
    assert (done.stdout, done.returncode) == ("leaving\nclosed 1\nclosed 2\nclosed 3\n", 4)
    assert done.stderr.startswith("Exception ignored in: <function __del__>\nTraceback (most recent call last):\n")
    assert done.stderr.endswith("in __del__\n    raise ValueError(\"cannot be closed\")\nValueError: cannot be closed\n")


@pytest.mark.parametrize("machine", ["process", "microvm"])
def test_gc_stats(machine: str) -> None:
    done = run(COLLECTING, "--machine", machine, "--gc-stats")
    assert done.returncode == 0
    pauses, memory = done.stderr.splitlines()[-2:]
    number = r"([\d.]+)"
    found = re.fullmatch(rf"gc: (\d+) collections, pauses {number} ms in all, at most {number} ms, 99 of 100 within {number} ms", pauses)
    assert found is not None
    count, total, longest, percentile = map(float, found.groups())
    assert count >= 7 and 0 < percentile <= longest <= total
    sizes = re.fullmatch(rf"gc: {number} MiB allocated, {number} MiB/s; {number} MiB live", memory)
    assert sizes is not None and float(sizes[1]) > float(sizes[3]) > 20  # a million nodes


def test_the_lines_are_made_of_numbers_and_of_the_time_between_two_lines_of_the_log() -> None:
    assert describe([2_000_000, 12, 100_000, 40_000, 20_000, 3 << 20, 1 << 20], 2.0) == [
        "gc: 12 collections, pauses 100.000 ms in all, at most 40.000 ms, 99 of 100 within 20.000 ms",
        "gc: 3.0 MiB allocated, 1.5 MiB/s; 1.0 MiB live",
    ]


def test_the_log_is_handed_on_whole() -> None:
    heard: list[bytes] = []
    log = CollectorLog(heard.append)
    for piece in (b"gc beg", b"ins\nother\ngc ends 10 1 2 3 ", b"4 5 6\n"):
        log(piece)
    assert b"".join(heard) == b"gc begins\nother\ngc ends 10 1 2 3 4 5 6\n"
    assert log.lines[0].startswith("gc: 1 collections")


def test_memory_above_4_gib() -> None:
    done = run(PROGRAMS / "above_4_gib.py", "--machine", "q35", "--memory", "5G")
    assert (done.stdout, done.stderr, done.returncode) == ("2306867200 36 9 0\n", "", 0)
