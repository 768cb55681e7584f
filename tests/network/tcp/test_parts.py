"""The parts of TCP that know nothing of segments: positions, ranges, rings, deadlines, the table, initial numbers, the RTO."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.network.tcp.host import numbered
from yarara.kernel.network.duration import MILLISECOND, NEVER, SECOND
from yarara.kernel.network.tcp.assembler import RANGES, Assembler
from yarara.kernel.network.tcp.buffer import KEPT_FREE, BufferPool, ByteRing
from yarara.kernel.network.tcp.entry import CHALLENGE_INTERVAL, Entry, EntryQueue
from yarara.kernel.network.tcp.isn import InitialSequence, SipHash
from yarara.kernel.network.tcp.rto import INITIAL, MAXIMUM, MINIMUM, RetransmissionTimer
from yarara.kernel.network.tcp.sequence import MASK, unwrap
from yarara.kernel.network.tcp.table import Table
from yarara.kernel.network.tcp.timers import Timer, TimerHeap
from yarara.simulation import simulation


# -- sequence numbers --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("sequence, near, position", [
    (5, 5, 5),
    (6, 5, 6),
    (4, 5, 4),
    (0xFFFF_FFFF, 0, -1),
    (0, 0xFFFF_FFFF, 0x1_0000_0000),
    (1, 0x1_0000_0000, 0x1_0000_0001),
    (0xFFFF_FFFF, 0x1_0000_0000, 0xFFFF_FFFF),
    (0x8000_0000, 0, -0x8000_0000),
    (0x7FFF_FFFF, 0, 0x7FFF_FFFF),
    (7, 5 << 32, (5 << 32) + 7),
])
def test_unwrap(sequence: int, near: int, position: int) -> None:
    assert unwrap(sequence, near) == position


@given(st.integers(0, 1 << 48), st.integers(-(1 << 31), (1 << 31) - 1))
def test_unwrap_undoes_the_mask(near: int, distance: int) -> None:
    assert unwrap((near + distance) & MASK, near) == near + distance


# -- the assembler -----------------------------------------------------------------------------------------------------

def test_in_order_needs_no_ranges() -> None:
    assert Assembler().advance(10) == 10


@pytest.mark.parametrize("arrivals, position, reached", [
    ([(10, 20)], 5, 5),
    ([(10, 20)], 10, 20),
    ([(10, 20)], 15, 20),
    ([(10, 20)], 25, 25),
    ([(10, 20), (30, 40)], 10, 20),
    ([(30, 40), (10, 20)], 10, 20),
    ([(10, 20), (20, 30)], 10, 30),
    ([(20, 30), (10, 20)], 10, 30),
    ([(10, 20), (30, 40), (20, 30)], 10, 40),
    ([(10, 20), (30, 40), (15, 35)], 10, 40),
    ([(10, 12), (14, 16), (18, 20), (5, 25)], 5, 25),
    ([(10, 40), (20, 30)], 10, 40),
    ([(20, 30), (10, 40)], 12, 40),
])
def test_arrivals(arrivals: list[tuple[int, int]], position: int, reached: int) -> None:
    assembler = Assembler()
    for start, end in arrivals:
        assert assembler.add(start, end)
    assert assembler.highest == max(end for _, end in arrivals)
    assert assembler.advance(position) == reached


def test_a_range_too_many_is_refused_and_changes_nothing() -> None:
    assembler = Assembler()
    for index in range(RANGES):
        assert assembler.add(10 + 10 * index, 15 + 10 * index)
    assert not assembler.add(1000, 1001)
    assert not assembler.add(1, 2)
    assert assembler.count == RANGES
    assert assembler.add(15, 20), "filling a hole needs no room"
    assert assembler.count == RANGES - 1


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 15)), max_size=30), st.integers(0, 80))
def test_the_assembler_is_a_set_of_positions(arrivals: list[tuple[int, int]], position: int) -> None:
    assembler, model = Assembler(), set[int]()
    for start, length in arrivals:
        if assembler.add(start, start + length):
            model |= set(range(start, start + length))
        assert assembler.count <= RANGES
    reached = assembler.advance(position)
    expected = position
    while expected in model:
        expected += 1
    assert reached == expected
    assert assembler.highest == max((place + 1 for place in model if place >= reached), default=0)


# -- rings and their memory --------------------------------------------------------------------------------------------

@given(st.integers(-100, 1 << 40), st.lists(st.binary(max_size=3000), max_size=5))
def test_a_ring_gives_back_what_lies_at_a_position(start: int, pieces: list[bytes]) -> None:
    simulation.reset()
    ring = ByteRing(BufferPool(4096, 1))
    assert ring.attach()
    scratch = simulation.allocate(4096)
    position = start
    for piece in pieces:
        simulation.write_bytes(scratch, piece)
        ring.write(position, scratch, len(piece))
        simulation.write_bytes(scratch, bytes(4096))
        ring.read(position, scratch, len(piece))
        assert simulation.read_bytes(scratch, len(piece)) == piece
        position += len(piece)


def test_what_is_written_out_of_order_reads_in_order() -> None:
    simulation.reset()
    ring = ByteRing(BufferPool(4096, 1))
    assert ring.attach()
    data, scratch = numbered(4096), simulation.allocate(4096)
    for piece in (3, 0, 2, 1):
        simulation.write_bytes(scratch, data[piece * 1024:piece * 1024 + 1024])
        ring.write(5000 + piece * 1024, scratch, 1024)
    ring.read(5000, scratch, 4096)
    assert simulation.read_bytes(scratch, 4096) == data


def test_the_pool_is_bounded() -> None:
    simulation.reset()
    pool = BufferPool(8192, 3)
    buffers = [pool.take() for _ in range(4)]
    assert buffers[3] == 0 and len(set(buffers[:3])) == 3 and pool.used == 3
    pool.give(buffers[1])
    assert pool.take() == buffers[1] and pool.take() == 0


def test_free_buffers_are_used_again() -> None:
    simulation.reset()
    pool = BufferPool(4096, 1000)
    first = [pool.take() for _ in range(KEPT_FREE // 4096)]
    for buffer in first:
        pool.give(buffer)
    assert sorted(pool.take() for _ in range(KEPT_FREE // 4096)) == sorted(first)


def test_a_ring_owns_at_most_one_buffer() -> None:
    simulation.reset()
    pool = BufferPool(4096, 2)
    ring, other, third = ByteRing(pool), ByteRing(pool), ByteRing(pool)
    assert not ring.attached and ring.capacity == 4096
    assert ring.attach() and ring.attach() and pool.used == 1
    assert other.attach() and not third.attach()
    ring.release()
    ring.release()
    assert pool.used == 1 and not ring.attached and third.attach()


@pytest.mark.parametrize("size", [0, 512, 4095, 5000, 12288])
def test_impossible_ring_sizes(size: int) -> None:
    with pytest.raises(AssertionError):
        BufferPool(size, 1)


# -- deadlines ---------------------------------------------------------------------------------------------------------

class Alarm(Timer):
    """Notes when it went off, and may want to go off again."""

    def __init__(self, log: list[tuple[int, "Alarm"]], heap: TimerHeap, again: int = 0) -> None:
        super().__init__()
        self.log, self.heap, self.again = log, heap, again

    def expire(self, now: int) -> None:
        assert self.deadline == NEVER
        self.log.append((now, self))
        if self.again:
            self.heap.set(self, now + self.again)


def alarms(count: int) -> tuple[TimerHeap, list[tuple[int, Alarm]], list[Alarm]]:
    heap, log = TimerHeap(), list[tuple[int, Alarm]]()
    timers = [Alarm(log, heap) for _ in range(count)]
    for timer in timers:
        heap.add(timer)
    return heap, log, timers


def test_no_timers_no_deadline() -> None:
    assert TimerHeap().next_deadline() == NEVER
    heap, _, _ = alarms(3)
    assert heap.next_deadline() == NEVER and heap.expire(10**18) == NEVER


def test_the_earliest_comes_first() -> None:
    heap, log, (a, b, c) = alarms(3)
    heap.set(a, 30)
    heap.set(b, 10)
    heap.set(c, 20)
    assert heap.next_deadline() == 10
    assert heap.expire(9) == 10 and log == []
    assert heap.expire(20) == 30 and log == [(20, b), (20, c)]
    assert heap.expire(30) == NEVER and log[2:] == [(30, a)]


def test_postponed_and_called_off() -> None:
    heap, log, (a, b) = alarms(2)
    heap.set(a, 10)
    heap.set(b, 20)
    heap.set(a, 50)
    assert heap.next_deadline() == 20
    heap.set(b, NEVER)
    assert heap.next_deadline() == 50
    heap.remove(a)
    heap.remove(a)
    assert heap.next_deadline() == NEVER and heap.expire(100) == NEVER and log == [] and len(heap) == 1


def test_a_timer_that_sets_itself_again() -> None:
    heap, log = TimerHeap(), list[tuple[int, Alarm]]()
    timer = Alarm(log, heap, again=7)
    heap.add(timer)
    heap.set(timer, 3)
    assert heap.expire(3) == 10 and heap.expire(12) == 19 and len(log) == 2


operations = st.lists(st.tuples(st.sampled_from(["set", "never", "remove", "add", "pass"]), st.integers(0, 11), st.integers(1, 50)),
                      max_size=80)


@given(operations)
def test_the_heap_agrees_with_a_dictionary(steps: list[tuple[str, int, int]]) -> None:
    heap, log, timers = alarms(12)
    model: dict[int, int] = {index: NEVER for index in range(12)}
    now = 0
    for action, index, amount in steps:
        timer = timers[index]
        if action == "remove":
            heap.remove(timer)
            model.pop(index, None)
        elif action == "add" and index not in model:
            heap.add(timer)
            model[index] = NEVER
        elif action in ("set", "never") and index in model:
            model[index] = now + amount if action == "set" else NEVER
            heap.set(timer, model[index])
        elif action == "pass":
            now += amount
            log.clear()
            heap.expire(now)
            due = {key for key, deadline in model.items() if deadline <= now}
            assert {timers.index(fired) for _, fired in log} == due and len(log) == len(due)
            model.update((key, NEVER) for key in due)
        assert heap.next_deadline() == min(model.values(), default=NEVER)
        assert len(heap) == len(model)


# -- the table ---------------------------------------------------------------------------------------------------------

def entry(local: int, local_port: int, remote: int, remote_port: int) -> Entry:
    made = Entry()
    made.set_ends(local, local_port, remote, remote_port)
    return made


addresses, ports = st.integers(1, 3), st.integers(1, 4)
quads = st.tuples(addresses, ports, addresses, ports)


@given(st.lists(st.tuples(st.booleans(), quads), max_size=120))
def test_the_table_agrees_with_a_dictionary(steps: list[tuple[bool, tuple[int, int, int, int]]]) -> None:
    simulation.reset()
    table, model = Table(), dict[tuple[int, int, int, int], Entry]()
    for insert, quad in steps:
        if insert and quad not in model:
            model[quad] = entry(*quad)
            table.insert(model[quad])
        elif not insert and quad in model:
            table.remove(model.pop(quad))
        assert table.find(*quad) is model.get(quad) and table.count == len(model)


def test_the_table_grows_and_forgets_nothing() -> None:
    simulation.reset()
    table = Table()
    entries = [entry(1, 80, remote, port) for remote in range(50) for port in range(100)]
    for one in entries:
        table.insert(one)
    assert len(table._buckets) >= 2048
    for one in entries:
        assert table.find(1, 80, one.remote_address, one.remote_port) is one
    for one in entries:
        table.remove(one)
    assert table.count == 0 and all(table._buckets[index] is None for index in range(len(table._buckets)))


def test_each_boot_hashes_differently() -> None:
    simulation.reset()
    first, second = Table(), Table()
    assert [first._bucket(1, 80, 2, port) for port in range(20)] != [second._bucket(1, 80, 2, port) for port in range(20)]


def test_neighbouring_clients_spread_over_the_buckets() -> None:
    simulation.reset()
    table = Table()
    used = {table._bucket(0x0A00020F, 80, 0x0A000200 + host, 50000 + port) for host in range(8) for port in range(32)}
    assert len(used) > 48


def test_entries_queue_by_age() -> None:
    queue, entries = EntryQueue(), [Entry() for _ in range(4)]
    for one in entries:
        queue.append(one)
    queue.remove(entries[1])
    queue.remove(entries[3])
    assert queue.oldest is entries[0] and queue.count == 2
    queue.remove(entries[0])
    queue.append(entries[0])
    assert queue.oldest is entries[2] and entries[2].newer is entries[0]
    queue.remove(entries[2])
    queue.remove(entries[0])
    assert queue.oldest is None and queue.count == 0
    queue.append(entries[1])
    assert queue.oldest is entries[1]


def test_challenges_are_limited_for_each_entry() -> None:
    one, other = Entry(), Entry()
    assert one.may_challenge(5) and not one.may_challenge(5 + CHALLENGE_INTERVAL - 1)
    assert other.may_challenge(6) and one.may_challenge(5 + CHALLENGE_INTERVAL)


# -- initial sequence numbers ------------------------------------------------------------------------------------------

def siphash(key: bytes, message: bytes) -> int:
    """SipHash-2-4 as the paper writes it, on integers without limit."""
    mask = (1 << 64) - 1
    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]

    def rotate(word: int, count: int) -> int:
        return (word << count | word >> 64 - count) & mask

    def half(a: int, b: int, c: int, d: int, s: int, t: int) -> None:
        v[a] = (v[a] + v[b]) & mask
        v[c] = (v[c] + v[d]) & mask
        v[b], v[d] = rotate(v[b], s) ^ v[a], rotate(v[d], t) ^ v[c]
        v[a] = rotate(v[a], 32)

    def rounds(count: int) -> None:
        for _ in range(count):
            half(0, 1, 2, 3, 13, 16)
            half(2, 1, 0, 3, 17, 21)

    padded = message + bytes(-(len(message) + 1) % 8) + bytes([len(message) & 255])
    for index in range(0, len(padded), 8):
        word = int.from_bytes(padded[index:index + 8], "little")
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 255
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def signed(word: int) -> int:
    return word - (1 << 64) if word >> 63 else word


def test_the_vector_of_the_paper() -> None:
    """Appendix A: key 00..0f, message 00..0e."""
    assert siphash(bytes(range(16)), bytes(range(15))) == 0xA129CA6149BE45E5
    hasher = SipHash()
    hasher.start(0x0706050403020100, 0x0F0E0D0C0B0A0908)
    hasher.word(0x0706050403020100)
    assert hasher.finish(0x0E0D0C0B0A0908, 7, 15) == signed(0xA129CA6149BE45E5)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=12, max_size=12))
def test_siphash(key: bytes, message: bytes) -> None:
    hasher = SipHash()
    hasher.start(signed(int.from_bytes(key[:8], "little")), signed(int.from_bytes(key[8:], "little")))
    hasher.word(signed(int.from_bytes(message[:8], "little")))
    assert hasher.finish(int.from_bytes(message[8:], "little"), 4, 12) == signed(siphash(key, message))


def test_initial_numbers_follow_a_clock_of_4_microseconds() -> None:
    simulation.reset()
    numbers = InitialSequence()
    one = entry(1, 2, 3, 4)
    first = numbers.choose(one, 0)
    assert 0 <= first <= MASK
    assert (numbers.choose(one, 4000) - first) & MASK == 1
    assert (numbers.choose(one, SECOND) - first) & MASK == 250_000


def test_initial_numbers_of_others_cannot_be_guessed() -> None:
    simulation.reset()
    numbers, after_reboot = InitialSequence(), InitialSequence()
    ends = [entry(1, 80, 3, port) for port in range(100)]
    differences = {(numbers.choose(b, 0) - numbers.choose(a, 0)) & MASK for a, b in zip(ends, ends[1:])}
    assert len(differences) == 99
    assert numbers.choose(ends[0], 0) != after_reboot.choose(ends[0], 0)
    changed = [entry(2, 80, 3, 0), entry(1, 81, 3, 0), entry(1, 80, 4, 0), entry(1, 80, 3, 1)]
    assert len({numbers.choose(one, 0) for one in [ends[0], *changed]}) == 5


# -- the retransmission timeout ----------------------------------------------------------------------------------------

def test_before_any_sample() -> None:
    """RFC 6298 (2.1)."""
    assert RetransmissionTimer().timeout == INITIAL == SECOND


def test_the_first_sample() -> None:
    """(2.2): SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR."""
    timer = RetransmissionTimer()
    timer.sample(SECOND)
    assert timer.timeout == 3 * SECOND


def test_later_samples() -> None:
    """(2.3): RTTVAR = 3/4 RTTVAR + 1/4 |SRTT - R'|, then SRTT = 7/8 SRTT + 1/8 R'."""
    timer = RetransmissionTimer()
    timer.sample(800 * MILLISECOND)
    timer.sample(1600 * MILLISECOND)
    assert timer.timeout == (900 + 4 * 500) * MILLISECOND


def test_a_steady_path_brings_the_timeout_down_to_its_floor() -> None:
    timer = RetransmissionTimer()
    for _ in range(100):
        timer.sample(MILLISECOND)
    assert timer.timeout == MINIMUM


@given(st.lists(st.integers(0, 1000 * SECOND), min_size=1, max_size=30), st.integers(0, 40))
def test_always_between_the_bounds(samples: list[int], expirations: int) -> None:
    timer = RetransmissionTimer()
    for sample in samples:
        timer.sample(sample)
        assert MINIMUM <= timer.timeout <= MAXIMUM
    for _ in range(expirations):
        before = timer.timeout
        timer.back_off()
        assert timer.timeout == min(2 * before, MAXIMUM)


def test_after_a_lost_syn() -> None:
    """(5.7)"""
    timer = RetransmissionTimer()
    timer.back_off()
    timer.established(syn_was_lost=True)
    assert timer.timeout == 3 * SECOND
    timer = RetransmissionTimer()
    timer.sample(100 * MILLISECOND)
    timer.established(syn_was_lost=False)
    assert timer.timeout == 300 * MILLISECOND
