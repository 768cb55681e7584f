"""Containers that several cores use at once, without locks of the program: nothing is lost or torn, and it is the runtime's locks that see to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.threads.test_booted import PROGRAMS, run
from yarara.compiler.lowering import builder, lowering
from yarara.compiler.driver import build
from yarara.compiler.options import PROCESS, Options

CONTAINERS = ["list", "shrinking list", "dict", "keys of one's own", "set", "deque", "bytearray"]
WHOLE = "".join(f"{name} whole\n" for name in CONTAINERS)


def test_the_program_is_right_under_cpython() -> None:
    done = subprocess.run([sys.executable, str(PROGRAMS / "races.py")], capture_output=True, text=True, timeout=100)
    assert done.stdout == WHOLE


@pytest.mark.parametrize("machine, cpus", [("process", 4), ("process", 1), ("microvm", 4), ("microvm", 1)])
def test_races_corrupt_nothing(machine: str, cpus: int) -> None:
    done = run("races.py", "--machine", machine, "--cpus", str(cpus), "--memory", "64M")
    assert (done.stdout, done.returncode) == (WHOLE, 0), done.stderr


def test_without_the_locks_they_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "guarded", lambda program, instance: [])
    monkeypatch.setattr(lowering, "guarded", lambda program, instance: [])
    image = tmp_path / "races"
    build(PROGRAMS / "races.py", image, Options(PROCESS))
    for _ in range(30):
        done = subprocess.run([str(image)], env={"YARARA_CPUS": "4"}, capture_output=True, text=True, timeout=100)
        if done.stdout != WHOLE:
            return
    raise AssertionError("the program does not notice that there are no locks")
