"""`yarara top` on machines and processes that run."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Running, yarara
from tests.observe.test_run import SERVE, THREADS
from yarara import cache
from yarara.compiler.options import Options
from yarara.machines import registry


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A directory of this test's own for what runs."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    yield tmp_path / "yarara"


@pytest.fixture(autouse=True, scope="module")
def images() -> None:
    """Built before anything waits for a program to start."""
    for target in ("vm", "process"):
        cache.image_of(SERVE, Options(target))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_entry(running: Running) -> None:
    """A process may print something before its `yarara run` has written down that it runs."""
    running.wait_for(b"listening")
    deadline = time.monotonic() + 60
    while running.process.pid not in [entry.pid for entry in registry.running()]:
        assert time.monotonic() < deadline, "what runs is not written down"
        time.sleep(0.05)


@pytest.mark.parametrize("machine", ["microvm", "q35"])
def test_a_machine(runtime: Path, machine: str) -> None:
    port = free_port()
    with Running("run", "--machine", machine, "--cpus", "2", "--publish", f"{port}:80", SERVE, "--", "80") as running:
        running.wait_for(b"listening")
        with socket.create_connection(("127.0.0.1", port), 60) as connection:
            for _ in range(20):
                connection.sendall(b"x" * 1000)
                received = 0
                while received < 1000:
                    received += len(connection.recv(4096))
            shown = yarara("top", "--once")
    assert (shown.status, shown.stderr) == (0, "")
    text = shown.stdout.decode()
    assert re.search(rf"serve\.py on {machine}, process {running.process.pid}\n", text)
    assert re.search(r"^ 0 +\d+% +\d+ +\S", text, re.MULTILINE) and re.search(r"^ 1 +\d+% +\d+ +\S", text, re.MULTILINE)
    assert re.search(r"memory \d+\.\d of 12\d\.\d MiB, .*; 2 threads", text)
    assert re.search(r"network 10\.0\.2\.15, link up, [12] connections, \d+ of 512 packets free", text)
    assert re.search(r"^ receive +2[45]\d +256 +\d\d", text, re.MULTILINE)
    frames = re.search(r"^ frames +(\d+) +(\d+)", text, re.MULTILINE)
    assert frames is not None and int(frames[1]) > 20 and int(frames[2]) > 20
    assert re.search(r"^retransmissions \d+; dropped ", text, re.MULTILINE)
    assert list(runtime.iterdir()) == []


def test_a_process(runtime: Path) -> None:
    with Running("run", "--machine", "process", "--cpus", "2", SERVE, "--", "7000") as running:
        wait_for_entry(running)
        text = yarara("top", "serve.py").stdout.decode()
    assert "on process" in text and "network 0.0.0.0" in text and re.search(r"^ 1 +\d+%", text, re.MULTILINE)


def test_several_run(runtime: Path) -> None:
    with Running("run", "--machine", "process", SERVE, "--", "7000") as one, Running("run", "--machine", "process", SERVE, "--", "7000") as other:
        wait_for_entry(one)
        wait_for_entry(other)
        refused = yarara("top")
        assert refused.status == 2 and refused.stderr.startswith("yarara: choose one by its number: there is ")
        assert f"process {other.process.pid}\n" in yarara("top", str(other.process.pid)).stdout.decode()


def test_nothing_runs(runtime: Path) -> None:
    assert yarara("top").stderr == "yarara: nothing runs\n"
    assert yarara("run", "--machine", "process", THREADS).stdout == b"done\n"
    assert registry.running() == [] and list(runtime.iterdir()) == []


def test_what_a_killed_command_left_is_swept(runtime: Path) -> None:
    with Running("run", "--machine", "process", SERVE, "--", "7000") as running:
        wait_for_entry(running)
        running.process.kill()
        running.process.wait(10)
        assert list(runtime.iterdir()) != []
        assert registry.running() == [] and list(runtime.iterdir()) == []
