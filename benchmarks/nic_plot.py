"""What `nic.py` measured, drawn: packets a second by how many are on their way, bytes a second, and what a datagram costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib import pyplot

if TYPE_CHECKING:
    from benchmarks.nic import Row

LINES = ("virtio", "packed=on", "event_idx=off", "all of these off", "e1000", "e1000e")
"""The cards of the first panel; the others lie between these."""
RIVALS = ("e1000", "e1000e")


def draw(rows: list[Row], path: Path) -> None:
    """Write an SVG."""
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "yarara"  # the same file for the same figures
    matplotlib.rcParams["svg.fonttype"] = "none"  # text stays text
    figure, ((packets, bytes_panel), (instructions, accesses)) = pyplot.subplots(2, 2, figsize=(13, 10), layout="constrained")
    _packets(packets, rows)
    _bars(bytes_panel, rows, "TCP, MB/s", {"to the guest": lambda row: row.median("TCP to the guest"), "from it": lambda row: row.median("TCP from the guest")})
    _bars(instructions, rows, "guest instructions a datagram, there and back",
          {"one at a time": lambda row: row.alone.instructions, "32 at a time": lambda row: row.many.instructions})
    _bars(accesses, rows, "accesses to devices a datagram, there and back",
          {"one at a time": lambda row: row.alone.accesses, "32 at a time": lambda row: row.many.accesses})
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def _packets(panel: Any, rows: list[Row]) -> None:
    from benchmarks.nic import ON_THEIR_WAY, echo_of

    for row in rows:
        if row.card in LINES:
            values = [row.median(echo_of(count)) / 1000 for count in ON_THEIR_WAY]
            panel.plot(ON_THEIR_WAY, values, "o--" if row.card in RIVALS else "o-", label=row.card)
    panel.set_xscale("log", base=2)
    panel.set_xticks(ON_THEIR_WAY, [str(count) for count in ON_THEIR_WAY])
    panel.set_ylim(bottom=0)
    panel.set_title("UDP echo of 64 bytes, thousand a second")
    panel.set_xlabel("datagrams on their way at a time")
    panel.legend(loc="lower right")


def _bars(panel: Any, rows: list[Row], title: str, series: dict[str, Any]) -> None:
    height = 0.8 / len(series)
    for number, (label, value) in enumerate(series.items()):
        panel.barh([index + number * height for index in range(len(rows))], [value(row) for row in rows], height, label=label)
    panel.set_yticks([index + 0.4 - height / 2 for index in range(len(rows))], [row.card for row in rows])
    panel.invert_yaxis()
    panel.set_title(title)
    panel.legend(loc="lower right")
