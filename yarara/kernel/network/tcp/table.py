"""From the 4-tuple of a segment to the entry it is for."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.network.tcp.entry import Entry
from yarara.machine import Array

FIRST_BITS = 6
"""64 buckets to begin with; they double when entries outnumber them."""


class Table:
    """A hash table with chains through the entries: looking up, inserting and removing allocate nothing.

    The hash multiplies with secret factors, so that nobody outside can choose addresses and ports that collide.
    """

    def __init__(self) -> None:
        self.count = 0
        self._remote_factor = machine.random_word() | 1
        self._local_factor = machine.random_word() | 1
        self._bits = FIRST_BITS
        self._buckets = _empty(1 << FIRST_BITS)

    def find(self, local_address: int, local_port: int, remote_address: int, remote_port: int) -> Entry | None:
        """The entry with this 4-tuple, or None."""
        entry = self._buckets[self._bucket(local_address, local_port, remote_address, remote_port)]
        while entry is not None:
            if (entry.remote_port == remote_port and entry.remote_address == remote_address
                    and entry.local_port == local_port and entry.local_address == local_address):
                return entry
            entry = entry.chain
        return None

    def insert(self, entry: Entry) -> None:
        """Add an entry whose 4-tuple is not in the table."""
        if self.count > len(self._buckets):
            self._grow()
        self.count += 1
        self._link(entry)

    def remove(self, entry: Entry) -> None:
        """Take out an entry that is in the table."""
        bucket = self._bucket_of(entry)
        before: Entry | None = None
        current = self._buckets[bucket]
        while current is not None and current is not entry:
            before = current
            current = current.chain
        assert current is not None, "the entry is not in the table"
        if before is None:
            self._buckets[bucket] = entry.chain
        else:
            before.chain = entry.chain
        entry.chain = None
        self.count -= 1

    def _bucket(self, local_address: int, local_port: int, remote_address: int, remote_port: int) -> int:
        remote = machine.wrap_mul(remote_address << 16 | remote_port, self._remote_factor)
        local = machine.wrap_mul(local_address << 16 | local_port, self._local_factor)
        mixed = machine.wrap_add(remote, local)
        mixed = machine.wrap_mul(mixed ^ machine.shift_right_unsigned(mixed, 32), self._remote_factor)
        return machine.shift_right_unsigned(mixed, 64 - self._bits)

    def _bucket_of(self, entry: Entry) -> int:
        return self._bucket(entry.local_address, entry.local_port, entry.remote_address, entry.remote_port)

    def _link(self, entry: Entry) -> None:
        bucket = self._bucket_of(entry)
        entry.chain = self._buckets[bucket]
        self._buckets[bucket] = entry

    @machine.may_allocate  # each time twice as much
    def _grow(self) -> None:
        """Twice as many buckets; without memory for them the chains just get longer."""
        try:
            larger = _empty(2 * len(self._buckets))
        except MemoryError:
            return
        smaller = self._buckets
        self._buckets = larger
        self._bits += 1
        for index in range(len(smaller)):
            entry = smaller[index]
            while entry is not None:
                following = entry.chain
                self._link(entry)
                entry = following


def _empty(count: int) -> Array[Entry | None]:
    """So many buckets. Raises MemoryError."""
    buckets: Array[Entry | None] = Array(count)
    for index in range(count):
        buckets.clear_slot(index)
    return buckets
