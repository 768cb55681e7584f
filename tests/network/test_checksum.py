from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.inet import IP, in4_chksum
from scapy.utils import checksum as scapy_checksum

from yarara.kernel.network import checksum
from yarara.simulation import simulation

contents = st.binary(min_size=1, max_size=200).filter(any)


def place(data: bytes) -> int:
    """The data at the very end of its memory, so that reading past it is an error."""
    start = simulation.allocate(len(data))
    simulation.write_bytes(start, data)
    return start


@given(contents)
def test_agrees_with_scapy(data: bytes) -> None:
    assert checksum.of(place(data), len(data)) == scapy_checksum(data)


@given(contents, st.integers(0, 99))
def test_pieces_of_even_length_add_up(data: bytes, cut: int) -> None:
    address = place(data)
    first = min(cut * 2, len(data) // 2 * 2)
    total = checksum.add(address + first, len(data) - first, checksum.add(address, first))
    assert checksum.finish(total) == checksum.of(address, len(data))


@given(st.integers(0, 0xFFFF_FFFF), st.integers(0, 0xFFFF_FFFF), contents)
def test_transport_checksum_agrees_with_scapy(source: int, destination: int, data: bytes) -> None:
    header = IP(src=".".join(map(str, source.to_bytes(4, "big"))), dst=".".join(map(str, destination.to_bytes(4, "big"))))
    assert checksum.transport(place(data), len(data), source, destination, 17) == in4_chksum(17, header, data)


@given(contents.filter(lambda data: len(data) % 2 == 0))
def test_data_with_its_checksum_sums_to_zero(data: bytes) -> None:
    address = place(data + checksum.of(place(data), len(data)).to_bytes(2, "big"))
    assert checksum.of(address, len(data) + 2) == 0


def test_the_longest_packet_of_ones() -> None:
    data = b"\xff" * 65535
    assert checksum.of(place(data), len(data)) == scapy_checksum(data)
