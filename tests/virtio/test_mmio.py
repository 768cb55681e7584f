"""Finding memory-mapped devices, and the registers of one."""

from __future__ import annotations

import pytest

from yarara.devicemodel.mmio import MmioRegisters
from yarara.devicemodel.net import NetModel
from yarara.kernel.network.packet import PacketPool
from yarara.kernel.virtio import mmio
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.queue import Virtqueue
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
    transport, = mmio.discover("argv=hello verbose=1 virtio_mmio.device=512@0xfeb02e00:12")
    assert (transport.base, transport.interrupt, transport.device_type) == (BASE, 12, 1)


@pytest.mark.parametrize("token", ["virtio_mmio.device=4K@0xfeb02e00:12", "virtio_mmio.device=512@0xfeb02e00:12:3"])
def test_other_ways_to_write_it(model: NetModel, token: str) -> None:
    assert len(mmio.discover(token)) == 1


@pytest.mark.parametrize("line", ["", "virtio_mmio.device=", "virtio_mmio.device=512@0xfeb02e00", "virtio_mmio.device=512@x:12",
                                  "virtio_mmio.device=512@0xfeb02e00:x", "avirtio_mmio.device=512@0xfeb02e00:12"])
def test_tokens_that_cannot_be_read_are_passed_over(model: NetModel, line: str) -> None:
    assert mmio.discover(line) == []


def test_empty_slots_are_passed_over(model: NetModel) -> None:
    MmioRegisters(NetModel(), BASE + 0x200).device.device_type = 0
    found = mmio.discover("virtio_mmio.device=512@0xfeb03000:13 virtio_mmio.device=512@0xfeb02e00:12")
    assert [transport.base for transport in found] == [BASE]


def test_a_legacy_device_is_refused_with_what_to_do() -> None:
    simulation.reset()
    MmioRegisters(NetModel(), BASE, version=1)
    with pytest.raises(VirtioError, match="force-legacy=false"):
        mmio.MmioTransport(BASE, 12)


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
    model.queues[0].ready = True
    with pytest.raises(VirtioError, match="in use"):
        transport.enable_queue(Virtqueue(0, 16))
