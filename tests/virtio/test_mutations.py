"""The tests of the rings notice when a ring is broken: each mutation leaves out one check, one barrier or one order of two steps."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Callable

import pytest

import yarara.kernel.virtio
from tests.virtio import pair, test_queue, test_wake_up
from tests.virtio.pair import FORMATS, Pair

FOLDER = Path(yarara.kernel.virtio.__file__).parent
PREFIX = "yarara.kernel.virtio."

# What is broken: the file, the text there, and what stands there instead. The text must occur once.
MUTATIONS = {
    "an id outside the ring is believed": ("queue", "if identifier >= self.size or self._writable", "if self._writable"),
    "any length is believed": ("queue", "if length > self._writable[identifier]:", "if False:"),
    "one byte too many is believed": ("queue", "if length > self._writable[identifier]:", "if length > self._writable[identifier] + 1:"),
    "what came back is still lent": ("queue", "        self._writable[identifier] = _NOT_LENT\n        last", "        last"),
    "descriptors of a chain are lost": ("queue", "self.free += self._taken_descriptors[identifier]", "self.free += 1"),
    "only the head of a chain becomes free": ("queue", "        self._last_free = last\n", "        self._last_free = identifier\n"),
    "a batch has no end": ("queue", "        for _ in range(most):", "        for _ in range(self.size):"),
    "a batch gives its last length to all": ("queue", "        length = self._writable[chain]\n        if", "        length = self._batch_length\n        if"),
    "a broken queue goes on": ("queue", "        self.broken = True\n", ""),
    "split: the index before the slots": ("split", "        machine.write_fence()  # the device may read", "        # the device may read"),
    "split: the wish before the index": ("split", "        machine.device_fence()\n        if not self.event_index:", "        if not self.event_index:"),
    "split: the wish before the index, emulated": ("split", "        machine.device_fence()\n        if not self.event_index:",
                                                   "        machine.fence()\n        if not self.event_index:"),
    "split: elements before the index": ("split", "        machine.read_fence()", "        pass"),
    "split: the look before the wish": ("split", "        machine.device_fence()\n        return UsedRing", "        return UsedRing"),
    "split: the look before the wish, emulated": ("split", "        machine.device_fence()\n        return UsedRing",
                                                  "        machine.fence()\n        return UsedRing"),
    "split: no look after the wish": ("split", "return UsedRing.at(self.device_area).index != self._taken", "return False"),
    "split: an index may jump": ("split", "if waiting > self.lent - self.unpublished:", "if waiting > self.size:"),
    "split: what was not published comes back": ("split", "if waiting > self.lent - self.unpublished:", "if waiting > self.lent:"),
    "split: no notification at the event": ("split", "(new - avail_event - 1) & 0xFFFF <", "(new - avail_event) & 0xFFFF <"),
    "split: notifications whatever the device says": ("split", "UsedRing.at(self.device_area).flags & USED_F_NO_NOTIFY == 0", "True"),
    "split: the counter does not wrap": ("split", "                self._taken = (self._taken + 1) & 0xFFFF\n                return", "                self._taken += 1\n                return"),
    "split: a full ring takes more": ("split", "        if self.free == 0:\n            return FULL", "        pass"),
    "split: a chain larger than what is free": ("split", "self.free < (1 if indirect else count)", "self.free < 1"),
    "split: chains are not linked": ("split", "(DESC_F_NEXT if more else 0)", "0"),
    "packed: the flags before the rest": ("packed", "        machine.write_fence()", "        pass"),
    "packed: the first flags are not held back": ("packed", "        if self._held == _NONE:", "        if self._held == _NONE - 1:"),
    "packed: the wish before the flags": ("packed", "        machine.device_fence()\n        event = machine.read32", "        event = machine.read32"),
    "packed: the rest before the flags": ("packed", "            machine.read_fence()", "            pass"),
    "packed: the look before the wish": ("packed", "        machine.device_fence()\n        flags", "        flags"),
    "packed: no look after the wish": ("packed", "return flags & BOTH == self._used or self._batch_end >= 0", "return False"),
    "packed: the wrap counter of the driver": ("packed", "            self._available ^= BOTH", "            pass"),
    "packed: the wrap counter of the device": ("packed", "                self._used ^= BOTH", "                pass"),
    "packed: a chain counts as one descriptor": ("packed", "self._taken += self._taken_descriptors[identifier]", "self._taken += 1"),
    "packed: what was not published comes back": ("packed", "if self.lent == self.unpublished:", "if False:"),
    "packed: an event in the last lap": ("packed", "            position -= self.size", "            pass"),
    "packed: no notification at the event": ("packed", "(self._next - position - 1) & 0xFFFF", "(self._next - position) & 0xFFFF"),
    "packed: the event without its wrap counter": ("packed", "(EVENT_WRAP if self._used == BOTH else 0)", "0"),
    "packed: a full ring takes more": ("packed", "        if self.free == 0:\n            return FULL", "        pass"),
    "packed: a chain larger than what is free": ("packed", "self.free < (1 if indirect else count)", "self.free < 1"),
}

ON_A_PAIR: list[Callable[[Pair], None]] = [
    test_queue.test_a_buffer_goes_to_the_device_and_comes_back, test_queue.test_a_full_ring_takes_no_more,
    test_queue.test_a_batch_comes_back_at_once, test_queue.test_the_parts_of_a_chain_arrive_in_order,
    test_queue.test_a_chain_needs_descriptors_for_all_its_parts, test_queue.test_a_device_cannot_write_more_than_a_chain_lets_it,
    test_queue.test_a_buffer_returned_twice_breaks_the_queue, test_queue.test_a_buffer_that_the_device_was_not_told_of_cannot_come_back,
    test_queue.test_one_notification_for_many_buffers, test_queue.test_a_busy_device_is_not_notified,
    test_queue.test_interrupts_come_only_while_they_are_wanted, test_queue.test_enabling_interrupts_tells_of_what_came_before,
]
ON_FEATURES: list[Callable[[int], None]] = [
    test_wake_up.test_a_core_never_sleeps_beside_a_returned_buffer, test_wake_up.test_a_device_never_sleeps_beside_an_offered_buffer,
    test_wake_up.test_a_device_never_sees_a_buffer_that_is_not_yet_written,
    test_wake_up.test_a_returned_buffer_is_read_only_after_what_says_that_it_has_returned,
]


def run_tests() -> None:
    """Fails when a test of the rings does."""
    for name, features in FORMATS.items():
        for on_a_pair in ON_A_PAIR:
            on_a_pair(Pair(features=features))
        for forged in test_queue.HOSTILE.values():
            test_queue.test_a_forged_answer_breaks_the_queue_until_it_is_reset(Pair(features=features), forged)
        for size in 2, 4:
            test_queue.test_positions_wrap(name, size)
        if "in order" in name:
            test_queue.test_in_order_one_note_stands_for_a_batch(name)
            test_queue.test_a_batch_longer_than_what_the_device_had_breaks_the_queue(name)
    test_queue.test_an_index_that_jumps_breaks_a_split_queue(4)
    for features in FORMATS.values():
        for on_features in ON_FEATURES:
            on_features(features)
    test_queue.test_every_buffer_is_in_one_place()


def load(patch: pytest.MonkeyPatch, mutated: str, old: str, new: str) -> None:
    """Make the tests use copies of the rings, in one of which `new` stands in place of `old`."""
    copies = {}
    for name in "queue", "split", "packed":
        source = (FOLDER / f"{name}.py").read_text()
        if name == mutated:
            assert source.count(old) == 1, f"{old!r} occurs {source.count(old)} times in {name}.py"
            source = source.replace(old, new)
        copies[name] = module = ModuleType(PREFIX + name)
        patch.setitem(sys.modules, PREFIX + name, module)
        exec(compile(source, f"{name}.py, broken", "exec"), vars(module))
    patch.setattr(pair, "SplitQueue", copies["split"].SplitQueue)
    patch.setattr(pair, "PackedQueue", copies["packed"].PackedQueue)
    patch.setattr(pair, "Chain", copies["queue"].Chain)
    patch.setattr(test_queue, "SplitQueue", copies["split"].SplitQueue)


def test_copies_that_are_not_broken_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    load(monkeypatch, "", "", "")
    run_tests()


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_broken_ring_is_noticed(monkeypatch: pytest.MonkeyPatch, mutation: str) -> None:
    load(monkeypatch, *MUTATIONS[mutation])
    with pytest.raises(BaseException) as noticed:
        run_tests()
    assert not isinstance(noticed.value, (KeyboardInterrupt, NameError, SyntaxError))
