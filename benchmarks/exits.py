"""What a datagram costs a guest that sends it back: instructions of its processor and accesses to its devices, counted by QEMU.

QEMU translates one instruction at a time and writes a line for each that is executed, and one for each access to a device. That is slow, but
the counts do not depend on time, nor on what else this host does.
"""

from __future__ import annotations

import re
import socket
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import network
from benchmarks.network import Guest
from yarara.machines.monitor import Monitor

DATAGRAMS = 192
BATCH = 32
PATIENCE = 60.0
INSTRUCTION = "Trace "
_ACCESS = re.compile(r"memory_region_ops_(?:read|write) cpu \d+ .*name '([^']*)'")
"""By a processor: what devices write, messages that interrupt for example, has the number -1."""
EVENTS = ("memory_region_ops_read", "memory_region_ops_write")


@dataclass(frozen=True)
class Cost:
    """Of a datagram that comes and goes."""
    instructions: float
    accesses: float
    by_region: dict[str, float] = field(default_factory=dict)
    """Accesses, by what QEMU calls the registers."""


def costs(guest: Guest) -> tuple[Cost, Cost]:
    """With one datagram at a time, and with many."""
    with ExitStack() as cleanup:
        folder = Path(cleanup.enter_context(tempfile.TemporaryDirectory()))
        log = folder / "log"
        # Without ioeventfd a notification is an access like others, and is counted as such.
        card = guest.card + (",ioeventfd=off" if guest.card.startswith("virtio") else "")
        options = ["-singlestep", "-D", str(log), "-qmp", f"unix:{folder / 'qmp'},server=on,wait=off"]
        counted = Guest(guest.name, guest.number, [*guest.arguments, *options], card)
        network.boot(counted, cleanup)
        network.wait_until_serving(counted)
        monitor = Monitor(str(folder / "qmp"))
        cleanup.callback(monitor.close)
        return _count(counted, monitor, log, 1), _count(counted, monitor, log, BATCH)


def _count(guest: Guest, monitor: Monitor, log: Path, batch: int) -> Cost:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint:
        endpoint.connect((guest.address, 7))
        endpoint.settimeout(PATIENCE)
        _exchange(endpoint, batch)  # to warm up
        start = log.stat().st_size if log.exists() else 0
        _switch(monitor, True)
        for _ in range(DATAGRAMS // batch):
            _exchange(endpoint, batch)
        _switch(monitor, False)
    return _read(log, start)


def _exchange(endpoint: socket.socket, count: int) -> None:
    for _ in range(count):
        endpoint.send(bytes(64))
    for _ in range(count):
        endpoint.recv(128)


def _switch(monitor: Monitor, on: bool) -> None:
    for event in EVENTS:
        monitor.ask("trace-event-set-state", name=event, enable=on)
    monitor.ask("human-monitor-command", **{"command-line": "log exec,nochain" if on else "log none"})


def _read(log: Path, start: int) -> Cost:
    instructions = 0
    regions: Counter[str] = Counter()
    with log.open(errors="replace") as lines:
        lines.seek(start)
        for line in lines:
            if line.startswith(INSTRUCTION):
                instructions += 1
            elif found := _ACCESS.search(line):
                regions[found[1]] += 1
    by_region = {name: count / DATAGRAMS for name, count in regions.most_common()}
    return Cost(instructions / DATAGRAMS, regions.total() / DATAGRAMS, by_region)
