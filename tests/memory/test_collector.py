"""The collector against a model: random graphs of objects, of which exactly the reachable ones survive."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.memory.booted import PAGE, Booted, booted, live_objects
from yarara import machine
from yarara.kernel.memory import blocks, collector, heap, marking, pages, stacks, typeinfo, world
from yarara.simulation import simulation

ANYTHING = typeinfo.EVERY_WORD


@dataclass
class Kind:
    """A class of objects: which words of the fixed part are references, and the shape of its slots."""
    words: int
    pointers: int
    item_size: int = 0
    item_pointers: int = 0
    info: int = 0

    def size(self, length: int) -> int:
        return self.words * 8 + self.item_size * length

    def reference_offsets(self, length: int) -> list[int]:
        found = [8 * word for word in range(self.words) if self.pointers >> word & 1 and word > 0]
        for slot in range(length):
            start = self.words * 8 + slot * self.item_size
            found += [start + 8 * word for word in range(self.item_size // 8) if self.item_pointers >> word & 1]
        return found


def all_kinds() -> list[Kind]:
    return [
        Kind(3, 0b110),  # a tree node
        Kind(2, 0),  # a number
        Kind(6, 0b101000),
        Kind(20, 0b1 << 19),
        Kind(300, 0b10),  # a large object
        Kind(5, ANYTHING),
        Kind(2, 0, item_size=8, item_pointers=1),  # an array of references
        Kind(2, 0, item_size=24, item_pointers=0b101),  # an array of tuples
        Kind(2, 0, item_size=16, item_pointers=ANYTHING),
        Kind(2, 0, item_size=8),  # an array of numbers
    ]


@dataclass
class Node:
    kind: Kind
    length: int
    address: int
    edges: list[int] = field(default_factory=list)


nodes_of_graphs = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.integers(0, 5), st.integers(0, 700)), st.lists(st.integers(0, 10**6), max_size=6)),
    min_size=1, max_size=40)
roots_of_graphs = st.lists(
    st.tuples(st.sampled_from(["variable", "stack", "core"]), st.integers(0, 10**6), st.integers(0, 10**6)), max_size=6)


class Graph:
    """Objects in the heap, and what the model knows about them."""

    def __init__(self, computer: Booted, shape: list[tuple[int, int, list[int]]]) -> None:
        kinds = all_kinds()
        for kind in kinds:
            kind.info = computer.add_type(kind.words, kind.pointers, kind.item_size, kind.item_pointers)
        self.nodes = []
        for number, length, _ in shape:
            kind = kinds[number]
            length = length if kind.item_size else 0
            node = Node(kind, length, heap.allocate(kind.info, kind.size(length)))
            if kind.item_size:
                machine.store64(node.address + 8, length)
            self.nodes.append(node)
        for node, (_, _, targets) in zip(self.nodes, shape):
            self._connect(node, targets)

    def _connect(self, node: Node, targets: list[int]) -> None:
        offsets = node.kind.reference_offsets(node.length)
        for position, target in enumerate(targets):
            if offsets:
                offset = offsets[(target // 64 + position * 7) % len(offsets)]
                machine.store64(node.address + offset, self.nodes[target % len(self.nodes)].address)
        by_address = {other.address: index for index, other in enumerate(self.nodes)}
        words = [machine.load64(node.address + offset) for offset in offsets]
        node.edges = [by_address[word] for word in words if word]

    def add_roots(self, computer: Booted, roots: list[tuple[str, int, int]]) -> set[int]:
        """Make roots; the numbers of the nodes that they keep alive."""
        kept = set()
        for number, (place, choice, inside) in enumerate(roots, 1):
            index = choice % len(self.nodes)
            node = self.nodes[index]
            kept.add(index)
            if place == "variable":
                computer.add_variable(node.address)
            elif place == "stack":
                computer.push(node.address + inside % node.kind.size(node.length))
            else:
                machine.core_store(4096 - 8 * number, node.address)
        return kept

    def reachable(self, found: set[int]) -> set[int]:
        pending = list(found)
        while pending:
            for target in self.nodes[pending.pop()].edges:
                if target not in found:
                    found.add(target)
                    pending.append(target)
        return found

    def addresses(self, indexes: set[int]) -> set[int]:
        return {self.nodes[index].address for index in indexes}

    def contents(self, indexes: set[int]) -> list[bytes]:
        return [simulation.read_bytes(self.nodes[i].address, self.nodes[i].kind.size(self.nodes[i].length)) for i in indexes]


@given(nodes_of_graphs, roots_of_graphs, st.sampled_from([1, 2, 5, 256]))
@settings(max_examples=150, deadline=None)
def test_exactly_the_reachable_objects_survive(
        shape: list[tuple[int, int, list[int]]], roots: list[tuple[str, int, int]], mark_stack: int) -> None:
    with booted(700) as computer:
        graph = Graph(computer, shape)
        alive = graph.reachable(graph.add_roots(computer, roots))
        before = graph.contents(alive)
        marking.state().capacity = mark_stack
        for _ in range(2):
            collector.collect()
            assert live_objects() == graph.addresses(alive)
            assert graph.contents(alive) == before
            check_reuse(computer, graph, alive)


def check_reuse(computer: Booted, graph: Graph, alive: set[int]) -> None:
    """What is allocated now is clean and lies outside of the survivors."""
    taken = sorted((graph.nodes[i].address, graph.nodes[i].kind.size(graph.nodes[i].length)) for i in alive)
    before = graph.contents(alive)
    for size in (16, 24, 24, 48, 160, 2400) * 4:
        address = heap.allocate(graph.nodes[0].kind.info, size)
        assert simulation.read_bytes(address + 8, size - 8) == bytes(size - 8)
        assert all(address + size <= start or address >= start + length for start, length in taken)
        machine.fill(address + 8, 0xEE, size - 8)
    assert graph.contents(alive) == before


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 50)), max_size=150))
@settings(max_examples=60, deadline=None)
def test_objects_come_and_go_over_many_collections(steps: list[tuple[int, int]]) -> None:
    """Allocation, dropping and collections in any order: cells of swept and unswept parts of blocks are told apart."""
    with booted(200) as computer:
        info = computer.add_type(4, 0b10)
        alive: list[int] = []
        gone: set[int] = set()  # dead before the last collection, and not allocated since
        for step, choice in steps:
            if step == 0:
                for _ in range(choice):
                    address = heap.allocate(info, 300)
                    assert address not in alive
                    gone.discard(address)
                    alive.append(address)
            elif step == 1 and alive:
                del alive[choice % len(alive)]
            elif step == 2:
                before = set(alive)
                alive = alive[:500]
                computer.stack_pointer = computer.stack_high
                computer.push(*[address + 299 for address in alive], *sorted(gone)[:400])
                collector.collect()
                assert live_objects() == set(alive)
                gone |= before - set(alive)


def test_word_that_points_to_a_dead_cell_revives_nothing() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0b110)
        objects = [heap.allocate(info, 24) for _ in range(50)]
        computer.push(objects[10])
        collector.collect()
        computer.push(*objects, objects[-1] + 24)  # dead, but their old contents are still there
        collector.collect()
        assert live_objects() == {objects[10]}


def test_words_that_are_no_object_are_ignored() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        address = heap.allocate(info, 24)
        large = heap.allocate(info, 3 * PAGE)
        block = address & -blocks.BLOCK_SIZE
        free_page = pages.allocate_pages(1)
        pages.free_pages(free_page, 1)
        for word in (0, 1, -1, -1 << 63, (1 << 63) - 1, block, block + blocks.HEADER_SIZE, block + blocks.BLOCK_SIZE - 1,
                     free_page, large - 1, large + 3 * PAGE, info, computer.stack_low):
            computer.push(word)
        collector.collect()
        assert live_objects() == set()


def test_static_objects_are_no_part_of_the_heap() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0b110)
        static = simulation.allocate(24, 16)
        machine.store64(static, info)
        address = heap.allocate(info, 24)
        machine.store64(address + 8, static)
        computer.add_variable(static)
        computer.add_variable(address)
        collector.collect()
        assert live_objects() == {address}


def test_long_chain_and_wide_array_need_no_deep_stack() -> None:
    with booted(1000) as computer:
        link = computer.add_type(2, 0b10)
        holder = computer.add_type(2, 0, item_size=8, item_pointers=1)
        array = heap.allocate(holder, 16 + 8 * 3000)
        computer.add_variable(array)
        machine.store64(array + 8, 3000)
        for slot in range(3000):
            address = heap.allocate(link, 16)
            machine.store64(address + 8, machine.load64(array + 16 + 8 * (slot - 1)) if slot % 3 else 0)
            machine.store64(array + 16 + 8 * slot, address)
        marking.state().capacity = 130
        collector.collect()
        assert len(live_objects()) == 3001


def test_stack_below_the_stack_pointer_is_not_looked_at() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        computer.push(heap.allocate(info, 24))
        computer.stack_pointer += 8
        collector.collect()
        assert live_objects() == set()


def parked_thread(computer: Booted, word: int) -> stacks.StackRecord:
    low = simulation.allocate(PAGE)
    record = stacks.StackRecord.at(simulation.allocate(stacks.StackRecord.SIZE))
    record.low, record.high, record.stack_pointer = low, low + PAGE, low + PAGE - 64
    machine.store64(record.stack_pointer + 16, word)
    return record


def test_parked_threads_keep_objects_alive_until_they_end() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        objects = [heap.allocate(info, 24) for _ in range(3)]
        records = [parked_thread(computer, address) for address in objects]
        for record in records:
            stacks.register_stack(record)
        collector.collect()
        assert live_objects() == set(objects)
        for index in (1, 0, 2):
            stacks.unregister_stack(records[index])
            objects.remove(machine.load64(records[index].stack_pointer + 16))
            collector.collect()
            assert live_objects() == set(objects)


def test_running_thread_is_looked_at_from_where_it_is_now() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        record = parked_thread(computer, 0)
        stacks.register_stack(record)
        computer.stack_pointer = record.stack_pointer  # this core runs the thread, which went deeper since it was switched to
        computer.push(heap.allocate(info, 24))
        address = machine.load64(computer.stack_pointer)
        collector.collect()
        assert live_objects() == {address}


def test_registered_record_keeps_the_object_around_it() -> None:
    with booted(200) as computer:
        info = computer.add_type(10, 0)
        thread = heap.allocate(info, 80)
        record = stacks.StackRecord.at(thread + 16)
        record.low, record.high = computer.stack_low - PAGE, computer.stack_low - PAGE
        record.stack_pointer = record.high
        stacks.register_stack(record)
        collector.collect()
        assert live_objects() == {thread}
        stacks.unregister_stack(record)
        collector.collect()
        assert live_objects() == set()


def test_statistics_count() -> None:
    with booted(200) as computer:
        info = computer.add_type(3, 0)
        computer.push(heap.allocate(info, 24), heap.allocate(info, 5000))
        collector.collect()
        collector.collect()
        counters = collector.statistics()
        assert counters.collections == 2
        assert counters.live == 24 + 2 * PAGE
        assert counters.allocated >= counters.live
        assert 0 < counters.pause_max <= counters.pause_total
        assert world.state().stop == 0
