"""The network of this machine: its device, its stack, its address, and the core that drives them.

Everything below the sockets belongs to core 0, but for connections that came by another core's part of the device: they are that core's. Nothing of it
is touched by another core. A thread goes there with `enter` and back with `leave`; kernel code is never preempted, so between two blocking calls a thread
there has the stack to itself.

Frames that a call has queued leave with the next poll: before the core idles, or at the next yield point.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline, console
from yarara.kernel.cpu import clock, core
from yarara.kernel.memory import pages
from yarara.kernel.memory.pagemap import PAGE_SIZE
from yarara.kernel.network import address as ipv4_address
from yarara.kernel.network.branch import Branch
from yarara.kernel.network.bringup import find_device
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.icmp import Icmp
from yarara.kernel.network.observer import Observer
from yarara.kernel.network.stack import Stack
from yarara.kernel.network.tcp.tcp import MAXIMUM_CONNECTIONS, RING_SIZE, Tcp
from yarara.kernel.threads import scheduler
from yarara.kernel.threads.poller import Poller
from yarara.kernel.threads.wait import WaitQueue

CORE = 0

ADDRESS_LIMIT = 10 * clock.SECOND
"""After the start nobody waits longer than this for a DHCP server; the search goes on."""
MEMORY_FOR_CONNECTIONS = 4
"""The rings of all connections may take one part in so many of the machine's memory ..."""
MEMORY_FOR_GROWTH = 32
"""... before they grow; and larger ones, of each size and direction, one in so many."""


class Service(Poller):
    """Made once, on core 0."""

    def __init__(self, device: NetworkDevice, memory: int, now: int) -> None:
        """`memory`: how many bytes the machine has. Raises MemoryError."""
        self.device = device
        self._memory = memory
        self.stack = Stack(device)
        self.tcp = Tcp(self.stack.ipv4, RING_SIZE, _most_connections(memory), memory_for_growth=memory // MEMORY_FOR_GROWTH)
        self.stack.attach_tcp(self.tcp)
        self._configured = Configured()
        self._address_limit = now + ADDRESS_LIMIT
        self._waits_for_link = False
        """To ask by DHCP."""
        self._cores = 1  # that the device was told of
        self.stack.interface.observer = self._configured

    def configure(self, now: int) -> None:
        """Take the address from the kernel command line, else ask by DHCP."""
        own = commandline.option("ip")
        if own is not None:
            self._use_static(own, commandline.option("gateway"), commandline.option("dns"))
        elif self.device.link_up():
            self.stack.use_dhcp(now)
        else:
            self._waits_for_link = True

    def _use_static(self, own: str, gateway: str | None, server: str | None) -> None:
        parsed = ipv4_address.parse_prefix(own)
        if parsed is None:
            console.log("network: ip= is not an address with a prefix length")
            return
        address, netmask = parsed
        name_server = _parse_optional(server)
        if name_server != ipv4_address.ANY:
            self.stack.interface.name_servers.append(name_server)
        try:
            self.stack.use_address(address, netmask, _parse_optional(gateway))
        except ValueError:
            console.log("network: ip= is not the address of a host")

    def wait_for_address(self) -> None:
        """Block until the interface has an address, or nobody seems to give one."""
        while self.stack.interface.address == ipv4_address.ANY and self.device.link_up():
            if not self._configured.wait(self._address_limit):
                break

    # -- what the scheduler calls --------------------------------------------------------------------------------------

    @machine.allocates_nothing
    def acknowledge(self, pending: int) -> None:
        self.device.acknowledge(pending)

    @machine.allocates_nothing
    def poll(self, now: int) -> int:
        self.device.disable_interrupts()
        if self._waits_for_link and self.device.link_up():
            self._waits_for_link = False
            self.stack.use_dhcp(now)
        deadline = self.stack.poll(now)
        if machine.PARALLEL and self._cores != core.core_count():
            self._cores = core.core_count()
            self.device.spread(self._cores)
            self._divide()
            return now
        return deadline

    @machine.cold
    def _divide(self) -> None:
        """Give each core that has a part of the device a stack, which will have the connections that come by it. Not if there are connections, or
        somebody listens: that is all on this core then, for good."""
        if self.tcp.engine.table.count > 0 or not self.tcp.listeners.is_empty():
            return
        most = max(_most_connections(self._memory) // self._cores, 1)
        last = self.tcp
        try:
            for number in range(1, self._cores):
                part = self.device.part(number)
                if part is None:
                    break
                branch = Branch(part, self.stack.interface, leads=False)
                branch.ipv4.icmp = Icmp(branch.ipv4, branch.counters)  # for errors about its connections
                tcp = Tcp(branch.ipv4, RING_SIZE, most, memory_for_growth=self._memory // MEMORY_FOR_GROWTH // self._cores, core=number)
                branch.attach_tcp(tcp)
                part.attach(branch)
                self.tcp.placement = tcp.placement = part.placement
                last.beyond = tcp
                last = tcp
                scheduler.allow_stay()
        except MemoryError:
            console.log("network: no memory for a stack on each core")
        if self.tcp.beyond is not None:
            self.tcp.engine.receive_pool.limit = most
            self.tcp.engine.send_pool.limit = most

    @machine.allocates_nothing
    def enable_interrupts(self) -> bool:
        return self.device.enable_interrupts()

    @machine.allocates_nothing
    def expects_more(self) -> bool:
        return self.stack.received > 0


class Configured(Observer):
    """Wakes those who wait for an address."""

    def __init__(self) -> None:
        self._waiting = WaitQueue()

    def changed(self) -> None:
        self._waiting.wake_all()

    def wait(self, deadline: int) -> bool:
        """Until the address changes (True) or the time is `deadline` (False)."""
        if clock.monotonic() >= deadline:
            return False
        self._waiting.lock()
        self._waiting.add()
        self._waiting.unlock()
        return self._waiting.wait(deadline)


def enter() -> int:
    """Go to the network's core; the core to `leave` for afterwards."""
    number = machine.core_load(core.NUMBER)
    if number != CORE:
        scheduler.migrate(CORE)
    return number


def leave(number: int) -> None:
    """Go back to where `enter` was called, or stay: the next call would come here again."""
    if number != machine.core_load(core.NUMBER) and not scheduler.may_stay(number):
        scheduler.migrate(number)


def _most_connections(memory: int) -> int:
    rings = memory // (MEMORY_FOR_CONNECTIONS * 2 * RING_SIZE)
    return min(max(rings, 1), MAXIMUM_CONNECTIONS)


def _parse_optional(text: str | None) -> int:
    """An address, or ANY."""
    if text is None:
        return ipv4_address.ANY
    address = ipv4_address.parse_ipv4(text)
    return ipv4_address.ANY if address is None else address


def _device() -> NetworkDevice:
    device = find_device(CORE)
    if machine.TRACING:
        from yarara.kernel.trace.frames import recorded
        device = recorded(device)
    return device


def start() -> Service:
    """Find the device and begin to serve it. Called once; the scheduler is started if it was not. Raises MemoryError."""
    scheduler.start()
    home = enter()
    now = clock.monotonic()
    started = Service(_device(), pages.total_count() * PAGE_SIZE, now)
    started.configure(now)
    scheduler.register_poller(CORE, started)
    if machine.PARALLEL:
        scheduler.poll_now()  # as when the other cores start later (cpu/smp.py)
    leave(home)
    return started
