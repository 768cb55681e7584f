"""`python -m benchmarks [NAME...]`: measure, print a table, keep everything in build/benchmarks.json."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from benchmarks import boot, building, collecting, computing, growth, http, migrations, network, packets, size, speed, tracing
from benchmarks.figures import Figure
from benchmarks.machines import ROOT
from yarara.compiler.diagnostics import CompileError

RESULTS = ROOT / "build" / "benchmarks.json"
ALL: dict[str, Callable[[], Iterator[Figure]]] = {
    "boot": boot.figures, "size": size.figures, "http": http.figures,
    "computing": computing.figures, "building": building.figures, "growth": growth.figures, "speed": speed.figures, "collecting": collecting.figures,
    "packets": packets.figures, "network": network.figures, "migrations": migrations.figures, "tracing": tracing.figures,
}


def main(names: list[str]) -> int:
    console = Console()
    unknown = [name for name in names if name not in ALL]
    if unknown:
        console.print(f"no such benchmark: {unknown[0]}; there are {', '.join(ALL)}")
        return 2
    measured: list[Figure] = []
    for name in names or ALL:
        with console.status(f"measuring: {name}"):
            measured += _measured(name)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([{**asdict(figure), "reached": figure.reached} for figure in measured], indent=1) + "\n")
    console.print(_table(measured))
    console.print(f"Every single measurement is in {RESULTS.relative_to(ROOT)}.")
    return 0


def _measured(name: str) -> Iterator[Figure]:
    """What one benchmark gives; what it cannot measure becomes a row that says why."""
    try:
        yield from ALL[name]()
    except (CompileError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        yield Figure(f"(the rest of {name})", None, "", ">=", 0, note=str(error).splitlines()[0])


def _table(measured: list[Figure]) -> Table:
    table = Table(box=None)
    table.add_column("what")
    table.add_column("measured", justify="right")
    table.add_column("must", justify="right")
    table.add_column("")
    for figure in measured:
        value = "-" if figure.value is None else f"{figure.value:.2f} {figure.unit}"
        verdict = "" if figure.value is None else "[green]reached[/]" if figure.reached else "[red]missed[/]"
        table.add_row(figure.name, value, f"{figure.comparison} {figure.limit:g}", verdict)
        if figure.note:
            table.add_row(f"  {figure.note}", "", "", "")
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
