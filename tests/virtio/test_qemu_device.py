"""The driver against QEMU's own virtio-net, on both buses: nothing compiled, nothing booted."""

from __future__ import annotations

import shutil
import socket
import time
from contextlib import ExitStack
from typing import Iterator

import pytest

from tests.driven import Wired
from tests.virtio.machines import frame
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.devices.pci import BAR0, COMMAND, COMMAND_IO, COMMAND_MEMORY, enumerate_functions
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio import discovery, pci
from yarara.kernel.virtio.features import (
    F_ANY_LAYOUT, F_EVENT_IDX, F_INDIRECT_DESC, F_NET_MRG_RXBUF, F_NET_STATUS, F_RING_PACKED, F_VERSION_1,
)
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.transport import INTERRUPT_QUEUE, Transport
from yarara.kernel.virtio.split import SplitQueue
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MAC = "02:ab:cd:ef:01:23"
REGION_BASE = 0xE000_0000
MESSAGE = 0x41

MACHINES: dict[str, tuple[list[str], str]] = {
    "q35": (["-machine", "q35"], "virtio-net-pci"),
    "pc": (["-machine", "pc"], "virtio-net-pci"),
    "pc, transitional": (["-machine", "pc"], "virtio-net-pci-transitional"),
    "pc, legacy": (["-machine", "pc"], "virtio-net-pci,disable-modern=on"),
    "microvm": (["-machine", "microvm", "-global", "virtio-mmio.force-legacy=false"], "virtio-net-device"),
    "microvm, legacy": (["-machine", "microvm", "-global", "virtio-mmio.force-legacy=true"], "virtio-net-device"),
}
PROPERTIES = ["event_idx=off", "status=off", "rx_queue_size=512", "indirect_desc=off", "mrg_rxbuf=off", "packed=on",
              "packed=on,event_idx=off", "packed=on,indirect_desc=off", "packed=on,mrg_rxbuf=off,rx_queue_size=1024", "vectors=0"]
LIVES = ([(machine, "") for machine in MACHINES] + [("q35", properties) for properties in PROPERTIES]
         + [(machine, properties) for machine in ("pc, legacy", "microvm, legacy")
            for properties in ("any_layout=off", "any_layout=off,indirect_desc=off", "mrg_rxbuf=off", "event_idx=off")]
         + [("microvm", "packed=on")])
NEGOTIATED = {"event_idx": F_EVENT_IDX, "indirect_desc": F_INDIRECT_DESC, "packed": F_RING_PACKED, "mrg_rxbuf": F_NET_MRG_RXBUF,
              "any_layout": F_ANY_LAYOUT, "status": F_NET_STATUS}
"""The properties of the device that are feature bits, and whether they are on without being asked for."""
ON = {"event_idx", "indirect_desc", "mrg_rxbuf", "status"}


def place_regions() -> None:
    """What firmware does: give every region of the virtio functions an address."""
    address, ports = REGION_BASE, 0xC000
    for function in enumerate_functions():
        if pci.device_type(function) == 0:
            continue
        for index in 1, 4:  # the MSI-X table, and the registers (64 bits)
            function.write32(BAR0 + 4 * index, address)
            address += 0x10_0000
        if function.read32(BAR0) & 1:
            function.write32(BAR0, ports)
            ports += 0x100
        function.write16(COMMAND, COMMAND_IO | COMMAND_MEMORY)


def find() -> Transport:
    """The one virtio device of the machine."""
    slots = " ".join(f"virtio_mmio.device=512@{0xFEB0_0000 + 512 * slot:#x}:{slot}" for slot in range(24))
    place_regions()
    transport, = [*discovery.mmio_devices(slots), *discovery.pci_devices()]
    return transport


class QemuNet(Wired):
    """The driver, and the other end of the wire: a socket that carries a frame in each datagram."""

    driver: VirtioNet

    def __init__(self, machine: str, properties: str, cleanup: ExitStack, messages: bool = False, filters: bool = False) -> None:
        """With `filters` only frames for MAC and for everyone come."""
        options, device = MACHINES[machine]
        self.wire = cleanup.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.wire.bind(("127.0.0.1", 0))
        self.wire.settimeout(10)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = probe.getsockname()
        netdev = f"socket,id=n,udp=127.0.0.1:{self.wire.getsockname()[1]},localaddr=127.0.0.1:{self.address[1]}"
        self.machine = cleanup.enter_context(
            QtestMachine(*options, "-netdev", netdev, "-device", f"{device},netdev=n,mac={MAC}" + ("" if filters else ",ctrl_rx=off") + (f",{properties}" if properties else "")))
        self.pool = PacketPool(64, 2048)
        self.transport = find()
        self.mailbox = simulation.allocate(12)
        """Where the device writes MESSAGE + vector in place of raising its line: RAM does as well as an interrupt controller."""
        if messages:
            assert self.transport.message_count() >= 3
            for vector in range(3):
                assert self.transport.use_message(vector, self.mailbox + 4 * vector, MESSAGE + vector)
        self.driver = VirtioNet(self.transport, self.pool)

@pytest.fixture(params=LIVES, ids=lambda life: ",".join(filter(None, life)))
def net(request: pytest.FixtureRequest) -> Iterator[QemuNet]:
    with ExitStack() as cleanup:
        machine, properties = request.param
        yield QemuNet(machine, properties, cleanup)


@pytest.mark.parametrize("machine, properties", LIVES)
def test_what_the_device_has_is_negotiated_and_nothing_else(machine: str, properties: str) -> None:
    with ExitStack() as cleanup:
        transport = QemuNet(machine, properties, cleanup).transport
        asked = dict(word.split("=") for word in properties.split(",")) if properties else {}
        assert transport.legacy == ("legacy" in machine)
        assert (transport.features & F_VERSION_1 != 0) == (not transport.legacy)
        for name, bit in NEGOTIATED.items():
            expected = asked.get(name, "on" if name in ON or (name == "any_layout" and transport.legacy) else "off") == "on"
            assert (transport.features & bit != 0) == expected, name


def test_the_device_is_what_was_asked_for(net: QemuNet) -> None:
    assert net.driver.mac == int(MAC.replace(":", ""), 16)
    assert net.driver.mtu == 1500
    assert net.driver.link_up()


def test_the_device_says_how_long_a_packet_may_be() -> None:
    with ExitStack() as cleanup:
        assert QemuNet("q35", "host_mtu=1400", cleanup).driver.mtu == 1400


def test_frames_go_out_and_come_in(net: QemuNet) -> None:
    for number in range(100):
        net.there_and_back([frame(number, 60 + 10 * number)])
    assert net.driver.faults == 0


def test_batches(net: QemuNet) -> None:
    for turn in range(10):
        net.there_and_back([frame(100 * turn + number) for number in range(20)])
    assert net.driver.faults == 0


def test_an_interrupt_comes_when_it_is_wanted_and_only_then(net: QemuNet) -> None:
    net.wire.sendto(frame(0), net.address)
    net.receive(1)
    net.transport.acknowledge(-1)  # QEMU interrupts for the first buffer, whatever the driver wants
    for number in range(3):
        net.wire.sendto(frame(number), net.address)
        net.receive(1)
    assert net.transport.acknowledge(-1) & INTERRUPT_QUEUE == 0, "the driver was polling"
    assert not net.driver.enable_interrupts()
    net.wire.sendto(frame(9), net.address)
    end = time.monotonic() + 10
    while net.transport.acknowledge(-1) & INTERRUPT_QUEUE == 0:
        assert time.monotonic() < end, "no interrupt"
        time.sleep(0.001)
    assert net.receive(1) == [frame(9)]


@pytest.mark.parametrize("machine", [machine for machine in MACHINES if "microvm" not in machine])
def test_an_interrupt_message_comes_when_it_is_wanted(machine: str) -> None:
    with ExitStack() as cleanup:
        net = QemuNet(machine, "", cleanup, messages=True)
        for number in range(3):
            assert not net.driver.enable_interrupts()
            simulation.write_bytes(net.mailbox, bytes(12))
            net.wire.sendto(frame(number), net.address)
            end = time.monotonic() + 10
            while simulation.read(net.mailbox + 4, 4) != MESSAGE + 1:  # the vector of the receive queue
                assert time.monotonic() < end, "no message"
                time.sleep(0.001)
            net.driver.acknowledge()
            net.driver.disable_interrupts()
            assert net.receive(1) == [frame(number)]


def test_a_reset_device_works_again(net: QemuNet) -> None:
    net.send(frame(0))
    net.driver._recover("a test")
    assert not net.driver.failed
    assert net.pool.available + net.driver.pair.receive_ring.queue.lent + net.driver.pair.transmit_ring.queue.lent == 64
    if net.driver.pair.transmit_ring.queue.lent:
        assert net.wire.recv(4096) == frame(0), "what was accepted before is sent"
    net.wire.sendto(frame(1), net.address)
    assert net.receive(1) == [frame(1)]
    net.send(frame(2))
    net.driver.flush()
    assert net.wire.recv(4096) == frame(2)


def test_a_device_that_finds_its_queue_broken_is_started_anew(net: QemuNet) -> None:
    """An available index that jumps is an error to QEMU: it stops and asks for a reset, of which a legacy driver hears nothing."""
    queue = net.driver.pair.transmit_ring.queue
    if net.transport.legacy or not isinstance(queue, SplitQueue):
        pytest.skip("not without an index, or a bit to ask for a reset")
    simulation.write(queue.driver_area + 2, 2, 0x7000)
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


@pytest.mark.parametrize("machine, properties", [*((machine, "") for machine in MACHINES), ("q35", "packed=on"), ("q35", "indirect_desc=off"),
                                                 ("microvm, legacy", "any_layout=off")])
def test_frames_for_others_do_not_come(machine: str, properties: str) -> None:
    with ExitStack() as cleanup:
        net = QemuNet(machine, properties, cleanup, filters=True)
        own = bytes.fromhex(MAC.replace(":", ""))
        wanted = [own + frame(1), b"\xff" * 6 + frame(2)]
        for data in wanted[0], bytes.fromhex("525400999999") + frame(3), wanted[1]:
            net.wire.sendto(data, net.address)
        assert net.receive(2) == wanted
        assert net.driver.faults == 0 and net.driver.control is not None and net.driver.control.queue.lent == 0
