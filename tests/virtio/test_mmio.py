"""Finding memory-mapped devices, and the registers of one."""

from __future__ import annotations

import pytest

from yarara import machine
from yarara.devicemodel.legacy_mmio import LegacyMmioRegisters
from yarara.devicemodel.mmio import MmioRegisters
from yarara.devicemodel.net import NetModel
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio import discovery, mmio
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.legacy_mmio import LegacyMmioTransport
from yarara.kernel.virtio.split import SplitQueue
from yarara.kernel.virtio.transport import VirtioError
from yarara.simulation import simulation

BASE = 0xFEB0_2E00


@pytest.fixture
def model() -> NetModel:
    simulation.reset()
    device = NetModel()
    MmioRegisters(device, BASE)
    return device


def test_devices_are_named_on_the_command_line(model: NetModel) -> None:
    transport, = discovery.mmio_devices("argv=hello verbose=1 virtio_mmio.device=512@0xfeb02e00:12")
    assert isinstance(transport, mmio.MmioTransport)
    assert (transport.base, transport.interrupt, transport.device_type) == (BASE, 12, 1)


@pytest.mark.parametrize("token", ["virtio_mmio.device=4K@0xfeb02e00:12", "virtio_mmio.device=512@0xfeb02e00:12:3"])
def test_other_ways_to_write_it(model: NetModel, token: str) -> None:
    assert len(discovery.mmio_devices(token)) == 1


@pytest.mark.parametrize("line", ["", "virtio_mmio.device=", "virtio_mmio.device=512@0xfeb02e00", "virtio_mmio.device=512@x:12",
                                  "virtio_mmio.device=512@0xfeb02e00:x", "avirtio_mmio.device=512@0xfeb02e00:12"])
def test_tokens_that_cannot_be_read_are_passed_over(model: NetModel, line: str) -> None:
    assert discovery.mmio_devices(line) == []


def test_empty_slots_are_passed_over(model: NetModel) -> None:
    MmioRegisters(NetModel(), BASE + 0x200).device.device_type = 0
    found = discovery.mmio_devices("virtio_mmio.device=512@0xfeb03000:13 virtio_mmio.device=512@0xfeb02e00:12")
    assert [transport.base for transport in found if isinstance(transport, mmio.MmioTransport)] == [BASE]


def test_a_legacy_device_is_used_by_the_legacy_interface() -> None:
    simulation.reset()
    LegacyMmioRegisters(NetModel(), BASE)
    transport, = discovery.mmio_devices("virtio_mmio.device=512@0xfeb02e00:12")
    assert isinstance(transport, LegacyMmioTransport) and transport.legacy


def test_a_device_of_an_unknown_version_is_refused() -> None:
    simulation.reset()
    MmioRegisters(NetModel(), BASE, version=3)
    with pytest.raises(VirtioError, match="version"):
        mmio.MmioTransport(BASE, 12)
    assert discovery.mmio_devices("virtio_mmio.device=512@0xfeb02e00:12") == []


def test_memory_that_is_no_device_is_refused() -> None:
    simulation.reset()
    with pytest.raises(VirtioError, match="no virtio device"):
        mmio.MmioTransport(simulation.allocate(0x200), 12)


def test_a_missing_queue_is_refused(model: NetModel) -> None:
    model.queues.pop()
    with pytest.raises(VirtioError, match="queue"):
        VirtioNet(mmio.MmioTransport(BASE, 12), PacketPool(16, 2048))
    assert model.status & 128


def test_a_queue_that_is_in_use_is_refused(model: NetModel) -> None:
    transport = mmio.MmioTransport(BASE, 12)
    VirtioNet(transport, PacketPool(16, 2048))
    with pytest.raises(VirtioError, match="in use"):
        transport.enable_queue(SplitQueue(0, 16, 0, 1))


def test_a_legacy_queue_that_is_in_use_is_refused() -> None:
    simulation.reset()
    LegacyMmioRegisters(NetModel(), BASE)
    transport = LegacyMmioTransport(BASE, 12)
    VirtioNet(transport, PacketPool(16, 2048))
    with pytest.raises(VirtioError, match="in use"):
        transport.enable_queue(SplitQueue(0, 16, 0, 1))


@pytest.mark.parametrize("reads, works", [(0, True), (5, True), (1 << 40, False)])
def test_a_queue_reset_is_waited_for(model: NetModel, monkeypatch: pytest.MonkeyPatch, reads: int, works: bool) -> None:
    transport = mmio.MmioTransport(BASE, 12)
    driver = VirtioNet(transport, PacketPool(16, 2048))
    real, left = machine.read32, reads

    def read32(address: int) -> int:
        nonlocal left
        if address == BASE + mmio.QUEUE_RESET and left > 0:
            left -= 1
            return 1
        return real(address)

    monkeypatch.setattr(machine, "read32", read32)
    assert transport.reset_queue(driver.pair.receive_ring.queue) == works


def test_a_device_that_does_not_know_how_to_reset_a_queue_is_not_believed(model: NetModel, monkeypatch: pytest.MonkeyPatch) -> None:
    transport = mmio.MmioTransport(BASE, 12)
    driver = VirtioNet(transport, PacketPool(16, 2048))
    monkeypatch.setattr(model, "reset_queue", lambda index: None)
    assert not transport.reset_queue(driver.pair.receive_ring.queue)
