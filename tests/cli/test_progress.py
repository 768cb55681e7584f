"""What a command shows while it compiles: its steps on a terminal, nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.command import YARARA, environment_with


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "program.py"
    path.write_text(f"print('made in {tmp_path.name}')\n")
    return path


def test_the_steps_are_shown_on_a_terminal(program: Path) -> None:
    ours, terminal = pty.openpty()
    command = [*YARARA, "build", str(program), "-o", str(program.with_suffix(".elf"))]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=terminal, env=environment_with({"TERM": "xterm"})) as process:
        os.close(terminal)
        shown = _all_from(ours)
        assert process.wait(250) == 0
    steps = [shown.index(step) for step in (b"checking types", b"compiling", b"optimising", b"linking") if step in shown]
    assert len(steps) >= 2 and steps == sorted(steps)
    assert shown.endswith(b"\x1b[2K")  # nothing of it stays


def test_nothing_is_shown_elsewhere(program: Path) -> None:
    command = [*YARARA, "build", str(program), "-o", str(program.with_suffix(".elf"))]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment_with({"TERM": "xterm"}), timeout=250)
    assert (done.returncode, done.stderr) == (0, b"")


def _all_from(descriptor: int) -> bytes:
    """What comes until the last writer is gone, which a terminal tells by an error."""
    found = b""
    while True:
        try:
            read = os.read(descriptor, 4096)
        except OSError:
            read = b""
        if not read:
            os.close(descriptor)
            return found
        found += read
