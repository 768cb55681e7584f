"""The PCI bus, and virtio functions that describe themselves wrongly."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given, settings, strategies as st

from tests.virtio.machines import SPLIT
from yarara.devicemodel.net import NetModel
from yarara.devicemodel.pci import PciBus, PciFunction, VirtioFunction
from yarara.devicemodel.queue import DriverError
from yarara.kernel.devices.pci import Function, enumerate_functions
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.virtio import discovery, pci as virtio_pci
from yarara.kernel.virtio.net import VirtioNet
from yarara.kernel.virtio.pci import PciTransport
from yarara.kernel.virtio.transport import VirtioError
from yarara.simulation import simulation

BASE = 0xE000_0000


@pytest.fixture
def bus() -> PciBus:
    simulation.reset()
    return PciBus()


def places(functions: list[Function]) -> list[tuple[int, int, int]]:
    return [(f.bus, f.device, f.function) for f in functions]


def test_an_empty_bus_has_nothing(bus: PciBus) -> None:
    assert enumerate_functions() == []


def test_a_machine_without_a_bus_has_nothing() -> None:
    simulation.reset()
    assert enumerate_functions() == []


def test_functions_are_found_in_the_order_of_the_bus(bus: PciBus) -> None:
    for place in (0, 31, 0), (0, 2, 0), (0, 5, 0), (0, 5, 7):
        bus.functions[place] = PciFunction(0x8086, 0x1234)
    assert places(enumerate_functions()) == [(0, 2, 0), (0, 5, 0), (0, 31, 0)], "function 7 of a device that has only one"
    bus.functions[0, 5, 0].configuration[0x0E] |= 0x80
    assert places(enumerate_functions()) == [(0, 2, 0), (0, 5, 0), (0, 5, 7), (0, 31, 0)]


def test_functions_behind_bridges_are_found(bus: PciBus) -> None:
    for place, secondary in ((0, 1, 0), 1), ((1, 0, 0), 2):
        bus.functions[place] = PciFunction(0x1B36, 0x000C, class_code=0x060400)
        bus.functions[place].configuration[0x19] = secondary
    bus.functions[2, 0, 0] = PciFunction(0x8086, 0x1234)
    assert places(enumerate_functions()) == [(0, 1, 0), (1, 0, 0), (2, 0, 0)]


def test_bridges_in_a_circle_end(bus: PciBus) -> None:
    bus.functions[0, 1, 0] = PciFunction(0x1B36, 0x000C, class_code=0x060400)
    assert places(enumerate_functions()) == [(0, 1, 0)]


def test_regions_have_an_address_and_a_length(bus: PciBus) -> None:
    model = bus.functions[0, 1, 0] = PciFunction(0x8086, 0x1234, sizes={0: 0x1000, 4: 0x4_0000_0000})
    model.place(0, 0xFEBF_0000)
    model.place(4, 0x38_0000_0000)
    before = bytes(model.configuration)
    function = enumerate_functions()[0]
    first, second = function.region(0), function.region(4)
    assert first is not None and (first.address, first.length, first.is_memory) == (0xFEBF_0000, 0x1000, True)
    assert second is not None and (second.address, second.length) == (0x38_0000_0000, 0x4_0000_0000)
    assert function.region(2) is None
    assert bytes(model.configuration) == before, "finding the length changes nothing"


def test_a_region_that_was_not_placed_is_none(bus: PciBus) -> None:
    bus.functions[0, 1, 0] = PciFunction(0x8086, 0x1234, sizes={0: 0x1000})
    assert enumerate_functions()[0].region(0) is None


def test_capabilities_are_found_by_kind(bus: PciBus) -> None:
    model = bus.functions[0, 1, 0] = PciFunction(0x8086, 0x1234)
    function = enumerate_functions()[0]
    assert function.capabilities(9) == []
    offsets = [model.add_capability(kind, bytes(6)) for kind in (9, 5, 9)]
    assert function.capabilities(9) == [offsets[0], offsets[2]]
    assert function.capabilities(5) == [offsets[1]]
    assert function.capabilities(7) == []


def test_capabilities_in_a_circle_end(bus: PciBus) -> None:
    model = bus.functions[0, 1, 0] = PciFunction(0x8086, 0x1234)
    first = model.add_capability(9, bytes(6))
    second = model.add_capability(9, bytes(6))
    model.configuration[second + 1] = first
    assert enumerate_functions()[0].capabilities(9) == [first, second]
    assert enumerate_functions()[0].capabilities(5) == []


# -- virtio functions --------------------------------------------------------------------------------------------------

def attached(bus: PciBus) -> VirtioFunction:
    model = VirtioFunction(NetModel(capacity=8, features=SPLIT), BASE)
    bus.functions[0, 3, 0] = model
    return model


def test_virtio_devices_are_discovered(bus: PciBus) -> None:
    bus.functions[0, 1, 0] = PciFunction(0x8086, 0x1041)
    attached(bus)
    transport, = discovery.pci_devices()
    assert (transport.device_type, transport.interrupt) == (1, 11)


@pytest.mark.parametrize("device_id, kind", [(0x1000, 9), (0x1041, 1), (0x1042, 2), (0x107F, 0x3F), (0x1040, 0), (0x1080, 0),
                                             (0x1001, 9), (0x1040, 0)])
def test_device_types(bus: PciBus, device_id: int, kind: int) -> None:
    """A transitional device says what it is in its subsystem id."""
    bus.functions[0, 3, 0] = PciFunction(0x1AF4, device_id)
    bus.functions[0, 3, 0].configuration[0x2E] = 9
    assert virtio_pci.device_type(enumerate_functions()[0]) == kind


def capability_field(model: VirtioFunction, kind: int, field: int, layout: str, value: int) -> None:
    struct.pack_into(layout, model.configuration, model.capabilities[kind] + field, value)


@pytest.mark.parametrize("kind", [1, 2, 3, 4])
@pytest.mark.parametrize("field, layout, value", [
    (3, "<B", 77), (4, "<B", 6), (4, "<B", 255), (4, "<B", 0), (8, "<I", 0x4000), (8, "<I", 0xFFFF_FFFF), (12, "<I", 0xFFFF_FFFF),
    (12, "<I", 0)], ids=["kind", "bar 6", "bar 255", "unused bar", "behind the region", "far behind", "too long", "empty"])
def test_a_block_that_is_described_wrongly_is_not_used(bus: PciBus, kind: int, field: int, layout: str, value: int) -> None:
    capability_field(attached(bus), kind, field, layout, value)
    with pytest.raises(VirtioError, match="register block"):
        PciTransport(enumerate_functions()[0])
    assert discovery.pci_devices() == []


def test_the_first_block_that_can_be_used_is_used(bus: PciBus) -> None:
    model = attached(bus)
    offset = model.capabilities[1]
    copy = bytes(model.configuration[offset + 2:offset + 16])
    capability_field(model, 1, 4, "<B", 9)
    model.add_capability(0x09, copy)
    assert PciTransport(enumerate_functions()[0]).device_type == 1


def test_a_notification_address_outside_its_block_is_refused(bus: PciBus) -> None:
    model = attached(bus)
    capability_field(model, 2, 16, "<I", 0xFFFF_FFFF)
    with pytest.raises(VirtioError, match="notification"):
        VirtioNet(PciTransport(enumerate_functions()[0]), PacketPool(16, 2048))


# -- message-signalled interrupts --------------------------------------------------------------------------------------

def use_messages(transport: PciTransport) -> bool:
    """Messages 0x41, 0x42, ... as far as the device can."""
    return all(transport.use_message(vector, 0xFEE0_1000, 0x41 + vector) for vector in range(3))


def test_a_device_sends_messages_in_place_of_raising_its_line(bus: PciBus) -> None:
    model = attached(bus)
    transport = PciTransport(enumerate_functions()[0])
    assert use_messages(transport)
    driver = VirtioNet(transport, PacketPool(64, 2048))
    assert isinstance(model.device, NetModel)
    assert not driver.enable_interrupts()
    model.device.deliver(bytes(60))
    assert model.messages == [(0xFEE0_1000, 0x42)], "the receive queue"
    received = driver.receive()
    assert received is not None
    driver.pool.give(received)
    while driver.transmit(transmittable(driver)):
        pass
    assert not driver.enable_interrupts()
    model.device.run()
    assert model.messages[1:] == [(0xFEE0_1000, 0x43)], "the transmit queue"
    assert model.device.interrupt_status == 0
    model.device.set_link(False)
    assert model.messages[2:] == [(0xFEE0_1000, 0x41)], "the configuration"
    driver.acknowledge()
    assert not driver.link_up()


def transmittable(driver: VirtioNet) -> Packet:
    packet = driver.pool.take()
    assert packet is not None
    packet.append(60)
    return packet


def test_only_the_message_for_the_configuration_has_it_read(bus: PciBus) -> None:
    model = attached(bus)
    transport = PciTransport(enumerate_functions()[0])
    assert use_messages(transport)
    transport.configuration_bit = 5
    assert transport.acknowledge(1 << 6) == 1
    assert transport.acknowledge(1 << 5) == 3
    assert transport.acknowledge(-1) == 3
    driver = VirtioNet(transport, PacketPool(64, 2048))
    model.device.change_configuration(6, bytes(2))
    driver.acknowledge(1 << 6)
    assert driver.link_up()
    driver.acknowledge(1 << 5)
    assert not driver.link_up()


@pytest.mark.parametrize("vectors, expected", [(1, [0, 0, 0]), (2, [0, 1, 0]), (3, [0, 1, 2])])
def test_too_few_messages_are_shared(bus: PciBus, vectors: int, expected: list[int]) -> None:
    model = attached(bus)
    transport = PciTransport(enumerate_functions()[0])
    assert transport.message_count() == 3
    for vector in range(vectors):
        assert transport.use_message(vector, 0xFEE0_1000, 0x41 + vector)
    VirtioNet(transport, PacketPool(64, 2048))
    assert [model.device.configuration_vector, *(queue.vector for queue in model.device.queues)] == expected


def test_messages_go_on_after_a_reset(bus: PciBus) -> None:
    model = attached(bus)
    transport = PciTransport(enumerate_functions()[0])
    assert use_messages(transport)
    driver = VirtioNet(transport, PacketPool(64, 2048))
    model.device.fail()
    driver.acknowledge()
    assert driver.faults == 1 and not driver.failed
    model.messages.clear()
    assert isinstance(model.device, NetModel)
    assert not driver.enable_interrupts() and model.device.deliver(bytes(60))
    assert model.messages == [(0xFEE0_1000, 0x42)]


@pytest.mark.parametrize("place", [7, 6, 0, 0xFFFF_FFF9, 0x1000 | 1])
def test_a_message_table_that_is_described_wrongly_is_not_used(bus: PciBus, place: int) -> None:
    model = attached(bus)
    struct.pack_into("<I", model.configuration, model._msix + 4, place)
    assert not use_messages(PciTransport(enumerate_functions()[0]))


def test_a_device_without_a_message_table_keeps_its_line(bus: PciBus) -> None:
    model = attached(bus)
    model.configuration[model._msix] = 5
    assert not use_messages(PciTransport(enumerate_functions()[0]))


@settings(max_examples=300, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0x34, 0xFF), st.integers(0, 255)), max_size=12))
def test_no_configuration_leads_outside_the_device(changes: list[tuple[int, int]]) -> None:
    """Whatever the configuration space says: a driver, or VirtioError, but no access where there is no device (BusError)."""
    simulation.reset()
    model = attached(PciBus())
    for offset, value in changes:
        model.configuration[offset] = value
    with contextlib.suppress(VirtioError, DriverError):
        transport = PciTransport(enumerate_functions()[0])
        use_messages(transport)
        VirtioNet(transport, PacketPool(16, 2048))
