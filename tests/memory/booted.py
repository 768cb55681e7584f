"""A simulated machine far enough into its boot for the memory code: static area, RAM, roots, a stack, type descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from yarara import machine
from yarara.kernel.memory import area, blocks, heap, pagemap, pages, stacks
from yarara.kernel.memory.typeinfo import TypeInfo
from yarara.simulation import simulation

PAGE = 4096
MIB = 1 << 20


class Booted:
    """The machine under test. `stack_pointer` is what the core has in rsp, also while it is stopped."""

    def __init__(self) -> None:
        simulation.reset()
        simulation.set_symbol("yarara_memory_state", simulation.allocate(area.END))
        self.roots = simulation.allocate(PAGE)
        simulation.set_symbol("yarara_roots", self.roots)
        self.stack_low = simulation.allocate(2 * PAGE)
        self.stack_high = self.stack_low + 2 * PAGE
        self.stack_pointer = self.stack_high
        self._code: dict[int, str] = {}
        for name in ("yarara_spill_and_call", *simulation.exported):
            self._code[0x100 + len(self._code)] = name
            simulation.set_symbol(name, 0xFF + len(self._code))

    def call(self, code: int, argument: int) -> None:
        assert self._code[code] == "yarara_spill_and_call"
        simulation.exported[self._code[argument]](self.read_stack_pointer())

    def read_stack_pointer(self) -> int:
        return self.stack_pointer

    def add_ram(self, count: int) -> int:
        """`count` pages at an odd place, so that alignment is not given for free."""
        start = simulation.allocate((count + 1) * PAGE, 64 * PAGE) + PAGE
        pages.add_range(start, start + count * PAGE)
        return start

    def start_heap(self) -> None:
        stacks.register_initial_stack(self.stack_low, self.stack_high)
        heap.initialize()
        heap.initialize_core()

    def add_type(self, words: int, pointers: int, item_size: int = 0, item_pointers: int = 0) -> int:
        """A TypeInfo with a fixed part of this many words, header included."""
        info = TypeInfo.at(simulation.allocate(TypeInfo.SIZE, 16))
        info.size = words * 8
        info.item_size = item_size
        info.pointers = pointers
        info.item_pointers = item_pointers
        return info.address

    def push(self, *words: int) -> None:
        for word in words:
            self.stack_pointer -= 8
            machine.store64(self.stack_pointer, word)

    def add_variable(self, value: int) -> int:
        """A module variable in the table of roots; where it lies."""
        count = machine.load64(self.roots)
        variable = simulation.allocate(8, 8)
        machine.store64(variable, value)
        machine.store64(self.roots + 8 + count * 8, variable)
        machine.store64(self.roots, count + 1)
        return variable


@contextmanager
def booted(ram_pages: int = 0) -> Iterator[Booted]:
    """A new machine, with a heap if it is given RAM."""
    computer = Booted()
    with patch.object(machine, "call1", computer.call):
        if ram_pages:
            computer.add_ram(ram_pages)
            computer.start_heap()
        yield computer


def live_objects() -> set[int]:
    """The objects that the last collection found alive."""
    found = set()
    page = pagemap.next_heap_page(0)
    while page:
        if pagemap.kind(page) == pagemap.BLOCK:
            block = blocks.Block.at(page)
            found |= {blocks.cell_address(block, i) for i in range(block.cells) if blocks.is_marked(block, i)}
            page += blocks.BLOCK_SIZE
        else:
            assert pagemap.kind(page) == pagemap.LARGE
            found.add(page)
            page += pagemap.large_pages(page) * PAGE
        page = pagemap.next_heap_page(page)
    return found
