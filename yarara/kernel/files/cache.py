"""The blocks of a disk that were read last, in memory: what a file system reads through."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.memory.dma import allocate_dma
from yarara.kernel.virtio.blk import MOST_SECTORS, SECTOR, VirtioBlk
from yarara.machine import Array
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EIO

BLOCK = 4096
BLOCKS = 64
_EMPTY = -1


class BlockCache:
    """Block n of the disk lies in slot n % BLOCKS, or not at all."""

    def __init__(self, disk: VirtioBlk) -> None:
        """Raises MemoryError."""
        self._disk = disk
        self.size = disk.capacity * SECTOR
        """Of the disk, in bytes."""
        self._memory = allocate_dma(BLOCK * BLOCKS)
        self._held: Array[int] = Array(BLOCKS)
        for slot in range(BLOCKS):
            self._held[slot] = _EMPTY

    def read(self, place: int, address: int, length: int) -> None:
        """Bytes from anywhere on the disk. Whole runs of blocks go past the cache. Raises OSError, also beyond the end."""
        if not 0 <= place <= self.size - length:
            raise OSError(EIO, error_message(EIO))
        done = 0
        while done < length:
            at = place + done
            count = min((length - done) // BLOCK * BLOCK, SECTOR * MOST_SECTORS)
            if at % BLOCK == 0 and count > BLOCK:
                self._disk.read(at // SECTOR, count // SECTOR)
                machine.copy(address + done, self._disk.buffer, count)
            else:
                count = min(BLOCK - at % BLOCK, length - done)
                machine.copy(address + done, self._block(at // BLOCK) + at % BLOCK, count)
            done += count

    def _block(self, number: int) -> int:
        """Where a block lies in memory. The last one of a disk may be short."""
        slot = number % BLOCKS
        memory = self._memory + BLOCK * slot
        if self._held[slot] != number:
            self._held[slot] = _EMPTY
            sectors = min(BLOCK // SECTOR, self.size // SECTOR - number * (BLOCK // SECTOR))
            self._disk.read(number * (BLOCK // SECTOR), sectors)
            machine.copy(memory, self._disk.buffer, sectors * SECTOR)
            self._held[slot] = number
        return memory

    def read8(self, place: int) -> int:
        """A byte."""
        if not 0 <= place < self.size:
            raise OSError(EIO, error_message(EIO))
        return machine.load8(self._block(place // BLOCK) + place % BLOCK)

    def read16(self, place: int) -> int:
        """Two bytes, the low one first."""
        return self.read8(place) | self.read8(place + 1) << 8

    def read32(self, place: int) -> int:
        """Four bytes, the low one first."""
        return self.read16(place) | self.read16(place + 2) << 16
