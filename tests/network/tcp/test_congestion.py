"""Congestion control as arithmetic: RFC 5681, RFC 6582, RFC 3042."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarara.kernel.network.tcp.congestion import LARGEST_WINDOW, Congestion

MSS = 1000
ISS = 5


def fresh(mss: int = MSS, syn_was_lost: bool = False) -> Congestion:
    congestion = Congestion(ISS)
    congestion.start(mss, syn_was_lost)
    return congestion


@pytest.mark.parametrize("mss, segments", [(536, 4), (1095, 4), (1096, 3), (1460, 3), (2190, 3), (2191, 2), (8960, 2)])
def test_initial_window(mss: int, segments: int) -> None:
    """RFC 5681 section 3.1."""
    assert fresh(mss).cwnd == segments * mss


def test_initial_window_after_a_lost_syn() -> None:
    assert fresh(syn_was_lost=True).cwnd == MSS


def test_slow_start_grows_by_what_is_acknowledged() -> None:
    """(2): cwnd += min(N, SMSS), so splitting acknowledgments brings nothing."""
    congestion = fresh()
    start = congestion.cwnd
    congestion.acknowledge(ISS + 1000, 1000, 3000)
    assert congestion.cwnd == start + 1000
    congestion.acknowledge(ISS + 1100, 100, 3000)
    assert congestion.cwnd == start + 1100
    congestion.acknowledge(ISS + 4100, 3000, 3000)
    assert congestion.cwnd == start + 2100


def test_congestion_avoidance_grows_by_one_segment_a_window() -> None:
    congestion = fresh()
    congestion.ssthresh = congestion.cwnd = 10_000
    for index in range(9):
        congestion.acknowledge(index * MSS, MSS, 10_000)
    assert congestion.cwnd == 10_000
    congestion.acknowledge(9 * MSS, MSS, 10_000)
    assert congestion.cwnd == 11_000


def test_three_duplicates_are_a_loss() -> None:
    """Section 3.2, steps 2 to 4."""
    congestion = fresh()
    congestion.cwnd = 10_000
    una, highest = 20_000, 30_000
    assert not congestion.duplicate(una, 10_000, highest)
    assert not congestion.duplicate(una, 10_000, highest)
    assert congestion.cwnd == 10_000
    assert congestion.duplicate(una, 10_000, highest)
    assert (congestion.ssthresh, congestion.cwnd, congestion.recover) == (5000, 8000, highest)
    assert not congestion.duplicate(una, 10_000, highest)
    assert congestion.cwnd == 9000, "each further duplicate means that a segment has left the network"


def test_limited_transmit() -> None:
    """RFC 3042: one new segment for each of the first two duplicates, without changing cwnd."""
    congestion = fresh()
    allowances = [congestion.allowance]
    for _ in range(2):
        congestion.duplicate(20_000, 3000, 23_000)
        allowances.append(congestion.allowance)
    assert allowances == [4000, 5000, 6000]
    congestion.acknowledge(23_000, 3000, 3000)
    assert congestion.allowance == congestion.cwnd


def test_ssthresh_is_two_segments_at_least() -> None:
    congestion = fresh()
    for _ in range(3):
        congestion.duplicate(20_000, 1500, 21_500)
    assert congestion.ssthresh == 2 * MSS
    other = fresh()
    other.timed_out(20_000, 1000, 21_000)
    assert other.ssthresh == 2 * MSS


def in_recovery() -> Congestion:
    congestion = fresh()
    congestion.cwnd = 10_000
    for _ in range(3):
        congestion.duplicate(20_000, 10_000, 30_000)
    return congestion


def test_a_full_acknowledgment_ends_recovery() -> None:
    """RFC 6582 section 3.2, step 3: cwnd = min(ssthresh, max(FlightSize, SMSS) + SMSS)."""
    congestion = in_recovery()
    assert not congestion.acknowledge(30_000, 10_000, 10_000)
    assert congestion.cwnd == 2000 and not congestion.recovering
    other = in_recovery()
    assert not other.acknowledge(30_000, 10_000, 18_000)
    assert other.cwnd == 5000


def test_a_partial_acknowledgment_means_another_loss() -> None:
    """cwnd shrinks by what was acknowledged and grows by one segment; the next hole is repaired at once."""
    congestion = in_recovery()
    assert congestion.acknowledge(23_000, 3000, 10_000)
    assert congestion.cwnd == 8000 - 3000 + 1000 and congestion.recovering
    assert congestion.acknowledge(23_500, 500, 7000)
    assert congestion.cwnd == 6000 - 500
    assert congestion.acknowledge(29_500, 6000, 7000)
    assert congestion.cwnd >= MSS


def test_duplicates_of_what_was_sent_before_the_recovery_start_no_new_one() -> None:
    """RFC 6582 section 3.2, step 2: the acknowledgment must cover more than `recover`."""
    congestion = in_recovery()
    congestion.acknowledge(30_000, 10_000, 10_000)
    assert not any(congestion.duplicate(30_000, 5000, 35_000) for _ in range(6))
    congestion.acknowledge(31_000, 1000, 5000)
    assert [congestion.duplicate(31_000, 5000, 36_000) for _ in range(3)] == [False, False, True]


def test_a_timeout_begins_again_with_one_segment() -> None:
    """RFC 5681 (4) and section 3.1."""
    congestion = in_recovery()
    congestion.timed_out(20_000, 10_000, 40_000)
    assert (congestion.cwnd, congestion.ssthresh, congestion.recovering) == (MSS, 5000, False)
    assert congestion.recover == 40_000
    assert not any(congestion.duplicate(20_000, 5000, 40_000) for _ in range(5))


def test_the_same_segment_timing_out_again_keeps_ssthresh() -> None:
    congestion = fresh()
    congestion.timed_out(20_000, 20_000, 40_000)
    congestion.timed_out(20_000, 1000, 40_000)
    assert congestion.ssthresh == 10_000
    congestion.timed_out(25_000, 6000, 40_000)
    assert congestion.ssthresh == 3000


def test_after_an_idle_time_slow_start_begins_again() -> None:
    """RFC 5681 section 4.1."""
    congestion = fresh()
    congestion.cwnd = 50_000
    congestion.restart()
    assert congestion.cwnd == 4 * MSS
    congestion.cwnd = MSS
    congestion.restart()
    assert congestion.cwnd == MSS, "never a way to grow"


events = st.lists(st.tuples(st.sampled_from(["ack", "duplicate", "timeout", "idle"]), st.integers(1, 20_000)), max_size=100)


@given(events, st.integers(48, 9000))
def test_the_window_is_never_silly(steps: list[tuple[str, int]], mss: int) -> None:
    """At least one segment, at most what a window can say, whatever happens in whatever order."""
    congestion = fresh(mss)
    una, highest = ISS + 1, ISS + 1
    for event, amount in steps:
        if event == "ack":
            highest = max(highest, una + amount)
            una += amount
            congestion.acknowledge(una, amount, highest - una + amount)
        elif event == "duplicate":
            highest += amount
            congestion.duplicate(una, highest - una, highest)
        elif event == "timeout":
            congestion.timed_out(una, highest - una, highest)
        else:
            congestion.restart()
        assert mss <= congestion.cwnd <= LARGEST_WINDOW
        assert congestion.allowance >= congestion.cwnd and congestion.ssthresh >= 2 * mss
