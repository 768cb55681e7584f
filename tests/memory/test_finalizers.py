"""Objects with `__del__` against a model: each has its turn once, in order, with all that it refers to still there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.booted import Booted, booted, live_objects
from yarara import machine
from yarara.kernel.memory import collector, finalizers, heap, weak

RECORD = 4  # words of a record and of a weak reference: header, target, next, one of the library's
Shape = list[tuple[bool, int, int]]  # of each object: whether it has a `__del__`, and to which two it refers

shapes = st.lists(st.tuples(st.booleans(), st.integers(0, 14), st.integers(0, 14)), min_size=1, max_size=12)


class Model:
    """Objects with two references each, records for some, a weak reference to each."""

    def __init__(self, computer: Booted, shape: Shape) -> None:
        kind = computer.add_type(3, 0b110)
        self.record_kind = computer.add_type(RECORD, 0)
        self.objects = [heap.allocate(kind, 24) for _ in shape]
        self.edges: dict[int, set[int]] = {}
        self.waiting: list[int] = []  # the oldest first
        self.records: dict[int, int] = {}
        for index, (finalizable, *targets) in enumerate(shape):
            there = [target for target in targets if target < len(shape)]
            self.edges[index] = set(there)
            for slot, target in enumerate(there):
                machine.store64(self.objects[index] + 8 + 8 * slot, self.objects[target])
            if finalizable:
                self.records[index] = self._record(index)
                finalizers.register(self.records[index])
                self.waiting.append(index)
        self.references = [self._record(index) for index in range(len(shape))]
        for reference in self.references:
            computer.add_variable(reference)
            weak.register(reference)

    def _record(self, index: int) -> int:
        address = heap.allocate(self.record_kind, 8 * RECORD)
        machine.store64(address + 8, self.objects[index])
        return address

    def reachable(self, found: set[int]) -> set[int]:
        """These and all that they refer to."""
        pending = list(found)
        while pending:
            for target in self.edges[pending.pop()] - found:
                found.add(target)
                pending.append(target)
        return found

    def due(self, kept: set[int]) -> list[int]:
        """Whose turn it is when the program can reach just these."""
        lost = [index for index in self.waiting if index not in kept]
        referred = set().union(*(self.reachable(set(self.edges[index])) for index in lost))
        return [index for index in lost if index not in referred] or lost


def take_all(model: Model) -> list[int]:
    by_record = {record: index for index, record in model.records.items()}
    taken = []
    while record := finalizers.take_due():
        assert machine.load64(record + 8) == model.objects[by_record[record]]
        taken.append(by_record[record])
    return taken


@given(shapes, st.sets(st.integers(0, 11), max_size=3))
@settings(max_examples=200, deadline=None)
def test_each_has_its_turn_before_what_it_refers_to(shape: Shape, roots: set[int]) -> None:
    with booted(200) as computer:
        model = Model(computer, shape)
        held = {index for index in roots if index < len(shape)}
        for index in held:
            computer.add_variable(model.objects[index])
        kept = model.reachable(held)
        while True:
            expected = model.due(kept)
            lost = {index for index in model.waiting if index not in kept}
            collector.collect()
            alive = kept | model.reachable(lost)
            assert live_objects() == {model.objects[i] for i in alive} | {model.records[i] for i in model.waiting} | set(model.references)
            assert [i for i in range(len(shape)) if machine.load64(model.references[i] + 8)] == sorted(kept)
            assert take_all(model) == expected
            if not expected:
                break
            model.waiting = [index for index in model.waiting if index not in expected]


@given(shapes)
@settings(max_examples=50, deadline=None)
def test_at_the_end_the_oldest_comes_first(shape: Shape) -> None:
    with booted(200) as computer:
        model = Model(computer, shape)
        for address in model.objects:
            computer.add_variable(address)
        collector.collect()
        assert take_all(model) == []
        finalizers.end()
        collector.collect()
        assert take_all(model) == model.waiting


def test_what_is_due_is_kept_until_it_is_taken() -> None:
    with booted(200) as computer:
        model = Model(computer, [(True, 1, 99), (False, 99, 99)])
        for _ in range(3):
            collector.collect()
            assert set(model.objects) <= live_objects()
        assert take_all(model) == [0]
        collector.collect()
        assert not set(model.objects) & live_objects()
