"""virtio against e1000 on the same machine, and virtio with its features off one by one: packets and bytes a second, round-trip time, and
what a datagram costs the guest in instructions and in accesses to devices, each of which is an exit where a hypervisor runs the guest.

    python -m benchmarks.nic      (or: make bench-net)

Everything happens in a network namespace of its own, in which this module is run once more as a program; it prints its measurements.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from benchmarks import exits, network
from benchmarks.figures import interleaved, median
from benchmarks.machines import ROOT
from benchmarks.network import NAMESPACE, PROGRAM, Guest
from yarara import cache

ROUNDS = 3
VIRTIO = "virtio-net-pci,disable-legacy=on"
CARDS = {  # QEMU's names, and the properties that are not as usual
    "virtio": VIRTIO,
    "packed=on": f"{VIRTIO},packed=on",
    "event_idx=off": f"{VIRTIO},event_idx=off",
    "indirect_desc=off": f"{VIRTIO},indirect_desc=off",
    "mrg_rxbuf=off": f"{VIRTIO},mrg_rxbuf=off",
    "host_tso4=off": f"{VIRTIO},host_tso4=off",
    "guest_tso4=off": f"{VIRTIO},guest_tso4=off",
    "csum=off": f"{VIRTIO},csum=off,guest_csum=off",
    "vectors=0": f"{VIRTIO},vectors=0",
    "all of these off": f"{VIRTIO},event_idx=off,indirect_desc=off,mrg_rxbuf=off,csum=off,guest_csum=off,vectors=0",
    "e1000": "e1000",
    "e1000e": "e1000e",
}
BASELINE, RIVAL = "virtio", "e1000"
MUST = 3.0
"""So many times as many packets a second as the rival."""
RESULTS = ROOT / "build" / "network-cards.json"
TABLE = ROOT / "build" / "network-cards.md"
PLOT = ROOT / "docs" / "network-cards.svg"


ON_THEIR_WAY = (1, 2, 4, 8, 16, 32, 64)
"""Datagrams of 64 bytes at a time."""
ECHO_SECONDS = 0.7
TO_GUEST, FROM_GUEST = "TCP to the guest", "TCP from the guest"


def echo_of(count: int) -> str:
    """What the measurement with so many datagrams on their way is called."""
    return f"UDP echo, {count}"


def measures() -> dict[str, Callable[[Guest], float]]:
    """Datagrams a second, MB a second."""
    found: dict[str, Callable[[Guest], float]] = {echo_of(count): _echo(count) for count in ON_THEIR_WAY}
    return found | {TO_GUEST: network.send, FROM_GUEST: network.receive}


def _echo(count: int) -> Callable[[Guest], float]:
    return lambda guest: network.echo(guest, count, ECHO_SECONDS)


@dataclass(frozen=True)
class Row:
    """What was measured of a card: by measure, every single value; and what a datagram cost, one at a time and many."""
    card: str
    timed: dict[str, list[float]]
    alone: exits.Cost
    many: exits.Cost

    def median(self, measure: str) -> float:
        return median(self.timed[measure])

    @property
    def round_trip(self) -> float:
        """Microseconds."""
        return 1e6 / self.median(echo_of(1))


def main() -> None:
    """Inside the namespace."""
    arguments = ["-kernel", str(cache.image_of(PROGRAM).path), "-append"]
    guests = [Guest(name, number, [*arguments, f"ip=10.9.{number}.2/24"], card) for number, (name, card) in enumerate(CARDS.items())]
    measured: dict[str, dict[str, list[float]]] = {name: {} for name in CARDS}
    with ExitStack() as cleanup:
        for guest in guests:
            network.boot(guest, cleanup)
        for guest in guests:
            network.wait_until_serving(guest)
        for title, measure in measures().items():
            subjects = {guest.name: _of(measure, guest) for guest in guests}
            interleaved(subjects, 1)  # to warm up
            for name, values in interleaved(subjects, ROUNDS).items():
                measured[name][title] = values
    rows = [Row(guest.name, measured[guest.name], *exits.costs(guest)) for guest in guests]
    print(json.dumps([asdict(row) for row in rows]))


def _of(measure: Callable[[Guest], float], guest: Guest) -> Callable[[], float]:
    return lambda: measure(guest)


COLUMNS: dict[str, Callable[[Row], str]] = {
    "round trip, us": lambda row: f"{row.round_trip:.0f}",
    "datagrams/s, 1": lambda row: f"{row.median(echo_of(1)):.0f}",
    "4": lambda row: f"{row.median(echo_of(4)):.0f}",
    "32": lambda row: f"{row.median(echo_of(32)):.0f}",
    "TCP in, MB/s": lambda row: f"{row.median(TO_GUEST):.0f}",
    "out": lambda row: f"{row.median(FROM_GUEST):.0f}",
    "instructions, 1": lambda row: f"{row.alone.instructions:.0f}",
    "32 ": lambda row: f"{row.many.instructions:.0f}",
    "accesses, 1": lambda row: f"{row.alone.accesses:.1f}",
    "32  ": lambda row: f"{row.many.accesses:.1f}",
}
"""Medians; numbers after a comma: so many datagrams at a time."""


def table(rows: list[Row]) -> Table:
    result = Table(box=None)
    result.add_column("card")
    for title in COLUMNS:
        result.add_column(title, justify="right")
    for row in rows:
        result.add_row(row.card, *(column(row) for column in COLUMNS.values()))
    return result


def markdown(rows: list[Row]) -> str:
    """The same for a page of the documentation."""
    lines = ["| card | " + " | ".join(title.strip() for title in COLUMNS) + " |", "|---|" + "---:|" * len(COLUMNS)]
    lines += [f"| {row.card} | " + " | ".join(column(row) for column in COLUMNS.values()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def verdicts(rows: list[Row]) -> list[str]:
    """How many times as fast the baseline is, with few and with many packets on their way."""
    by_name = {row.card: row for row in rows}
    found = []
    for count in (1, 4, 32):
        ratio = by_name[BASELINE].median(echo_of(count)) / by_name[RIVAL].median(echo_of(count))
        verdict = "reached" if ratio >= MUST else "missed"
        found.append(f"{BASELINE} against {RIVAL}, packets a second, {count} at a time: {ratio:.2f} times (must be {MUST:g}: {verdict})")
    return found


def run() -> list[Row]:
    """Measure everything."""
    network.build_client()
    cache.image_of(PROGRAM)
    taps = " ".join(str(number) for number in range(len(CARDS)))
    done = subprocess.run([*NAMESPACE, sys.executable, "-m", "benchmarks.nic", "inside"], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=3600, env={**os.environ, "TAPS": taps})
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no namespace with TAP devices"])[-1])
    return [Row(row["card"], row["timed"], exits.Cost(**row["alone"]), exits.Cost(**row["many"])) for row in json.loads(done.stdout)]


def report() -> None:
    from benchmarks import nic_plot

    console = Console(width=140)
    with console.status("measuring network cards, some minutes"):
        rows = run()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    TABLE.write_text(markdown(rows))
    nic_plot.draw(rows, PLOT)
    console.print(table(rows))
    console.print(*verdicts(rows), sep="\n")
    console.print(f"Every single measurement is in {RESULTS.relative_to(ROOT)}, a plot in {PLOT.relative_to(ROOT)}.")


if __name__ == "__main__":
    if sys.argv[1:] == ["inside"]:
        main()
    else:
        report()
