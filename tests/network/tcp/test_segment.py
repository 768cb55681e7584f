"""The TCP header: what scapy writes we read, what we write scapy reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers.inet import IP, TCP

from tests.network.tcp.host import OWN, PEER, ip
from yarara.kernel.network import checksum
from yarara.kernel.network.packet import Packet
from yarara.kernel.network.tcp.segment import ABSENT, ACK, CHECKSUM_FIELD, FIN, RST, SYN, TcpHeader, TcpSegment
from yarara.simulation import simulation


def place(data: bytes) -> int:
    """The bytes in memory that ends with them."""
    area = simulation.allocate(4096)
    simulation.write_bytes(area + 4096 - len(data), data)
    return area + 4096 - len(data)


def parse(data: bytes) -> TcpSegment | None:
    simulation.reset()
    segment = TcpSegment()
    return segment if segment.parse(place(data), len(data), ip(PEER), ip(OWN)) else None


def built(segment: Any) -> bytes:
    return bytes(IP(src=PEER, dst=OWN) / segment)[20:]


words = st.integers(0, 0xFFFFFFFF)
halves = st.integers(0, 0xFFFF)


@given(halves, halves, words, words, halves, st.binary(max_size=40))
def test_fields_are_read(sport: int, dport: int, seq: int, ack: int, window: int, data: bytes) -> None:
    segment = parse(built(TCP(sport=sport, dport=dport, seq=seq, ack=ack, window=window, flags="A") / data))
    assert segment is not None
    assert (segment.source, segment.destination) == (ip(PEER), ip(OWN))
    assert (segment.source_port, segment.destination_port) == (sport, dport)
    assert (segment.sequence, segment.acknowledgment, segment.window) == (seq, ack, window)
    assert segment.flags == ACK and segment.length == len(data)
    assert simulation.read_bytes(segment.payload, segment.length) == data


@given(halves, halves, words, words, st.integers(0, 63), halves, st.one_of(st.just(ABSENT), halves),
       st.one_of(st.just(ABSENT), st.integers(0, 14)), st.binary(max_size=40))
def test_what_is_emitted_scapy_reads(sport: int, dport: int, seq: int, ack: int, flags: int, window: int, mss: int, scale: int,
                                     data: bytes) -> None:
    simulation.reset()
    segment = TcpSegment()
    segment.source, segment.destination = ip(OWN), ip(PEER)
    segment.source_port, segment.destination_port = sport, dport
    segment.sequence, segment.acknowledgment, segment.flags, segment.window = seq, ack, flags, window
    segment.mss, segment.window_scale, segment.length = mss, scale, len(data)
    length = segment.header_length + len(data)
    address = place(bytes([0xAA]) * (length - len(data)) + data)
    segment.emit(address)
    packet = Packet(address, length)
    packet.append(length)
    packet.checksum_field = CHECKSUM_FIELD
    checksum.complete(packet)
    raw = simulation.read_bytes(address, length)
    read = TCP(raw)
    assert (read.sport, read.dport, read.seq, read.ack, read.window) == (sport, dport, seq, ack, window)
    assert int(read.flags) == flags and bytes(read.payload) == data
    options = dict(option for option in read.options if option[0] != "NOP")
    assert options == {name: value for name, value in (("MSS", mss), ("WScale", scale)) if value != ABSENT}
    read.chksum = None
    assert bytes(IP(src=OWN, dst=PEER) / read)[20:] == raw, "checksum"


@pytest.mark.parametrize("flags, length, occupied", [
    ("S", 0, 1), ("SA", 0, 1), ("A", 0, 0), ("A", 5, 5), ("FA", 5, 6), ("FA", 0, 1), ("SF", 3, 5), ("R", 0, 0), ("U", 2, 2)])
def test_sequence_length(flags: str, length: int, occupied: int) -> None:
    segment = parse(built(TCP(flags=flags) / bytes(length)))
    assert segment is not None and segment.sequence_length == occupied


def test_flag_values() -> None:
    assert (FIN, SYN, RST, ACK) == (1, 2, 4, 16)
    assert TcpHeader.SIZE == 20


def test_ecn_bits_are_not_flags() -> None:
    segment = parse(built(TCP(flags="SEC")))
    assert segment is not None and segment.flags == SYN


@pytest.mark.parametrize("options, mss, scale", [
    ([], ABSENT, ABSENT),
    ([("MSS", 1460)], 1460, ABSENT),
    ([("MSS", 0)], 0, ABSENT),
    ([("WScale", 7)], ABSENT, 7),
    ([("WScale", 14)], ABSENT, 14),
    ([("WScale", 15)], ABSENT, 14),
    ([("WScale", 255)], ABSENT, 14),
    ([("MSS", 1400), ("SAckOK", b""), ("Timestamp", (1, 0)), ("NOP", None), ("WScale", 3)], 1400, 3),
    ([("NOP", None)] * 12 + [("MSS", 9)], 9, ABSENT),
    ([("EOL", None), ("MSS", 1460)], ABSENT, ABSENT),
])
def test_options(options: Any, mss: int, scale: int) -> None:
    segment = parse(built(TCP(flags="S", options=options)))
    assert segment is not None and (segment.mss, segment.window_scale) == (mss, scale)


@pytest.mark.parametrize("raw, mss", [
    (bytes([2, 4, 5, 0xB4]), 1460),
    (bytes([2]), ABSENT),                            # a kind without a length (padded to a word with zeros: length 0)
    (bytes([1, 1, 1, 2]), ABSENT),                   # a kind as the last byte of the header
    (bytes([2, 0, 0, 0]), ABSENT),                   # length 0: would never end
    (bytes([2, 1, 0, 0]), ABSENT),                   # length 1
    (bytes([2, 3, 5, 0]), ABSENT),                   # too short for an MSS
    (bytes([2, 5, 5, 0xB4, 0, 0, 0, 0]), ABSENT),    # too long for one
    (bytes([2, 200, 5, 0xB4]), ABSENT),              # past the header
    (bytes([1, 1, 2, 4]), ABSENT),                   # its value would lie behind the header
    (bytes([99, 6, 1, 1, 1, 1, 2, 4, 5, 0xB4, 0, 0]), 1460),   # unknown, skipped
    (bytes([99, 0, 2, 4, 5, 0xB4, 0, 0]), ABSENT),   # unknown without length: nothing behind it is believed
])
def test_malformed_options(raw: bytes, mss: int) -> None:
    raw += bytes(-len(raw) % 4)
    header = bytearray(built(TCP(flags="S")))
    header[12] = (20 + len(raw)) // 4 << 4
    segment = parse(bytes(header) + raw)
    assert segment is not None and segment.mss == mss and segment.length == 0


@pytest.mark.parametrize("length", range(20))
def test_too_short_for_a_header(length: int) -> None:
    assert parse(built(TCP())[:length]) is None


@pytest.mark.parametrize("words, fits", [(0, False), (4, False), (5, True), (6, True), (7, False), (15, False)])
def test_data_offset(words: int, fits: bool) -> None:
    """The header may not be shorter than 20 bytes nor longer than the segment (24 bytes here)."""
    data = bytearray(built(TCP() / b"abcd"))
    data[12] = words << 4
    segment = parse(bytes(data))
    assert (segment is not None) == fits
    if segment is not None:
        assert segment.length == 24 - 4 * words


@given(st.binary(max_size=80))
def test_nothing_that_arrives_reads_outside(data: bytes) -> None:
    segment = parse(data)
    if segment is not None:
        assert 0 <= segment.length <= len(data) - 20
        assert ABSENT <= segment.mss <= 0xFFFF and ABSENT <= segment.window_scale <= 14
