"""Packets and bytes a second against a Linux guest with servers in C: same QEMU, same network card on a TAP device, one CPU each, in turns.

Everything happens in a network namespace of its own, in which this module is run once more as a program; it prints its measurements.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import linux_guest
from benchmarks.figures import Figure, interleaved, median
from benchmarks.machines import BUILD, ROOT
from yarara import cache
from yarara.errors import UserError
from yarara.machines import qemu
from yarara.machines.run import die_with

PROGRAM = Path(__file__).parent / "programs" / "traffic.py"
ROUNDS = 5
SECONDS = 2.0
"""For which datagrams are sent."""
IN_FLIGHT = 32
"""Datagrams on their way at a time, unless it is said otherwise."""
ECHO_CLIENT_SOURCE = Path(__file__).parent / "echo_client.c"
ECHO_CLIENT = BUILD / "echo_client"
PIECE = bytes(65536)
PIECES = 640
"""Of 64 KiB: so much is sent in each direction by TCP."""
PATIENCE = 60.0
LIMITS = {"UDP echo, 64 bytes": 3.0, "TCP, received by the guest": 1.5, "TCP, sent by the guest": 1.5}
UNITS = {"UDP echo, 64 bytes": "datagrams", "TCP, received by the guest": "MB", "TCP, sent by the guest": "MB"}
NAMESPACE = ["unshare", "--user", "--map-root-user", "--net", "sh", "-ec", """
    ip link set lo up
    for number in ${TAPS:-0 1}; do
        ip tuntap add dev tap$number mode tap
        ip address add 10.9.$number.1/24 dev tap$number
        ip link set tap$number up
    done
    exec "$@\"""", "namespace"]


@dataclass(frozen=True)
class Guest:
    """A booted machine, on TAP device `number`."""

    name: str
    number: int
    arguments: list[str]
    """Of QEMU: what to boot."""
    card: str = "virtio-net-pci,disable-legacy=on"

    @property
    def address(self) -> str:
        return f"10.9.{self.number}.2"


def figures() -> Iterator[Figure]:
    try:
        linux_guest.prepare()
        build_client()
        cache.image_of(PROGRAM)
        done = subprocess.run([*NAMESPACE, sys.executable, "-m", "benchmarks.network"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=900)
        if done.returncode != 0:
            raise UserError((done.stderr.strip().splitlines() or ["no namespace with TAP devices"])[-1])
    except (OSError, subprocess.SubprocessError, UserError) as error:
        for title, limit in LIMITS.items():
            yield Figure(f"{title}: against Linux with C", None, "times", ">=", limit, note=f"not measured: {error}")
        return
    for title, raw in json.loads(done.stdout).items():
        ours, theirs = median(raw["yarara"]), median(raw["linux"])
        note = f"{ours:.0f} against {theirs:.0f} {UNITS[title]} a second"
        yield Figure(f"{title}: against Linux with C", ours / theirs, "times", ">=", LIMITS[title], note, raw)


def main() -> None:
    """Inside the namespace."""
    kernel, initramfs = linux_guest.prepare()
    ours = Guest("yarara", 0, ["-kernel", str(cache.image_of(PROGRAM).path), "-append", "ip=10.9.0.2/24"])
    theirs = Guest("linux", 1, ["-kernel", str(kernel), "-initrd", str(initramfs), "-append", "quiet mitigations=off panic=-1 address=10.9.1.2"])
    measures: dict[str, Callable[[Guest], float]] = dict(zip(LIMITS, (echo, send, receive)))
    measured: dict[str, dict[str, list[float]]] = {}
    with ExitStack() as cleanup:
        for guest in (ours, theirs):
            boot(guest, cleanup)
        for guest in (ours, theirs):
            wait_until_serving(guest)
        for title, measure in measures.items():
            subjects = {guest.name: _of(measure, guest) for guest in (ours, theirs)}
            interleaved(subjects, 1)  # to warm up
            measured[title] = interleaved(subjects, ROUNDS)
    print(json.dumps(measured))


def _of(measure: Callable[[Guest], float], guest: Guest) -> Callable[[], float]:
    return lambda: measure(guest)


def boot(guest: Guest, cleanup: ExitStack) -> None:
    command = [
        qemu.find(), "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-machine", "q35,usb=off,vmport=off",
        "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "1", "-m", "256M",
        "-netdev", f"tap,id=net0,ifname=tap{guest.number},script=no,downscript=no,vhost=off",
        "-device", f"{guest.card},netdev=net0,romfile=", *guest.arguments,
    ]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=die_with(os.getpid()))
    cleanup.callback(process.wait)
    cleanup.callback(process.kill)


def wait_until_serving(guest: Guest) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connect(guest, 8).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def connect(guest: Guest, port: int) -> socket.socket:
    return socket.create_connection((guest.address, port), PATIENCE)


def echo(guest: Guest, on_their_way: int = IN_FLIGHT, duration: float = SECONDS) -> float:
    """Datagrams a second that come back, with a constant number on their way. One that is lost is replaced after a while."""
    command = [str(ECHO_CLIENT), guest.address, "7", "64", str(on_their_way), str(duration)]
    returned, seconds = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(returned) / float(seconds)


def build_client() -> None:
    """The program that sends datagrams, in C: one in Python would be slower than the guests. Raises OSError and SubprocessError."""
    ECHO_CLIENT.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["gcc", "-O2", "-o", str(ECHO_CLIENT), str(ECHO_CLIENT_SOURCE)], check=True)


def send(guest: Guest) -> float:
    """MB a second that the guest receives: it closes the connection when it has read everything."""
    with connect(guest, 8) as connection:
        start = time.perf_counter()
        for _ in range(PIECES):
            connection.sendall(PIECE)
        connection.shutdown(socket.SHUT_WR)
        if connection.recv(1) != b"":
            raise RuntimeError(f"{guest.name} sent something")
        return PIECES * len(PIECE) / 1e6 / (time.perf_counter() - start)


def receive(guest: Guest) -> float:
    """MB a second that the guest sends."""
    with connect(guest, 9) as connection:
        start = time.perf_counter()
        connection.sendall(b"%d\n" % PIECES)
        received = 0
        while part := connection.recv(1 << 18):
            received += len(part)
        if received != PIECES * len(PIECE):
            raise RuntimeError(f"{guest.name} sent {received} bytes")
        return received / 1e6 / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
