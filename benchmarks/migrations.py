"""How often threads of the web server go from one core to another for a request, on two CPUs: with a pair of queues for each core, so that each has
connections of its own, and with one pair, so that all are core 0's. Counted in the guest's own timeline.

Everything happens in a network namespace of its own, in which this module is run once more as a program; it prints its measurements.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import mean

from benchmarks.figures import Figure
from benchmarks.machines import ROOT
from benchmarks.network import NAMESPACE
from yarara import cache
from yarara.compiler.options import Options
from yarara.errors import UserError
from yarara.kernel.boot.state import KernelState
from yarara.kernel.trace import events
from yarara.machines import qemu
from yarara.machines.run import die_with
from yarara.observe import layout
from yarara.observe.image import ImageFile
from yarara.observe.shared import Recording, SharedMemory

PROGRAM = ROOT / "examples" / "http_server.py"
MEMORY = 256 << 20
CPUS = 2
SETS = 10
"""Of connections, one set after the other: which core a connection belongs to depends on its port."""
CONNECTIONS = 8
ROUNDS, WARM_UP = 30, 10
"""Requests of each connection, all of which ask at the same time; and before it is counted."""
REQUEST = b"GET /hello/you HTTP/1.1\r\nHost: server\r\n\r\n"
ANSWER = b"Hello, you!\n"
PATIENCE = 60.0
PAIRS = {"a pair of queues for each core": 2, "one pair": 1}
NAME = "migrations per request, http_server.py, 2 CPUs and 2 pairs of queues"
LIMIT = 1.0
"""Half of what it is with one pair, to whose core each thread goes and back."""


def figures() -> Iterator[Figure]:
    try:
        cache.image_of(PROGRAM, Options(tracing=True))
        done = subprocess.run([*NAMESPACE, sys.executable, "-m", "benchmarks.migrations"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=600, env={**os.environ, "TAPS": "1"})
        if done.returncode != 0:
            raise UserError((done.stderr.strip().splitlines() or ["no namespace with TAP devices"])[-1])
    except (OSError, subprocess.SubprocessError, UserError) as error:
        yield Figure(NAME, None, "", "<=", LIMIT, note=f"not measured: {error}")
        return
    measured: dict[str, list[float]] = json.loads(done.stdout)
    note = f"{SETS} sets of {CONNECTIONS} connections; " + "; ".join(f"{name}: {mean(values):.2f}, at most {max(values):.2f}" for name, values in measured.items())
    yield Figure(NAME, mean(measured["a pair of queues for each core"]), "", "<=", LIMIT, note, measured)


def main() -> None:
    """Inside the namespace."""
    for words in ("tuntap add dev tap0 mode tap multi_queue", "address add 10.9.0.1/24 dev tap0", "link set tap0 up"):
        subprocess.run(["ip", *words.split()], check=True)
    print(json.dumps({name: _migrations_per_request(pairs, number) for number, (name, pairs) in enumerate(PAIRS.items())}))


def _migrations_per_request(pairs: int, number: int) -> list[float]:
    """Of each set, with so many pairs of queues, on TAP device `number`."""
    image = cache.image_of(PROGRAM, Options(tracing=True)).path
    state = ImageFile(image).symbol("yarara_kernel_state")
    assert state is not None, "an image with trace points has symbols"
    with ExitStack() as cleanup:
        memory = SharedMemory(MEMORY)
        cleanup.callback(memory.close)
        command = [
            qemu.find(), "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", str(CPUS), "-m", f"{MEMORY >> 20}M",
            "-object", f"memory-backend-file,id=ram,size={MEMORY},mem-path=/proc/self/fd/{memory.descriptor},share=on", "-machine", "q35,usb=off,vmport=off,memory-backend=ram",
            "-netdev", f"tap,id=net0,ifname=tap{number},script=no,downscript=no,vhost=off,queues={pairs}",
            "-device", f"virtio-net-pci,disable-legacy=on,romfile=,netdev=net0,mq={'on' if pairs > 1 else 'off'}",
            "-kernel", str(image), "-append", f"trace={events.SCHED} argv=http_server.py ip=10.9.{number}.2/24"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[memory.descriptor], preexec_fn=die_with(os.getpid()))
        cleanup.callback(process.wait)
        cleanup.callback(process.kill)
        recording = Recording(memory.data, state + layout.fields(KernelState)["trace"][0])
        return [_of_a_set(f"10.9.{number}.2", recording) for _ in range(SETS)]


def _of_a_set(address: str, recording: Recording) -> float:
    with ExitStack() as open_ones:
        connections = [open_ones.enter_context(_connect(address)) for _ in range(CONNECTIONS)]
        for _ in range(WARM_UP):
            _ask(connections)
        if not recording.events():
            raise RuntimeError("the guest records nothing")
        migrations, recording.lost = 0, 0
        for _ in range(ROUNDS):
            _ask(connections)
            migrations += sum(record.kind == events.MIGRATE for record in recording.events())
        if recording.lost:
            raise RuntimeError(f"{recording.lost} events were not seen")
        return migrations / (ROUNDS * CONNECTIONS)


def _connect(address: str) -> socket.socket:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection((address, 80), PATIENCE)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _ask(connections: list[socket.socket]) -> None:
    """On all of them at once."""
    for connection in connections:
        connection.sendall(REQUEST)
    for connection in connections:
        received = b""
        while not received.endswith(ANSWER):
            part = connection.recv(4096)
            if not part:
                raise RuntimeError("the server closed a connection")
            received += part


if __name__ == "__main__":
    main()
