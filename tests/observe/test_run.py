"""`yarara run --trace`, `--trace-file` and `--pcap`: real kernels, seen from outside."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from scapy.utils import RawPcapReader

from tests.command import Running, yarara
from tests.observe.test_chrome import check
from yarara import cache
from yarara.compiler.options import Options
from yarara.observe.image import ImageFile

PROGRAMS = Path(__file__).parent / "programs"
TALK, THREADS, SERVE = (PROGRAMS / name for name in ("talk.py", "threads.py", "serve.py"))
HEADER = 12
"""Bytes of the device's own header in front of each frame."""
TALKED = b"counted 499500\nrefused ConnectionRefusedError\n"
LINE = re.compile(r" *(\d+\.\d{9}) ([0-7]) (virtio|net|sched) +(.*)")


def events(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text())
    check(found)
    return found


def named(found: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [event for event in found if event["name"] == name]


@pytest.mark.parametrize("machine", ["microvm", "q35", "pc"])
def test_a_machine_is_seen_whole(tmp_path: Path, machine: str) -> None:
    trace, traffic = tmp_path / "trace.json", tmp_path / "traffic.pcapng"
    before = time.time_ns()
    result = yarara("run", "--machine", machine, "--cpus", "2", "--trace-file", trace, "--pcap", traffic, "--timeout", "100", TALK)
    assert (result.status, result.stdout, result.stderr) == (0, TALKED, "")
    found = events(trace)
    features, = [event for event in named(found, "features") if event["args"]["device"] == "net"]
    assert {"VERSION_1", "MAC", "EVENT_IDX"} <= set(features["args"]["negotiated"])
    assert {"net transmit queue", "net receive queue"} <= {event["args"]["queue"] for event in named(found, "kick")}
    states = [event["name"] for event in found if event["ph"] == "b"]
    assert states == ["SYN-SENT"]
    assert {"main", "counter", "idle 1", "halt"} <= {event["name"] for event in found if event["ph"] == "X"}
    assert all(event["cat"] in ("virtio", "net", "sched") for event in found if event["ph"] != "M")
    _check_traffic(traffic, found, before, time.time_ns())


def _check_traffic(path: Path, found: list[dict[str, Any]], before: int, after: int) -> None:
    """Every frame that went through the rings is there, with its direction and a time while the program ran."""
    received = [event["args"]["bytes"] - HEADER for event in named(found, "buffer out") if event["args"]["queue"] == "net receive queue"]
    sent = [event["args"]["bytes"] - HEADER for event in named(found, "buffer in") if event["args"]["queue"] == "net transmit queue"]
    if shutil.which("tshark") is not None:
        fields = ["-e", "frame.packet_flags_direction", "-e", "frame.len"]
        done = subprocess.run(["tshark", "-r", path, "-T", "fields", *fields], capture_output=True, text=True)
        assert [line for line in done.stderr.splitlines() if not line.startswith("Running as user")] == []
        frames = [line.split("\t") for line in done.stdout.splitlines()]
        assert [int(length) for way, length in frames if way == "0x00000001"] == received
        assert [int(length) for way, length in frames if way == "0x00000002"] == sent
    with RawPcapReader(str(path)) as reader:
        times = [(meta.tshigh << 32 | meta.tslow) for _, meta in reader]
    assert len(times) == len(received) + len(sent) > 4
    assert times == sorted(times)
    assert before - 2_000_000_000 < times[0] <= times[-1] < after + 2_000_000_000  # the machine's clock shows whole seconds at its start


def test_the_timeline_is_printed(tmp_path: Path) -> None:
    result = yarara("run", "--machine", "process", "--cpus", "1", "--trace", "sched", THREADS)
    assert (result.status, result.stdout) == (0, b"done\n")
    lines = [LINE.fullmatch(line) for line in result.stderr.splitlines()]
    assert all(lines) and len(lines) > 100
    times = [float(line[1]) for line in lines if line is not None]
    assert times == sorted(times) and times[0] == 0
    told = [line[4] for line in lines if line is not None]
    assert sum(text.startswith("switch") and "answerer waits, main runs" in text for text in told) >= 40
    assert {line[3] for line in lines if line is not None} == {"sched"}
    assert any(text.startswith("thread end answerer") for text in told)


def test_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "trace.json"
    cache.image_of(SERVE, Options(tracing=True))
    with Running("run", "--machine", "microvm", "--trace-file", trace, SERVE, "--", "80") as running:
        running.wait_for(b"listening")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 130
    assert named(events(trace), "kick") and running.stderr == ""


@pytest.mark.parametrize("words, status, message", [
    (["--trace", "virtio,disk"], 2, "--trace virtio,disk: choose among virtio, net, sched, separated by commas"),
    (["--machine", "process", "--pcap", "x.pcapng"], 2, "--pcap needs a network card; a process has one with --tap NAME --ip ADDRESS/PREFIX"),
])
def test_what_is_refused(words: list[str], status: int, message: str) -> None:
    result = yarara("run", *words, THREADS)
    assert (result.status, result.stderr) == (status, f"yarara: {message}\n")


def test_an_image_without_trace_points_has_nothing_of_them(tmp_path: Path) -> None:
    """... and is refused."""
    plain = cache.image_of(THREADS).path
    traced = cache.image_of(THREADS, Options(tracing=True)).path
    of_tracing = [name for name in ImageFile(plain).symbols() if "kernel.trace" in name or name == "yarara_uses_trace"]
    assert of_tracing == []
    assert any("kernel.trace.recorder.record" in name for name in ImageFile(traced).symbols())
    image = tmp_path / "plain.elf"
    shutil.copyfile(plain, image)
    result = yarara("run", "--trace", "sched", image)
    assert result.status == 2 and result.stderr == f"yarara: {image} cannot be traced; build it with `yarara build --trace` (and keep its symbols)\n"


def test_an_image_that_was_built_to_be_traced(tmp_path: Path) -> None:
    image = tmp_path / "traced.elf"
    assert yarara("build", "--trace", THREADS, "-o", image).status == 0
    assert yarara("run", image).stderr == ""
    result = yarara("run", "--trace", "sched,virtio", image)
    assert result.stdout == b"done\n" and "answerer" in result.stderr
