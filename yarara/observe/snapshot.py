"""What `yarara top` shows: one look at a running guest."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from yarara.kernel.boot.state import CORE_BLOCKS, KernelState
from yarara.kernel.cpu import core
from yarara.kernel.memory import area
from yarara.kernel.memory.collector import Statistics
from yarara.kernel.memory.pages import PagesState
from yarara.kernel.network.counters import Counters
from yarara.observe import layout, names
from yarara.observe.guest import Guest, Object

SERVICE = "yarara.library._socket.network.service"
"""The variable that holds the network."""
COLLECTOR_STATISTICS = area.COLLECTOR + 32
"""Where `collector.statistics` has them."""

TRAFFIC = (
    "frames_received", "frames_sent", "ipv4_received", "ipv4_reassembled", "icmp_echo_replies", "icmp_errors_received", "icmp_errors_sent", "udp_received",
    "udp_sent", "tcp_received", "tcp_sent", "tcp_resent",
)
"""Counters of what went well; all others count what was dropped or refused, and why."""


@dataclass
class Core:
    """One core."""
    number: int
    threads: int
    running: str
    """What runs there: the name of a thread, or `idle`."""
    busy: float
    """Seconds of processor time so far."""


@dataclass
class Queue:
    """One virtqueue."""
    name: str
    lent: int
    size: int
    returned: int
    """Buffers that the device has given back so far."""


@dataclass
class Network:
    """The device and the stack."""
    address: int
    connections: list[int]
    """On each core that has a stack, with those that are being opened and ..."""
    waiting: list[int]
    """... those that are over, in TIME-WAIT."""
    free_packets: int
    packets: int
    faults: int
    """How often the device broke the rules or was reset; -1: this device does not count that."""
    last_fault: str
    link: str
    """Up or down and how fast; empty when this device does not tell."""
    queues: list[Queue]
    counters: dict[str, int]
    """Of all cores together."""
    device_drops: dict[str, int] = field(default_factory=dict)

    def drops(self) -> dict[str, int]:
        """Why packets were dropped, and how many; only those that happened."""
        found = {name: count for name, count in self.counters.items() if name not in TRAFFIC and count > 0}
        return {**found, **{name: count for name, count in self.device_drops.items() if count > 0}}


@dataclass
class Snapshot:
    """Everything."""
    cores: list[Core]
    pages_used: int
    pages_total: int
    live: int
    """Bytes of objects after the last collection."""
    collections: int
    network: Network | None

    @property
    def threads(self) -> int:
        return sum(found.threads for found in self.cores)


def take(guest: Guest) -> Snapshot:
    """Look once. Raises LookupError when the guest is not so far yet, or changed under the look."""
    guest.forget()
    memory = guest.symbol("yarara_memory_state")
    pages = layout.values(PagesState, guest.read(memory + area.PAGES, PagesState.SIZE))
    statistics = layout.values(Statistics, guest.read(memory + COLLECTOR_STATISTICS, Statistics.SIZE))
    return Snapshot(_cores(guest), pages["total"] - pages["free"], pages["total"], statistics["live"], statistics["collections"], _network(guest))


def _cores(guest: Guest) -> list[Core]:
    state = guest.symbol("yarara_kernel_state")
    count = layout.values(KernelState, guest.read(state, KernelState.SIZE))["cores"]
    threads = guest.source.cpu_threads()
    found = []
    for number in range(count):
        block = guest.word(state + CORE_BLOCKS + 8 * number)
        busy = processor_time(guest.pid, threads[number]) if number < len(threads) else 0.0
        found.append(Core(number, guest.word(block + core.THREADS), _running(guest, block), busy))
    return found


def _running(guest: Guest, block: int) -> str:
    """What the core's current thread is called."""
    address = guest.word(block + core.CURRENT)
    if address == 0:
        return "main"  # nothing was ever scheduled
    scheduler = guest.word(block + core.SCHEDULER)
    if scheduler and Object(guest, scheduler).number("idle") == address:
        return "idle"
    owner = Object(guest, address).number("owner")
    return Object(guest, owner).text("_name") if owner else "main"


def processor_time(process: int, thread: int) -> float:
    """Seconds that a thread of this host has run."""
    try:
        fields = Path(f"/proc/{process}/task/{thread}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _network(guest: Guest) -> Network | None:
    if guest.image.symbol(f"global.{SERVICE}") is None:
        return None
    service = guest.variable(SERVICE)
    if service is None:
        return None
    device = service.follow("device")
    if device.has("_device"):  # a wrapper
        device = device.follow("_device")
    pool = device.follow("pool")
    stacks = _stacks(service.follow("tcp"))
    counters = [layout.values(Counters, guest.read(tcp.number("counters"), Counters.SIZE)) for tcp in stacks]
    network = Network(
        service.follow("stack", "interface").number("address"), [tcp.follow("engine", "table").number("count") for tcp in stacks],
        [tcp.follow("time_waits", "queue").number("count") for tcp in stacks],
        pool.number("available"), pool.number("count"), -1, "", _link(device), [], {name: sum(each[name] for each in counters) for name in counters[0]})
    if device.has("pair"):
        _add_virtio(network, device)
        for number, tcp in enumerate(stacks[1:], 1):
            _add_pair(network, tcp.follow("ipv4", "ethernet", "device", "_worker", "pair"), f" {number}")
    elif device.has("receive_ring"):
        _add_e1000(network, device)
    return network


def _link(device: Object) -> str:
    if not device.has("duplex"):
        return ""
    state = "link up" if device.number("_link") else "link down"
    return " ".join(filter(None, (state, names.speed(device.number("speed")), names.duplex(device.number("duplex")))))


def _stacks(first: Object) -> list[Object]:
    """The TCP of each core that has one."""
    found = [first]
    while (following := found[-1].get("beyond")) is not None:
        found.append(following)
    return found


def _add_virtio(network: Network, device: Object) -> None:
    pair = device.follow("pair")
    network.faults, network.last_fault = device.number("faults"), device.text("last_fault")
    network.device_drops = {"device_" + name: pair.number(name) for name in ("runts", "oversized")}
    _add_pair(network, pair, "")


def _add_pair(network: Network, pair: Object, number: str) -> None:
    """Of which core's: its `number` behind the names, if it is not the first."""
    for name, attribute in (("receive", "receive_ring"), ("transmit", "transmit_ring")):
        ring = pair.follow(attribute)
        queue = ring.follow("queue")
        network.queues.append(Queue(name + number, queue.number("lent"), queue.number("size"), ring.number("returned")))


def _add_e1000(network: Network, device: Object) -> None:
    network.faults, network.last_fault = device.number("faults"), device.text("last_fault")
    for name, attribute in (("receive", "receive_ring"), ("transmit", "transmit_ring")):
        ring = device.follow(attribute)
        network.queues.append(Queue(name, ring.number("lent"), ring.number("limit"), ring.number("returned")))
    network.device_drops = {"device_" + name: device.follow("receive_ring").number(name) for name in ("runts", "damaged")}
