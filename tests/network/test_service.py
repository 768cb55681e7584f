"""The service that drives the stack: where its address comes from, what it asks of its device."""

from __future__ import annotations

import pytest

from tests.boot.loader import new_machine, place_start_info
from yarara.kernel import console
from yarara.kernel.network.absent import AbsentDevice
from yarara.kernel.network.address import format_ipv4
from yarara.kernel.network.device import NetworkDevice
from yarara.kernel.network.dhcp import SELECTING, STOPPED
from yarara.kernel.network.packet import Packet, PacketPool
from yarara.kernel.network.service import Service


MEMORY = 1 << 20


class RecordingDevice(NetworkDevice):
    """Keeps the frames that are sent, and the names of the calls."""

    def __init__(self) -> None:
        super().__init__(PacketPool(16, 2048), 0x0200_0000_0001, 1500)
        self.calls: list[str] = []
        self.frames: list[Packet] = []

    def receive(self) -> Packet | None:
        self.calls.append("receive")
        return None

    def transmit(self, packet: Packet) -> bool:
        self.frames.append(packet)
        return True

    def flush(self) -> None:
        self.calls.append("flush")

    def enable_interrupts(self) -> bool:
        self.calls.append("enable")
        return False

    def disable_interrupts(self) -> None:
        self.calls.append("disable")

    def acknowledge(self, pending: int = -1) -> None:
        self.calls.append("acknowledge")


def configured(command_line: bytes) -> Service:
    new_machine()
    place_start_info(command_line=command_line)
    service = Service(RecordingDevice(), MEMORY, 0)
    service.configure(0)
    return service


def test_without_an_address_on_the_command_line_it_asks_by_dhcp() -> None:
    service = configured(b"argv=app.py")
    assert (service.stack.interface.address, service.stack.dhcp.state) == (0, SELECTING)


def test_a_static_address_with_gateway_and_name_server() -> None:
    service = configured(b"ip=10.0.2.15/24 gateway=10.0.2.2 dns=10.0.2.3")
    interface = service.stack.interface
    assert service.stack.dhcp.state == STOPPED
    assert format_ipv4(interface.address) == "10.0.2.15"
    assert format_ipv4(interface.netmask) == "255.255.255.0"
    assert format_ipv4(interface.gateway) == "10.0.2.2"
    assert [format_ipv4(server) for server in interface.name_servers] == ["10.0.2.3"]


@pytest.mark.parametrize("line", [b"ip=10.0.2.15/24", b"ip=10.0.2.15/24 gateway=nonsense dns=1.2.3"])
def test_a_static_address_without_usable_gateway_and_name_server(line: bytes) -> None:
    interface = configured(line).stack.interface
    assert (format_ipv4(interface.address), interface.gateway, interface.name_servers) == ("10.0.2.15", 0, [])


@pytest.mark.parametrize("line", [b"ip=10.0.2/24", b"ip=10.0.2.15/33", b"ip=127.0.0.1/8", b"ip=255.255.255.255", b"ip="])
def test_an_address_that_no_host_can_have_is_refused_in_the_log(line: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(console, "log", said.append)
    service = configured(line)
    assert len(said) == 1 and said[0].startswith("network: ip=")
    assert (service.stack.interface.address, service.stack.dhcp.state) == (0, STOPPED)


def test_interrupts_are_off_while_it_polls() -> None:
    service = configured(b"ip=10.0.2.15/24")
    device = service.device
    assert isinstance(device, RecordingDevice)
    device.calls.clear()
    service.acknowledge(-1)
    service.poll(1)
    service.enable_interrupts()
    assert device.calls == ["acknowledge", "disable", "receive", "flush", "enable"]


def test_without_a_device_nobody_looks_for_an_address_and_nothing_is_kept() -> None:
    new_machine()
    place_start_info()
    pool = PacketPool(4, 2048)
    service = Service(AbsentDevice(pool), MEMORY, 0)
    service.configure(0)
    service.wait_for_address()
    assert service.stack.dhcp.state == STOPPED
    for _ in range(10):
        packet = pool.take()
        assert packet is not None and service.device.transmit(packet)
    assert service.device.receive() is None
