"""The blocks of a disk that were used last, in memory: what a file system reads and writes through."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.threads.turn import Turn
from yarara.kernel.virtio.blk import VirtioBlk
from yarara.kernel.virtio.blk_lane import MOST_SECTORS, SECTOR
from yarara.machine import Array
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EIO

BLOCK = 4096
BLOCKS = 64
_EMPTY = -1
_MOST = SECTOR * MOST_SECTORS


class BlockCache:
    """Block n of the disk lies in slot n % BLOCKS, or not at all. What was written is on the disk after `save`, for ever after `sync`.

    Several threads may read at a time, while none writes: one at a time in the slots, all at once past them.
    """

    def __init__(self, disk: VirtioBlk) -> None:
        """Raises MemoryError."""
        self._disk = disk
        self._turn = Turn()
        self.size = disk.capacity * SECTOR
        """Of the disk, in bytes."""
        self.read_only = disk.read_only
        self._memory = allocate_dma(BLOCK * BLOCKS)
        self._held: Array[int] = Array(BLOCKS)
        self._changed: Array[bool] = Array(BLOCKS)
        self._written = False  # since the last `sync`
        for slot in range(BLOCKS):
            self._held[slot] = _EMPTY
            self._changed[slot] = False

    # -- bytes ---------------------------------------------------------------------------------------------------------

    def read(self, place: int, address: int, length: int) -> None:
        """Bytes from anywhere on the disk. Whole runs of blocks go past the cache. Raises OSError, also beyond the end."""
        self._check(place, length)
        done = 0
        while done < length:
            at = place + done
            count = min((length - done) // BLOCK * BLOCK, _MOST)
            if at % BLOCK == 0 and count > BLOCK:
                with self._turn:
                    self._write_back(at // BLOCK, count // BLOCK)
                self._disk.read(at // SECTOR, count // SECTOR, address + done)
            else:
                count = min(BLOCK - at % BLOCK, length - done)
                with self._turn:
                    machine.copy(address + done, self._block(at // BLOCK) + at % BLOCK, count)
            done += count

    def write(self, place: int, address: int, length: int) -> None:
        """Bytes to anywhere on the disk. Whole runs of blocks go past the cache. Raises OSError."""
        self._check(place, length)
        done = 0
        while done < length:
            at = place + done
            count = min((length - done) // BLOCK * BLOCK, _MOST)
            if at % BLOCK == 0 and count > BLOCK:
                self._forget(at // BLOCK, count // BLOCK)
                self._disk.write(at // SECTOR, count // SECTOR, address + done)
                self._written = True
            else:
                count = min(BLOCK - at % BLOCK, length - done)
                machine.copy(self._to_change(at // BLOCK) + at % BLOCK, address + done, count)
            done += count

    def fill(self, place: int, length: int) -> None:
        """Zeros to anywhere on the disk. Raises OSError."""
        self._check(place, length)
        while length > 0:
            count = min(BLOCK - place % BLOCK, length)
            machine.fill(self._to_change(place // BLOCK) + place % BLOCK, 0, count)
            place += count
            length -= count

    def discard(self, place: int, length: int) -> None:
        """Nobody needs these bytes any more. Raises OSError."""
        self._check(place, length)
        first = (place + SECTOR - 1) // SECTOR
        end = (place + length) // SECTOR
        while first < end and self._disk.discard(first, min(end - first, self._disk.most_discarded)):
            first += self._disk.most_discarded

    def _check(self, place: int, length: int) -> None:
        if not 0 <= place <= self.size - length:
            raise OSError(EIO, error_message(EIO))

    # -- numbers -------------------------------------------------------------------------------------------------------

    def read8(self, place: int) -> int:
        """A byte."""
        self._check(place, 1)
        with self._turn:
            return machine.load8(self._block(place // BLOCK) + place % BLOCK)

    def read16(self, place: int) -> int:
        """Two bytes, the low one first."""
        return self.read8(place) | self.read8(place + 1) << 8

    def read32(self, place: int) -> int:
        """Four bytes, the low one first."""
        return self.read16(place) | self.read16(place + 2) << 16

    def write8(self, place: int, value: int) -> None:
        self._check(place, 1)
        machine.store8(self._to_change(place // BLOCK) + place % BLOCK, value & 0xFF)

    def write16(self, place: int, value: int) -> None:
        self.write8(place, value)
        self.write8(place + 1, value >> 8)

    def write32(self, place: int, value: int) -> None:
        self.write16(place, value)
        self.write16(place + 2, value >> 16)

    # -- blocks --------------------------------------------------------------------------------------------------------

    def _block(self, number: int) -> int:
        """Where a block lies in memory. The last one of a disk may be short."""
        slot = number % BLOCKS
        memory = self._memory + BLOCK * slot
        if self._held[slot] != number:
            self._save(slot)
            self._held[slot] = _EMPTY
            sectors = self._sectors(number)
            self._disk.read(number * (BLOCK // SECTOR), sectors, memory)
            self._held[slot] = number
        return memory

    def _to_change(self, number: int) -> int:
        memory = self._block(number)
        self._changed[number % BLOCKS] = True
        return memory

    def _sectors(self, number: int) -> int:
        """Of a block: as many as the disk still has."""
        return min(BLOCK // SECTOR, self.size // SECTOR - number * (BLOCK // SECTOR))

    def _save(self, slot: int) -> None:
        """Write back what a slot holds, if that was changed. What cannot be written is given up: the error says that it is lost."""
        if self._changed[slot]:
            self._changed[slot] = False
            number = self._held[slot]
            self._held[slot] = _EMPTY
            sectors = self._sectors(number)
            self._disk.write(number * (BLOCK // SECTOR), sectors, self._memory + BLOCK * slot)
            self._written = True
            self._held[slot] = number

    def _write_back(self, number: int, count: int) -> None:
        """These blocks are about to be read past the cache."""
        for slot in range(BLOCKS):
            if number <= self._held[slot] < number + count:
                self._save(slot)

    def _forget(self, number: int, count: int) -> None:
        """These blocks are about to be overwritten past the cache."""
        for slot in range(BLOCKS):
            if number <= self._held[slot] < number + count:
                self._changed[slot] = False
                self._held[slot] = _EMPTY

    def save(self) -> None:
        """The disk has everything that was written. Raises OSError."""
        for slot in range(BLOCKS):
            self._save(slot)

    def sync(self) -> None:
        """It has, and keeps it without power. Raises OSError."""
        self.save()
        if self._written:
            self._disk.flush()
            self._written = False
