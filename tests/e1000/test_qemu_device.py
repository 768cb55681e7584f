"""The driver against QEMU's own cards: nothing compiled, nothing booted."""

from __future__ import annotations

import shutil
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.driven import Wired
from tests.e1000.machines import frame
from tests.virtio.monitor import ask
from yarara.devicemodel.qtest import QtestMachine
from yarara.kernel.devices.pci import BAR0, COMMAND, COMMAND_MEMORY, enumerate_functions
from yarara.kernel.e1000.e1000 import E1000, is_e1000
from yarara.kernel.e1000.registers import CTRL
from yarara.kernel.network.driver import FULL_DUPLEX
from yarara.kernel.network.packet import PacketPool
from yarara.simulation import simulation

pytestmark = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")

MAC = b"\x02\xab\xcd\xef\x01\x23"
BASE = 0xE000_0000
LIVES = [("pc", "e1000"), ("q35", "e1000"), ("q35", "e1000e"), ("pc", "e1000e"), ("pc", "e1000-82545em")]


def framed(number: int, length: int = 60) -> bytes:
    return frame(number, length, MAC)


class QemuNet(Wired):
    """The driver, and the other end of the wire: a socket that carries a frame in each datagram."""

    driver: E1000

    def __init__(self, machine: str, device: str, monitor: Path, cleanup: ExitStack) -> None:
        self.wire = cleanup.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self.wire.bind(("127.0.0.1", 0))
        self.wire.settimeout(20)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = probe.getsockname()
        self.monitor = monitor
        netdev = f"socket,id=n,udp=127.0.0.1:{self.wire.getsockname()[1]},localaddr=127.0.0.1:{self.address[1]}"
        mac = MAC.hex(":")
        cleanup.enter_context(QtestMachine("-machine", machine, "-netdev", netdev, "-device", f"{device},netdev=n,mac={mac}",
                                           "-qmp", f"unix:{monitor},server=on,wait=off"))
        self.pool = PacketPool(64, 2048)
        function, = [each for each in enumerate_functions() if is_e1000(each)]
        function.write32(BAR0, BASE)  # what firmware does
        function.write16(COMMAND, COMMAND_MEMORY)
        self.function = function
        self.driver = E1000(function, self.pool)

    def line_is_up(self) -> bool:
        """Whether the card interrupts: the status in its configuration says so (PCI 3.0, 6.2.3)."""
        return self.function.read16(0x06) & 8 != 0


def until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.0005)


@pytest.fixture(params=LIVES, ids=lambda life: ", ".join(life))
def net(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[QemuNet]:
    with ExitStack() as cleanup:
        machine, device = request.param
        yield QemuNet(machine, device, tmp_path / "qmp", cleanup)


def test_the_address_stands_in_the_memory_of_the_card(net: QemuNet) -> None:
    assert net.driver.mac == int.from_bytes(MAC, "big")
    assert net.driver.link_up() and net.driver.faults == 0
    assert (net.driver.speed, net.driver.duplex) == (1000, FULL_DUPLEX)


def test_frames_go_out_and_come_in(net: QemuNet) -> None:
    for number in range(60):
        net.there_and_back([framed(number, 60 + 24 * number)])
    assert net.driver.faults == 0


def test_batches_for_more_than_a_turn_of_the_rings(net: QemuNet) -> None:
    for turn in range(16):
        net.there_and_back([framed(100 * turn + number) for number in range(20)])
    assert net.driver.faults == 0 and net.pool.available + net.driver.receive_ring.lent + net.driver.transmit_ring.lent == 64


def test_frames_for_others_and_longer_ones_do_not_come(net: QemuNet) -> None:
    for data in (frame(1, to=b"\x02\0\0\0\0\1"), frame(2, to=b"\x01\0\x5e\0\0\xfb"), framed(3, 1600), frame(4, to=b"\xff" * 6), framed(5)):
        net.wire.sendto(data, net.address)
    assert net.receive(2) == [frame(4, to=b"\xff" * 6), framed(5)]


def test_an_interrupt_comes_when_it_is_wanted_and_only_then(net: QemuNet) -> None:
    net.wire.sendto(framed(0), net.address)
    net.receive(1)
    net.driver.disable_interrupts()
    net.driver.acknowledge()
    for number in range(3):
        net.wire.sendto(framed(number), net.address)
        net.receive(1)
    assert not net.line_is_up(), "the driver was polling"
    assert not net.driver.enable_interrupts()
    net.wire.sendto(framed(9), net.address)
    until(net.line_is_up, "an interrupt")
    net.driver.acknowledge()
    net.driver.disable_interrupts()
    assert not net.line_is_up()
    assert net.receive(1) == [framed(9)]


def test_a_reset_device_works_again(net: QemuNet) -> None:
    net.send(framed(0))
    net.driver._recover("a test")
    assert not net.driver.failed
    assert net.wire.recv(4096) == framed(0), "what was accepted before is sent"
    net.wire.sendto(framed(1), net.address)
    assert net.receive(1) == [framed(1)]
    assert simulation.read(BASE + CTRL, 4) & 1 << 26 == 0


def test_a_cable_is_pulled_and_plugged_in_again(net: QemuNet) -> None:
    net.driver.enable_interrupts()
    ask(net.monitor, "set_link n off")
    until(net.line_is_up, "an interrupt")
    net.driver.acknowledge()
    assert not net.driver.link_up()
    ask(net.monitor, "set_link n on")

    def is_up_again() -> bool:
        net.driver.acknowledge()
        return net.driver.link_up()

    until(is_up_again, "the link")
    assert net.driver.wants_announcement()
    net.send(framed(5))
    net.driver.flush()
    assert net.wire.recv(4096) == framed(5)
