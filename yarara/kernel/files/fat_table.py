"""The table of chains of a FAT32 file system: for each cluster the one after it (FAT32 File System Specification 1.03, "FAT Data Structure" and "FSInfo").

The table lies on the disk several times; the first copy is read, all are written. Four of the 32 bits of an entry belong to somebody else.
"""

from __future__ import annotations

from yarara.kernel.files.cache import BlockCache
from yarara.kernel.files.filesystem import file_error
from yarara.runtime.error_numbers import EIO, ENOSPC

FIRST_CLUSTER = 2
CLUSTER_MASK = 0x0FFF_FFFF
_END_OF_CHAIN = 0x0FFF_FFF8
_LAST = 0x0FFF_FFFF
_FREE = 0

# The sector that says how much is free. It may be wrong, or absent.
_INFORMATION_SIGNATURES = (0x4161_5252, 0x6141_7272)
_FREE_COUNT = 488
_NEXT_FREE = 492


class Run:
    """Clusters that lie one after another."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.count = 1


class FatTable:
    """Chains are made longer, shorter and given back here."""

    def __init__(self, disk: BlockCache, place: int, copy_size: int, copies: int, clusters: int, information: int) -> None:
        """`place` and `copy_size` in bytes; `information`: where the sector about free clusters lies, 0 if there is none."""
        self._disk = disk
        self._place = place
        self._copy_size = copy_size
        self._copies = copies
        self._end = FIRST_CLUSTER + clusters
        self._information = information if information != 0 and self._is_information(information) else 0
        self._candidate = FIRST_CLUSTER
        if self._information != 0:
            self._candidate = disk.read32(information + _NEXT_FREE)

    def _is_information(self, place: int) -> bool:
        return self._disk.read32(place) == _INFORMATION_SIGNATURES[0] and self._disk.read32(place + 484) == _INFORMATION_SIGNATURES[1]

    def check(self, cluster: int) -> None:
        """Raises OSError (EIO) unless there is such a cluster."""
        if not FIRST_CLUSTER <= cluster < self._end:
            raise file_error(EIO, "disk")

    def next(self, cluster: int) -> int:
        """The one after it; 0 at the end of the chain."""
        self.check(cluster)
        following = self._disk.read32(self._place + 4 * cluster) & CLUSTER_MASK
        return 0 if following >= _END_OF_CHAIN else following

    def allocate(self, previous: int) -> int:
        """A free cluster, which becomes the end of the chain that ends with `previous` (0: a chain of its own). Raises OSError (ENOSPC)."""
        cluster = self._find_free()
        self._set(cluster, _LAST)
        if previous != 0:
            self._set(previous, cluster)
        self._candidate = cluster + 1
        self._note(-1)
        return cluster

    def _find_free(self) -> int:
        start = self._candidate if FIRST_CLUSTER <= self._candidate < self._end else FIRST_CLUSTER
        for cluster in range(start, self._end):
            if self._disk.read32(self._place + 4 * cluster) & CLUSTER_MASK == _FREE:
                return cluster
        for cluster in range(FIRST_CLUSTER, start):
            if self._disk.read32(self._place + 4 * cluster) & CLUSTER_MASK == _FREE:
                return cluster
        raise file_error(ENOSPC, "disk")

    def cut_after(self, cluster: int) -> list[Run]:
        """The chain ends here; what came after it, which is given, is free."""
        following = self.next(cluster)
        self._set(cluster, _LAST)
        return self.release(following)

    def release(self, cluster: int) -> list[Run]:
        """All of a chain, which is given, is free; 0 is no chain. One that runs in a circle ends where it began."""
        runs: list[Run] = []
        count = 0
        while cluster != 0 and self._disk.read32(self._place + 4 * cluster) & CLUSTER_MASK != _FREE:
            following = self.next(cluster)
            self._set(cluster, _FREE)
            count += 1
            if len(runs) > 0 and runs[-1].first + runs[-1].count == cluster:
                runs[-1].count += 1
            else:
                runs.append(Run(cluster))
            if following != 0:
                self.check(following)
            cluster = following
        self._note(count)
        return runs

    def _set(self, cluster: int, value: int) -> None:
        self.check(cluster)
        kept = self._disk.read32(self._place + 4 * cluster) & ~CLUSTER_MASK
        for copy in range(self._copies):
            self._disk.write32(self._place + copy * self._copy_size + 4 * cluster, kept | value)

    def _note(self, freed: int) -> None:
        """So many more clusters are free, or fewer. A count that cannot be is left alone."""
        if self._information == 0:
            return
        free = self._disk.read32(self._information + _FREE_COUNT)
        if 0 <= free + freed <= self._end - FIRST_CLUSTER:
            self._disk.write32(self._information + _FREE_COUNT, free + freed)
        self._disk.write32(self._information + _NEXT_FREE, min(self._candidate, self._end - 1))
