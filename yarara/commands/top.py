"""`yarara top`: what a running machine does, again and again; once where nobody watches."""

from __future__ import annotations

import ipaddress
import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING

from yarara.commands import Commands
from yarara.errors import UserError
from yarara.machines import registry
from yarara.machines.registry import Running

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from yarara.observe.guest import Guest
    from yarara.observe.snapshot import Snapshot

FIRST_LOOK = 0.5
"""Seconds between the two looks that tell how busy the cores are."""
TRIES = 20
MEBIBYTE = 1 << 20


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("top", help="show what a machine that `yarara run` started does now: cores, queues, packets, memory")
    parser.add_argument("which", metavar="PROGRAM|PID", nargs="?", help="needed when several run")
    parser.add_argument("--once", action="store_true", help="print it once (as always when the output is no terminal)")
    parser.add_argument("--interval", type=float, default=1.0, metavar="SECONDS", help="between two looks; default 1")
    parser.set_defaults(execute=execute)


def execute(arguments: Namespace) -> int:
    if not arguments.interval > 0:
        raise UserError(f"--interval {arguments.interval:g}: choose a number of seconds above 0", 2)
    entry = _chosen(arguments.which)
    from yarara.observe import guest

    with guest.opened(entry) as opened:
        if arguments.once or not sys.stdout.isatty():
            _print_once(entry, opened)
        else:
            _watch(entry, opened, arguments.interval)
    return 0


def _chosen(which: str | None) -> Running:
    """The one that was meant."""
    running = registry.running()
    found = [entry for entry in running if which is None or which in (str(entry.pid), str(entry.guest), entry.program, entry.program.rpartition("/")[2])]
    if not found:
        raise UserError("nothing runs" if not running else f"{which} does not run; there {_listed(running)}")
    if len(found) > 1:
        raise UserError(f"choose one by its number: there {_listed(found)}", 2)
    return found[0]


def _listed(entries: list[Running]) -> str:
    return "is " + ", ".join(f"{entry.program} ({entry.pid})" for entry in entries)


def _look(opened: Guest) -> Snapshot:
    """A look that found everything in its place: the guest goes on while it is looked at."""
    from yarara.observe import snapshot

    for _ in range(TRIES):
        try:
            return snapshot.take(opened)
        except LookupError:
            time.sleep(0.1)
    raise UserError("the machine is still starting, or its kernel has stopped")


def _print_once(entry: Running, opened: Guest) -> None:
    from rich.console import Console

    before, started = _look(opened), time.monotonic()
    time.sleep(FIRST_LOOK)
    now = _look(opened)
    Console(soft_wrap=True).print(_shown(entry, before, now, time.monotonic() - started))


def _watch(entry: Running, opened: Guest, interval: float) -> None:
    from rich.live import Live

    before, moment = _look(opened), time.monotonic()
    time.sleep(min(FIRST_LOOK, interval))
    with Live(auto_refresh=False, screen=True) as live:
        try:
            while True:
                now, later = _look(opened), time.monotonic()
                live.update(_shown(entry, before, now, later - moment), refresh=True)
                before, moment = now, later
                time.sleep(interval)
        except KeyboardInterrupt:
            return


# -- tables ------------------------------------------------------------------------------------------------------------

def _shown(entry: Running, before: Snapshot, now: Snapshot, seconds: float) -> Group:
    """What changed between two looks, and what there is."""
    from rich.console import Group
    from rich.text import Text

    parts: list[Text | Table] = [Text(f"{entry.program} on {entry.machine}, process {entry.pid}"), _cores(before, now, seconds), _memory(now)]
    if now.network is not None:
        parts += _network(before, now, seconds)
    return Group(*parts)


def _cores(before: Snapshot, now: Snapshot, seconds: float) -> Table:
    from rich.table import Table

    table = Table("core", "load", "threads", "runs", box=None)
    for core in now.cores:
        earlier = before.cores[core.number].busy if core.number < len(before.cores) else core.busy
        table.add_row(str(core.number), f"{min((core.busy - earlier) / seconds, 1):.0%}", str(core.threads), core.running)
    return table


def _memory(now: Snapshot) -> Text:
    from rich.text import Text

    used, total = (pages * 4096 / MEBIBYTE for pages in (now.pages_used, now.pages_total))
    objects = f"{now.live / MEBIBYTE:.1f} MiB of objects after {now.collections} collections" if now.collections else "no collection yet"
    return Text(f"memory {used:.1f} of {total:.1f} MiB, {objects}; {now.threads} threads")


def _network(before: Snapshot, now: Snapshot, seconds: float) -> list[Text | Table]:
    from rich.table import Table
    from rich.text import Text

    network, earlier = now.network, before.network
    assert network is not None
    old = earlier.counters if earlier is not None else network.counters
    rates = {name: (network.counters[name] - old[name]) / seconds for name in network.counters}
    link = f"{network.link}, " if network.link else ""
    by_core = f" ({' + '.join(map(str, network.connections))} by core)" if len(network.connections) > 1 else ""
    lines: list[Text | Table] = [Text(f"network {ipaddress.IPv4Address(network.address)}, {link}{sum(network.connections)} connections{by_core}, "
                                      f"{network.free_packets} of {network.packets} packets free")]
    if network.queues:
        queues = Table("queue", "depth", "size", "returned", box=None)
        for queue in network.queues:
            queues.add_row(queue.name, str(queue.lent), str(queue.size), str(queue.returned))
        lines.append(queues)
    packets = Table("packets", "in", "out", "in/s", "out/s", box=None)
    for title, came, went in (("frames", "frames_received", "frames_sent"), ("udp", "udp_received", "udp_sent"), ("tcp", "tcp_received", "tcp_sent")):
        packets.add_row(title, str(network.counters[came]), str(network.counters[went]), f"{rates[came]:.0f}", f"{rates[went]:.0f}")
    lines.append(packets)
    lines.append(Text(f"retransmissions {network.counters['tcp_resent']}; dropped " + (
        ", ".join(f"{count} {name}" for name, count in network.drops().items()) or "nothing")))
    if network.faults > 0:
        lines.append(Text(f"the device broke the rules or asked for a reset {network.faults} times, last: {network.last_fault}"))
    return lines
