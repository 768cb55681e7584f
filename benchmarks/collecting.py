"""The garbage collector under load: 100 MiB that live, and as much allocated as the threads manage, on 1 and on 4 CPUs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import Figure
from benchmarks.machines import ROOT

PROGRAM = ROOT / "benchmarks" / "programs" / "live_heap.py"
NODES = 1_150_000
"""Their keys, texts and headers are a little more than 100 MiB."""
SECONDS = 60
_PAUSES = re.compile(r"at most ([0-9.]+) ms, 99 of 100 within ([0-9.]+) ms")
_RATE = re.compile(r"([0-9.]+) MiB/s; ([0-9.]+) MiB live")


def figures() -> Iterator[Figure]:
    for cpus in (1, 4):
        report = run(cpus, NODES, SECONDS)
        pauses, rate = _PAUSES.search(report), _RATE.search(report)
        if pauses is None or rate is None:
            raise RuntimeError(f"--gc-stats printed {report!r}")
        note = f"{rate[2]} MiB live, the longest pause {pauses[1]} ms, 99 of 100 within {pauses[2]} ms (of {cpus} threads on the cores of this machine)"
        yield Figure(f"allocation beside a live heap of 100 MiB, {cpus} CPU{'s' if cpus > 1 else ''}, a minute", float(rate[1]) * 1.048576, "MB/s", ">=", 500, note)


def run(cpus: int, nodes: int, seconds: float) -> str:
    """What `--gc-stats` says of the program; raises RuntimeError when the tree was not whole in the end."""
    command = [sys.executable, "-m", "yarara", "run", "--machine", "process", "--cpus", str(cpus), "--memory", "512M", "--gc-stats", str(PROGRAM)]
    done = subprocess.run([*command, "--", str(nodes), str(cpus), str(seconds)], capture_output=True, text=True, timeout=600 + 5 * seconds)
    if done.returncode != 0 or done.stdout != f"{nodes} nodes; allocated\n":
        raise RuntimeError(f"live_heap.py: status {done.returncode}, {done.stdout!r}, {done.stderr!r}")
    return done.stderr
