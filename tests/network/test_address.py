from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarara.kernel.network import address
from yarara.kernel.network.interface import Interface
from yarara.kernel.network.observer import Observer

words = st.integers(0, 0xFFFF_FFFF)


@given(words)
def test_text_and_number_are_the_same_address(value: int) -> None:
    text = str(ipaddress.IPv4Address(value))
    assert address.format_ipv4(value) == text
    assert address.parse_ipv4(text) == value


@given(st.text(alphabet="0123456789.-+ x/²", max_size=18))
def test_parse_agrees_with_ipaddress(text: str) -> None:
    try:
        expected: int | None = int(ipaddress.IPv4Address(text))
    except ValueError:
        expected = None
    assert address.parse_ipv4(text) == expected


@pytest.mark.parametrize("text, expected", [
    ("10.0.2.15/24", ("10.0.2.15", "255.255.255.0")),
    ("10.0.2.15", ("10.0.2.15", "255.255.255.255")),
    ("0.0.0.0/0", ("0.0.0.0", "0.0.0.0")),
    ("10.0.2.15/33", None),
    ("10.0.2.15/", None),
    ("10.0.2/24", None),
    ("10.0.2.15/24/8", None),
])
def test_parse_prefix(text: str, expected: tuple[str, str] | None) -> None:
    parsed = address.parse_prefix(text)
    assert parsed == (None if expected is None else tuple(int(ipaddress.IPv4Address(part)) for part in expected))


def test_format_mac() -> None:
    assert address.format_mac(0x52_54_00_12_34_56) == "52:54:00:12:34:56"


@given(words)
def test_is_netmask(value: int) -> None:
    assert address.is_netmask(value) == (value in [address.netmask(length) for length in range(33)])


@pytest.mark.parametrize("destination, hop", [
    ("10.0.2.99", "10.0.2.99"),
    ("8.8.8.8", "10.0.2.2"),
    ("224.0.0.1", "0.0.0.0"),
    ("240.0.0.1", "0.0.0.0"),
    ("0.0.0.0", "0.0.0.0"),
])
def test_next_hop(destination: str, hop: str) -> None:
    interface = Interface(0, 1500)
    assert interface.next_hop(int(ipaddress.IPv4Address(destination))) == 0
    interface.configure(0x0A00_020F, 0xFFFF_FF00, 0x0A00_0202)
    assert interface.next_hop(int(ipaddress.IPv4Address(destination))) == int(ipaddress.IPv4Address(hop))


@pytest.mark.parametrize("prefix, broadcast", [(24, 0x0A00_02FF), (30, 0x0A00_020F), (31, 0xFFFF_FFFF), (32, 0xFFFF_FFFF)])
def test_broadcast_of_a_prefix(prefix: int, broadcast: int) -> None:
    interface = Interface(0, 1500)
    interface.configure(0x0A00_020D, address.netmask(prefix), 0)
    assert interface.broadcast == broadcast


def test_a_gateway_outside_of_a_host_prefix_is_a_neighbour() -> None:
    interface = Interface(0, 1500)
    interface.configure(0x0A00_020F, 0xFFFF_FFFF, 0xA9FE_0001)
    assert interface.next_hop(0x0808_0808) == 0xA9FE_0001
    assert interface.is_neighbour(0xA9FE_0001)
    assert not interface.is_neighbour(0x0A00_0210)


@pytest.mark.parametrize("own, mask", [(0, 0xFFFF_FF00), (0x7F00_0001, 0xFF00_0000), (0xE000_0001, 0xFFFF_FF00),
                                       (0x0A00_0001, 0xFF00_FF00), (0xFFFF_FFFF, 0)])
def test_impossible_configurations_are_refused(own: int, mask: int) -> None:
    with pytest.raises(ValueError):
        Interface(0, 1500).configure(own, mask, 0)


def test_source_for_a_destination() -> None:
    interface = Interface(0, 1500)
    assert interface.source_for(0x7F00_0005) == address.LOOPBACK
    assert interface.source_for(0x0808_0808) == 0
    interface.configure(0x0A00_020F, 0xFFFF_FF00, 0)
    assert interface.source_for(0x0A00_0201) == 0x0A00_020F
    assert interface.source_for(0x0A00_020F) == 0x0A00_020F
    assert interface.source_for(0xFFFF_FFFF) == 0x0A00_020F
    assert interface.source_for(0x0808_0808) == 0


def test_the_observer_hears_of_every_change() -> None:
    class Note(Observer):
        changes = 0

        def changed(self) -> None:
            self.changes += 1

    interface, note = Interface(0, 1500), Note()
    interface.observer = note
    interface.configure(0x0A00_020F, 0xFFFF_FF00, 0)
    interface.deconfigure()
    assert note.changes == 2 and interface.address == 0
