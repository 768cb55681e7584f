"""The driver against QEMU's own virtio-net, on both buses: nothing compiled, nothing booted."""

from __future__ import annotations

import shutil
import socket
import time
from contextlib import ExitStack
from typing import Iterator

import pytest

from tests.virtio.machines import frame
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.devices.pci import BAR0, COMMAND, COMMAND_MEMORY, enumerate_functions
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.virtio import mmio, pci
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.transport import INTERRUPT_QUEUE, Transport
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MAC = "02:ab:cd:ef:01:23"
REGION_BASE = 0xE000_0000
MESSAGE = 0x41

MACHINES = {
    "q35": (["-machine", "q35"], "virtio-net-pci"),
    "pc": (["-machine", "pc"], "virtio-net-pci"),
    "pc, transitional": (["-machine", "pc"], "virtio-net-pci-transitional"),
    "microvm": (["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false"], "virtio-net-device"),
}
PROPERTIES = {"all features": "", "no event index": ",event_idx=off", "no status": ",status=off", "small rings": ",rx_queue_size=256"}


def place_regions() -> None:
    """What firmware does: give every memory region of the virtio functions an address."""
    address = REGION_BASE
    for function in enumerate_functions():
        if pci.device_type(function) == 0:
            continue
        for index in 1, 4:  # the MSI-X table, and the registers (64 bits)
            function.write32(BAR0 + 4 * index, address)
            address += 0x10_0000
        function.write16(COMMAND, COMMAND_MEMORY)


def find() -> Transport:
    """The one virtio device of the machine."""
    slots = " ".join(f"virtio_mmio.device=512@{0xFEB0_0000 + 512 * slot:#x}:{slot}" for slot in range(24))
    place_regions()
    found: list[Transport] = [*mmio.discover(slots), *pci.discover()]
    assert len(found) == 1
    return found[0]


class QemuNet:
    """The driver, and the other end of the wire: a socket that carries a frame in each datagram."""

    def __init__(self, machine: str, properties: str, cleanup: ExitStack, messages: bool = False) -> None:
        options, device = MACHINES[machine]
        self.wire = cleanup.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.wire.bind(("127.0.0.1", 0))
        self.wire.settimeout(10)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = probe.getsockname()
        netdev = f"socket,id=n,udp=127.0.0.1:{self.wire.getsockname()[1]},localaddr=127.0.0.1:{self.address[1]}"
        self.machine = cleanup.enter_context(
            QtestMachine(*options, "-netdev", netdev, "-device", f"{device},netdev=n,mac={MAC}{properties}"))
        self.pool = PacketPool(64, 2048)
        self.transport = find()
        self.mailbox = simulation.allocate(4)
        """Where the device writes MESSAGE in place of raising its line: RAM does as well as an interrupt controller."""
        if messages:
            assert self.transport.use_messages(self.mailbox, MESSAGE)
        self.driver = VirtioNet(self.transport, self.pool)

    def send(self, data: bytes) -> bool:
        packet = self.pool.take()
        assert packet is not None
        simulation.write_bytes(packet.append(len(data)), data)
        accepted = self.driver.transmit(packet)
        if not accepted:
            self.pool.give(packet)
        return accepted

    def receive(self, count: int) -> list[bytes]:
        """Poll until so many frames have come and there is nothing more; fails after ten seconds."""
        frames: list[bytes] = []
        end = time.monotonic() + 10
        while True:
            assert time.monotonic() < end, f"{len(frames)} of {count} frames came"
            packet: Packet | None = self.driver.receive()
            if packet is None and len(frames) >= count:
                return frames
            if packet is None:
                time.sleep(0.001)
                continue
            frames.append(simulation.read_bytes(packet.data, packet.length))
            self.pool.give(packet)


@pytest.fixture(params=[(machine, "") for machine in MACHINES] + [("q35", text) for text in PROPERTIES.values() if text],
                ids=lambda p: f"{p[0]}{p[1]}")
def net(request: pytest.FixtureRequest) -> Iterator[QemuNet]:
    with ExitStack() as cleanup:
        machine, properties = request.param
        yield QemuNet(machine, properties, cleanup)


def test_the_device_is_what_was_asked_for(net: QemuNet) -> None:
    assert net.driver.mac == int(MAC.replace(":", ""), 16)
    assert net.driver.mtu == 1500
    assert net.driver.link_up()


def test_the_device_says_how_long_a_packet_may_be() -> None:
    with ExitStack() as cleanup:
        assert QemuNet("q35", ",host_mtu=1400", cleanup).driver.mtu == 1400


def test_frames_go_out_and_come_in(net: QemuNet) -> None:
    for number in range(100):
        assert net.send(frame(number, 60 + 10 * number))
        net.driver.flush()
        assert net.wire.recv(4096) == frame(number, 60 + 10 * number)
        net.wire.sendto(frame(number, 60 + 10 * number), net.address)
        assert net.receive(1) == [frame(number, 60 + 10 * number)]
    assert net.driver.faults == 0


def test_batches(net: QemuNet) -> None:
    for turn in range(10):
        sent = [frame(100 * turn + number) for number in range(20)]
        for data in sent:
            assert net.send(data)
        net.driver.flush()
        assert [net.wire.recv(4096) for _ in sent] == sent
        for data in sent:
            net.wire.sendto(data, net.address)
        assert net.receive(20) == sent
    assert net.driver.faults == 0


def test_an_interrupt_comes_when_it_is_wanted_and_only_then(net: QemuNet) -> None:
    net.wire.sendto(frame(0), net.address)
    net.receive(1)
    net.transport.acknowledge()  # QEMU interrupts for the first buffer, whatever the driver wants
    for number in range(3):
        net.wire.sendto(frame(number), net.address)
        net.receive(1)
    assert net.transport.acknowledge() & INTERRUPT_QUEUE == 0, "the driver was polling"
    assert not net.driver.enable_interrupts()
    net.wire.sendto(frame(9), net.address)
    end = time.monotonic() + 10
    while net.transport.acknowledge() & INTERRUPT_QUEUE == 0:
        assert time.monotonic() < end, "no interrupt"
        time.sleep(0.001)
    assert net.receive(1) == [frame(9)]


@pytest.mark.parametrize("machine", [machine for machine in MACHINES if machine != "microvm"])
def test_an_interrupt_message_comes_when_it_is_wanted(machine: str) -> None:
    with ExitStack() as cleanup:
        net = QemuNet(machine, "", cleanup, messages=True)
        for number in range(3):
            assert not net.driver.enable_interrupts()
            simulation.write(net.mailbox, 4, 0)
            net.wire.sendto(frame(number), net.address)
            end = time.monotonic() + 10
            while simulation.read(net.mailbox, 4) != MESSAGE:
                assert time.monotonic() < end, "no message"
                time.sleep(0.001)
            net.driver.acknowledge()
            net.driver.disable_interrupts()
            assert net.receive(1) == [frame(number)]


def test_a_reset_device_works_again(net: QemuNet) -> None:
    net.send(frame(0))
    net.driver._recover("a test")
    assert not net.driver.failed
    assert net.pool.available + net.driver._receive_ring.queue.lent == 64
    net.wire.sendto(frame(1), net.address)
    assert net.receive(1) == [frame(1)]
    net.send(frame(2))
    net.driver.flush()
    assert net.wire.recv(4096) == frame(2)


def test_a_device_that_finds_its_queue_broken_is_started_anew(net: QemuNet) -> None:
    """An available index that jumps is an error to QEMU: it stops and asks for a reset."""
    queue = net.driver._transmit_ring.queue
    simulation.write(queue.available_ring + 2, 2, 0x7000)
    net.transport.notify(queue)
    end = time.monotonic() + 10
    while net.driver.faults == 0:
        assert time.monotonic() < end, "the device does not say that it needs a reset"
        time.sleep(0.001)
        net.driver.acknowledge()
    assert net.driver.last_fault == "asked for a reset" and not net.driver.failed
    net.send(frame(2))
    net.driver.flush()
    assert net.wire.recv(4096) == frame(2)
