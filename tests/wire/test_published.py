"""A web server through QEMU's user network, as a user publishes it."""

from __future__ import annotations

import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import Running
from tests.wire.ports import free_port

SERVER = "examples/http_server.py"


@contextmanager
def server(*options: str) -> Iterator[tuple[Running, int]]:
    """The example's web server in a machine, and the port of this host that leads to it."""
    port = free_port()
    with Running("run", SERVER, "--publish", f"{port}:80", *options) as running:
        running.wait_for(b"listening")
        yield running, port


def machine_process(running: Running) -> Path:
    """What /proc says about the QEMU that the command started."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == running.process.pid:
            return entry
    raise AssertionError("the machine is gone")


def processor_seconds(running: Running) -> float:
    """User and system time of the machine so far."""
    fields = (machine_process(running) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("machine", ["microvm", "q35", "pc"])
@pytest.mark.parametrize("cpus", ["1", "4"])
def test_a_page_on_every_machine(machine: str, cpus: str) -> None:
    with server("--machine", machine, "--cpus", cpus) as (_, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hello/you", timeout=30) as response:
            assert response.read() == b"Hello, you!\n"


def test_an_idle_server_uses_no_processor_time() -> None:
    with server("--cpus", "4") as (running, port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30):
            pass
        time.sleep(1)
        before = processor_seconds(running)
        time.sleep(3)
        used = (processor_seconds(running) - before) / 3
        assert used < 0.05, f"{used:.1%} of a processor"
