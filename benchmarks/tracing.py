"""What recording costs: guest instructions with and without it, for the same work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.machines import ROOT
from yarara import cache
from yarara.compiler.options import PROCESS, Options
from yarara.kernel.trace.area import LARGEST, total_size

PROGRAMS = ROOT / "benchmarks" / "programs"
ROUNDS = 2000
EVERYTHING = 7
LIMIT = 5
"""Per cent."""
COUNTED = "*echo_round*"
"""The function that is the guest's work on a datagram: driver, stack and socket, both ways."""
_COLLECTED = re.compile(r"Collected : (\d+)")


def figures() -> Iterator[Figure]:
    """For bursts of one datagram, where interrupts and notifications are most frequent, and of 32."""
    if shutil.which("valgrind") is None:
        yield Figure("recording everything, UDP echo", None, "% more instructions", "<=", LIMIT, note="valgrind is not installed")
        return
    source = PROGRAMS / "virtio_udp_echo.py"
    plain, traced = cache.image_of(source, Options(PROCESS)).path, cache.image_of(source, Options(PROCESS, tracing=True)).path
    for burst in (1, 32):
        counts = {"not built in": _per_datagram(plain, burst, None), "off": _per_datagram(traced, burst, 0),
                  "everything": _per_datagram(traced, burst, EVERYTHING)}
        more = (counts["everything"] / counts["not built in"] - 1) * 100
        note = ", ".join(f"{name}: {count:.0f}" for name, count in counts.items()) + " instructions a datagram, both ways"
        yield Figure(f"recording everything, UDP echo, {burst} at a time", more, "% more instructions", "<=", LIMIT, note=note,
                     raw={name: [count] for name, count in counts.items()})


def _per_datagram(image: Path, burst: int, categories: int | None) -> float:
    """Instructions for one datagram in and out."""
    rounds = ROUNDS // burst
    memory = os.memfd_create("benchmark")
    try:
        os.ftruncate(memory, total_size(LARGEST))
        environment = {"YARARA_CPUS": "1", "YARARA_MEMORY": str(64 << 20)}
        if categories is not None:
            environment |= {"YARARA_TRACE": str(memory), "YARARA_TRACE_SIZE": str(total_size(LARGEST)), "YARARA_OPTIONS": f"trace={categories}"}
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--toggle-collect={COUNTED}", str(image), str(rounds), str(burst)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600, pass_fds=[memory], env={**os.environ, **environment})
    finally:
        os.close(memory)
    found = _COLLECTED.search(done.stderr)
    if found is None or done.stdout.split()[0] != str(rounds * burst):
        raise RuntimeError(f"valgrind printed {done.stderr!r}, the program {done.stdout!r}")
    return float(found[1]) / (rounds * burst)
