"""How fast the link is (VIRTIO_NET_F_SPEED_DUPLEX): read when it comes up and when it changes, seen in the log and in the timeline."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.observe.kernel import RecordingKernel
from tests.virtio.machines import ALL_SETS, LIVES, PACKED, SPLIT, Machine, attach
from tests.virtio.monitor import ask, negotiated_features
from tests.virtio.test_matrix import boot, check_ping
from tests.virtio.test_qemu_device import MACHINES, QemuNet
from yarara.devicemodel.net import F_SPEED_DUPLEX, F_STATUS, NetModel
from yarara.kernel.network.driver import DUPLEX_UNKNOWN, FULL_DUPLEX, HALF_DUPLEX, SPEED_UNKNOWN
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio.features import F_NET_SPEED_DUPLEX
from yarara.kernel.virtio.net import VirtioNet
from yarara.simulation import simulation

needs_qemu = pytest.mark.skipif(shutil.which("qemu-system-x86_64") is None, reason="QEMU is not installed")
UNKNOWN = SPEED_UNKNOWN, DUPLEX_UNKNOWN


def told(net: Machine) -> tuple[int, int]:
    """What the driver knows after the device said that its configuration changed."""
    net.driver.acknowledge()
    return net.driver.speed, net.driver.duplex


@pytest.mark.parametrize("bus, name", LIVES)
def test_a_speed_that_changes_is_read_again(bus: str, name: str) -> None:
    net = Machine(NetModel(features=ALL_SETS[name]), bus)
    assert told(net) == UNKNOWN
    for speed, duplex in (10_000, FULL_DUPLEX), (100, HALF_DUPLEX), (0, FULL_DUPLEX), (0x7FFF_FFFF, FULL_DUPLEX):
        net.model.set_speed(speed, duplex)
        assert told(net) == (UNKNOWN if net.driver.transport.legacy else (speed, duplex)), "the legacy interface has no feature 63"
    assert net.driver.faults == 0


@pytest.mark.parametrize("features", [SPLIT, PACKED, SPLIT & ~F_STATUS], ids=["split", "packed", "without status"])
def test_what_is_no_speed_is_unknown(features: int) -> None:
    net = Machine(NetModel(features=features))
    for speed, duplex, expected in [(0x8000_0000, 2, UNKNOWN), (0xFFFF_FFFE, 1, (SPEED_UNKNOWN, FULL_DUPLEX)), (40_000, 0xFE, (40_000, DUPLEX_UNKNOWN)),
                                    (0xFFFF_FFFF, 0xFF, UNKNOWN)]:
        net.model.set_speed(speed, duplex)
        assert told(net) == expected


def test_of_a_link_that_is_down_nothing_is_known() -> None:
    net = Machine(NetModel(features=SPLIT))
    net.model.set_speed(10_000, 1)
    assert told(net) == (10_000, FULL_DUPLEX)
    net.model.set_link(False)
    assert told(net) == UNKNOWN and not net.driver.link_up()
    net.model.set_link(True)
    assert told(net) == (10_000, FULL_DUPLEX) and net.driver.link_up() and net.driver.wants_announcement()


def test_a_device_that_does_not_offer_it_is_not_asked() -> None:
    model = NetModel(features=SPLIT & ~F_SPEED_DUPLEX)
    net = Machine(model)
    model.set_speed(10_000, 1)
    assert told(net) == UNKNOWN and net.driver.transport.features & F_NET_SPEED_DUPLEX == 0


def test_it_is_there_after_a_reset() -> None:
    net = Machine(NetModel(features=SPLIT))
    net.model.set_speed(2500, 1)
    net.driver._recover("a test")
    assert (net.driver.speed, net.driver.duplex) == (2500, FULL_DUPLEX) and not net.driver.failed


def test_the_timeline_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation.reset()
    kernel = RecordingKernel(monkeypatch)
    model = NetModel(features=SPLIT)
    driver = VirtioNet(attach(model), PacketPool(64, 2048))
    for up, speed, duplex in (True, 10_000, 1), (False, 10_000, 1), (True, 10_000, 1), (True, 100, 0), (True, 100, 0), (True, 0xFFFF_FFFF, 0xFF):
        model.set_speed(speed, duplex)
        model.set_link(up)
        driver.acknowledge()
    entries = kernel.entries()
    assert [entry.text for entry in entries if entry.name == "link"] == [
        "up, 10000 Mbit/s, full duplex", "down", "up, 10000 Mbit/s, full duplex", "up, 100 Mbit/s, half duplex", "up"]
    features = next(entry for entry in entries if entry.name == "features")
    negotiated = features.details["negotiated"]
    assert isinstance(negotiated, list) and "SPEED_DUPLEX" in negotiated


@needs_qemu
@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("properties, expected", [("speed=25000,duplex=full", (25_000, FULL_DUPLEX)), ("speed=10,duplex=half", (10, HALF_DUPLEX)),
                                                  ("speed=1000,packed=on", (1000, DUPLEX_UNKNOWN)), ("", UNKNOWN)])
def test_of_qemu(machine: str, properties: str, expected: tuple[int, int]) -> None:
    if "legacy" in machine:
        properties, expected = properties.replace(",packed=on", ""), UNKNOWN
    with ExitStack() as cleanup:
        driver = QemuNet(machine, properties, cleanup).driver
        assert (driver.speed, driver.duplex) == expected and driver.link_up()


@needs_qemu
def test_booted(tmp_path: Path) -> None:
    with ExitStack() as cleanup:
        running = boot("q35", "speed=10000,duplex=full", 1, tmp_path, cleanup)
        assert "VIRTIO_NET_F_SPEED_DUPLEX" in negotiated_features(running.monitor)
        check_ping(running, 3)
        ask(running.monitor, "set_link net0 off")
        ask(running.monitor, "set_link net0 on")
        check_ping(running, 3)
        lines = [line for line in running.log.read_text().splitlines() if "link" in line]
        assert lines[0] == lines[-1] == "network: link up, 10000 Mbit/s"
        assert set(lines[1:-1]) <= {"network: link down"}, "both changes may be seen at once"
