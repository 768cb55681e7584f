"""What happens to the stream of a TCP connection when the network misbehaves."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

from tests.wire.booted import Guest, boot
from tests.wire.conversation import Conversation, payload
from tests.wire.peer import PATIENCE


def pattern(length: int) -> bytes:
    return bytes(i % 251 for i in range(length))


def connected(guest: Guest, port: int, window: int = 65535, **fields: Any) -> Conversation:
    conversation = Conversation(guest.peer, port, window=window)
    conversation.connect(**fields)
    return conversation


def test_data_without_psh(echo: Guest) -> None:
    conversation = connected(echo, 7)
    conversation.send("A", b"nobody pushes")
    assert conversation.collect(13) == b"nobody pushes"
    conversation.close()


def test_out_of_order_data_is_never_delivered_wrongly(echo: Guest) -> None:
    conversation = connected(echo, 7)
    data = pattern(4000)
    start = conversation.next_sequence
    pieces = [(offset, data[offset:offset + 500]) for offset in range(0, 4000, 500)]
    for offset, piece in [pieces[3], pieces[1], pieces[7], pieces[0], pieces[2], pieces[6], pieces[5], pieces[4]]:
        echo.peer.send(conversation.segment("PA", piece, sequence=start + offset))
    conversation.next_sequence += 4000
    assert conversation.collect(4000) == data
    conversation.close()


def test_duplicates_and_overlaps_are_delivered_once(echo: Guest) -> None:
    conversation = connected(echo, 7)
    data = pattern(2000)
    start = conversation.next_sequence
    for offset, end in [(0, 600), (0, 600), (300, 900), (1500, 2000), (1200, 1800), (900, 1200), (0, 2000)]:
        echo.peer.send(conversation.segment("PA", data[offset:end], sequence=start + offset))
    conversation.next_sequence += 2000
    assert conversation.collect(2000) == data
    conversation.exchange(b"and on")
    conversation.close()


def test_a_segment_that_is_missing_is_asked_for(echo: Guest) -> None:
    """Each segment behind a hole is answered at once by an ACK for what is missing (RFC 5681, 4.2)."""
    conversation = connected(echo, 7)
    start = conversation.next_sequence
    for i in (1, 2, 3):
        echo.peer.send(conversation.segment("PA", b"x" * 100, sequence=start + i * 100))
        assert conversation.expect("A").ack == start % (1 << 32)
    echo.peer.send(conversation.segment("PA", b"x" * 100))
    conversation.next_sequence += 400
    assert conversation.collect(400) == b"x" * 400
    conversation.close()


def test_without_an_ack_for_four_seconds_it_retransmits(echo: Guest) -> None:
    conversation = connected(echo, 7)
    conversation.send("PA", b"say it again")
    copies = []
    deadline = time.monotonic() + 4
    while (remaining := deadline - time.monotonic()) > 0:
        segment = conversation.next(remaining)
        if segment is not None and payload(segment):
            copies.append((time.monotonic(), segment.seq, payload(segment)))
    assert len(copies) >= 2, "it did not retransmit"
    assert len({copy[1:] for copy in copies}) == 1, "not the same segment"
    gaps = [later[0] - earlier[0] for earlier, later in zip(copies, copies[1:])]
    assert gaps[0] >= 0.15 and all(b > 1.5 * a for a, b in zip(gaps, gaps[1:])), f"no exponential back-off: {gaps}"
    conversation.expected += 12
    conversation.acknowledge()
    conversation.exchange(b"and on")
    conversation.close()


def test_a_large_answer_arrives_whole(sender: Guest) -> None:
    conversation = connected(sender, 9, options=[("MSS", 1460)])
    conversation.send("PA", b"300000\n")
    assert conversation.collect(300_000, 30) == pattern(300_000)
    conversation.close()


def test_a_large_answer_over_a_lossy_network(sender: Guest) -> None:
    """One segment in twelve is lost on its way to us, and one ACK in twelve on its way back."""
    chance = random.Random(7)
    conversation = connected(sender, 9, options=[("MSS", 1460)])
    conversation.send("PA", b"100000\n")
    deadline = time.monotonic() + 60
    while len(conversation.received) < 100_000:
        segment = conversation.next(max(deadline - time.monotonic(), 0))
        assert segment is not None, f"stalled after {len(conversation.received)} bytes"
        if chance.randrange(12):
            before = conversation.expected
            conversation.take(segment) if chance.randrange(12) else _take_silently(conversation, segment)
            assert (conversation.expected - before) % (1 << 32) <= 1461
    assert conversation.received == pattern(100_000)
    conversation.reset()


def _take_silently(conversation: Conversation, segment: object) -> None:
    acknowledge = conversation.acknowledge
    conversation.acknowledge = lambda: None  # type: ignore[method-assign]
    try:
        conversation.take(segment)
    finally:
        conversation.acknowledge = acknowledge  # type: ignore[method-assign]


def test_it_never_sends_more_than_our_window(sender: Guest) -> None:
    conversation = connected(sender, 9, window=1000)
    conversation.send("PA", b"20000\n")
    unacknowledged = 0
    while len(conversation.received) < 20_000:
        segment = conversation.next(0.3 if unacknowledged else PATIENCE)
        if segment is None:  # it waits for our ACK, as it may with less than a full segment left
            assert unacknowledged, f"stalled after {len(conversation.received)}"
            _acknowledge_up_to(conversation, unacknowledged)
            unacknowledged = 0
            continue
        offset = (segment.seq - conversation.expected) % (1 << 32)
        assert offset + len(payload(segment)) <= 1000
        if offset == unacknowledged:
            conversation.received += payload(segment)
            unacknowledged += len(payload(segment))
    assert conversation.received == pattern(20_000)
    conversation.reset()


def _acknowledge_up_to(conversation: Conversation, length: int) -> None:
    conversation.expected = (conversation.expected + length) % (1 << 32)
    conversation.acknowledge()


def test_a_closed_window_is_probed_and_opens_again(sender: Guest) -> None:
    conversation = connected(sender, 9, window=500)
    conversation.send("PA", b"3000\n")
    first = conversation.collect_without_acknowledging(500)
    conversation.window = 0
    conversation.expected = (conversation.expected + 500) % (1 << 32)
    conversation.acknowledge()
    probe = conversation.next(10)
    assert probe is not None and len(payload(probe)) <= 1, "no window probe"
    conversation.window = 65535
    conversation.acknowledge()
    assert first + conversation.collect(2500, 20) == pattern(3000)
    conversation.close()


def test_a_reader_that_does_not_read_closes_our_window_and_loses_nothing(tmp_path: Path) -> None:
    with boot("receiver.py", tmp_path) as guest:
        conversation = connected(guest, 9)
        guest.wait_for("accepted")
        start, total = conversation.next_sequence, 0
        window = _advertised(conversation, start, b"")
        while window > 0 and total < 1 << 22:
            size = min(window, 1400)
            data = bytes((total + i) % 251 for i in range(size))
            total += size
            window = _advertised(conversation, start + total, data)
        assert 0 < total < 1 << 22, "the window never closed"
        control = connected(guest, 10)
        control.send("PA", b"go\n")
        update = conversation.next(10)
        assert update is not None and update.window > 0, "no window update"
        conversation.send("FA")
        guest.wait_for(f"received {total}, 0 wrong")


def _advertised(conversation: Conversation, end: int, data: bytes) -> int:
    """Send data; the window that the guest still gives once it has acknowledged everything up to `end`."""
    conversation.send("PA", data)
    while data:
        segment = conversation.expect("A")
        if segment.ack == end % (1 << 32):
            return int(segment.window)
    return 1400
