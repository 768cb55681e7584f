"""Where things lie on a FAT32 disk (FAT32 File System Specification 1.03, "Boot Sector and BPB").

A disk begins with a boot sector, or with a table of partitions of which the first FAT32 one is taken. A file or directory is a chain of clusters.
Nothing on the disk is believed: a cluster that cannot be, a chain that is too short, runs in a circle or leads beyond the disk raises OSError (EIO).
"""

from __future__ import annotations

from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.fat_table import CLUSTER_MASK, FIRST_CLUSTER, FatTable, Run
from yarara.kernel.files.filesystem import file_error
from yarara.kernel.memory.dma import allocate_dma
from yarara.runtime.error_numbers import EINVAL

SECTOR = 512
_SIGNATURE = 0xAA55
_PARTITIONS = 446
_FAT32_TYPES = (0x0B, 0x0C)


class FatVolume:
    """A disk with FAT32."""

    def __init__(self, disk: BlockCache) -> None:
        """Raises OSError when there is no FAT32 file system on it."""
        self.disk = disk
        start = 0
        if not self._begins_at(0):
            start = self._partition()
        self._read_geometry(start)

    def _partition(self) -> int:
        """The byte at which the first partition with FAT32 begins."""
        if self.disk.read16(510) == _SIGNATURE:
            for index in range(4):
                entry = _PARTITIONS + 16 * index
                if self.disk.read8(entry + 4) in _FAT32_TYPES:
                    start = self.disk.read32(entry + 8) * SECTOR
                    if start + SECTOR <= self.disk.size and self._begins_at(start):
                        return start
        raise file_error(EINVAL, "disk")

    def _begins_at(self, start: int) -> bool:
        """Whether a FAT32 boot sector is there: no root directory of fixed size, no 16-bit size of the FAT."""
        disk = self.disk
        return (disk.read16(start + 510) == _SIGNATURE and disk.read16(start + 11) in (512, 1024, 2048, 4096)
                and disk.read16(start + 17) == 0 and disk.read16(start + 22) == 0 and disk.read32(start + 36) != 0)

    def _read_geometry(self, start: int) -> None:
        """The BIOS parameter block, as far as it can be true."""
        disk = self.disk
        sector = disk.read16(start + 11)
        per_cluster = disk.read8(start + 13)
        copies = disk.read8(start + 16)
        table_size = disk.read32(start + 36) * sector
        table = start + disk.read16(start + 14) * sector
        self.cluster_size = per_cluster * sector
        """In bytes."""
        self._data = table + copies * table_size
        sectors = disk.read16(start + 19)  # of a disk so small that it should not have FAT32
        end = start + (sectors if sectors != 0 else disk.read32(start + 32)) * sector
        if per_cluster == 0 or per_cluster & (per_cluster - 1) != 0 or copies == 0 or end > disk.size or self._data >= end:
            raise file_error(EINVAL, "disk")
        clusters = min((end - self._data) // self.cluster_size, table_size // 4 - FIRST_CLUSTER)
        information = start + disk.read16(start + 48) * sector
        self.table = FatTable(disk, table, table_size, copies, clusters, information if start < information < table else 0)
        self.root = disk.read32(start + 44) & CLUSTER_MASK
        """The first cluster of the root directory."""
        self.scratch = allocate_dma(self.cluster_size)
        """Memory for a cluster."""

    def place_of(self, cluster: int) -> int:
        """Where a cluster begins on the disk."""
        self.table.check(cluster)
        return self._data + (cluster - FIRST_CLUSTER) * self.cluster_size

    def release(self, cluster: int) -> None:
        """All of a chain is free; 0 is no chain."""
        self._discard(self.table.release(cluster))

    def cut_after(self, cluster: int) -> None:
        """The chain ends here; what came after it is free."""
        self._discard(self.table.cut_after(cluster))

    def _discard(self, runs: list[Run]) -> None:
        """Tell the device that it need not keep what is there, once the disk says that they are free. One that cannot forget keeps it."""
        self.disk.save()
        for run in runs:
            try:
                self.disk.discard(self.place_of(run.first), run.count * self.cluster_size)
            except OSError:
                return

    def clear(self, cluster: int) -> None:
        """Fill it with zeros."""
        self.disk.fill(self.place_of(cluster), self.cluster_size)
