"""An open file of a FAT32 file system."""

from __future__ import annotations

from yarara.kernel.cpu import clock
from yarara.kernel.files.fat_directory import FatDirectory
from yarara.kernel.files.fat_names import Entry
from yarara.kernel.files.fat_volume import FatVolume
from yarara.kernel.files.filesystem import OpenFile, file_error
from yarara.kernel.threads.turn import Turn
from yarara.runtime.error_numbers import EBADF, EFBIG, EIO

LARGEST_FILE = 0xFFFF_FFFF


class Node:
    """A file that is open, however often: its entry, and the directory in which that stands."""

    def __init__(self, volume: FatVolume, directory: int, entry: Entry) -> None:
        self.volume = volume
        self.directory = directory
        """The first cluster of the directory."""
        self.entry = entry
        self.users = 0
        self.removed = False
        """Nobody can find it any more; its clusters go with its last user."""
        self._turn = Turn()  # of those that read, with the next two
        self._cluster = entry.cluster
        self._index = 0  # of `_cluster` in the chain: reading on is quick

    def cluster_at(self, index: int) -> int:
        """A cluster of the chain. It ends before it was gone around: `index` is less than a file can have. Raises OSError (EIO)."""
        if index < self._index or self._cluster == 0:
            self.start_again()
        while self._index < index and self._cluster != 0:
            self._cluster = self.volume.table.next(self._cluster)
            self._index += 1
        if self._cluster == 0:
            raise file_error(EIO, self.entry.name)  # the chain is shorter than the file
        return self._cluster

    def run_at(self, position: int, length: int) -> tuple[int, int]:
        """Where on the disk the byte at `position` lies, and how many of `length` bytes lie behind one another there. Raises OSError (EIO)."""
        size = self.volume.cluster_size
        index, offset = position // size, position % size
        with self._turn:
            first = self.cluster_at(index)
            count = 1
            while count * size < offset + length and self.cluster_at(index + count) == first + count:
                count += 1
        self.volume.table.check(first + count - 1)
        return self.volume.place_of(first) + offset, min(count * size - offset, length)

    def start_again(self) -> None:
        """The chain has changed."""
        self._cluster = self.entry.cluster
        self._index = 0

    def copy(self, position: int, address: int, length: int, writes: bool) -> None:
        """Between memory (address 0: zeros) and clusters that are there."""
        done = 0
        while done < length:
            place, count = self.run_at(position + done, length - done)
            if not writes:
                self.volume.disk.read(place, address + done, count)
            elif address == 0:
                self.volume.disk.fill(place, count)
            else:
                self.volume.disk.write(place, address + done, count)
            done += count

    def grow(self, size: int) -> None:
        """The file is as long as that; what is new in it are zeros, or is about to be written. Raises OSError (EFBIG, ENOSPC): as before."""
        if size > LARGEST_FILE:
            raise file_error(EFBIG, self.entry.name)
        cluster_size = self.volume.cluster_size
        have = (self.entry.size + cluster_size - 1) // cluster_size
        wanted = (size + cluster_size - 1) // cluster_size
        last = self.cluster_at(have - 1) if have > 0 else 0
        end = last
        try:
            for index in range(have, wanted):
                end = self.volume.table.allocate(end)
                if index == 0:
                    self.entry.cluster = end
                    self.start_again()
        except OSError:
            self._give_back(last)
            raise
        self.entry.size = size

    def _give_back(self, last: int) -> None:
        """What was allocated behind this cluster."""
        if last != 0:
            self.volume.cut_after(last)
        else:
            self.volume.release(self.entry.cluster)
            self.entry.cluster = 0
        self.start_again()
        self.volume.disk.save()

    def shrink(self, size: int) -> None:
        """Clusters that are not needed any more are free."""
        cluster_size = self.volume.cluster_size
        kept = (size + cluster_size - 1) // cluster_size
        if kept == 0:
            self.volume.release(self.entry.cluster)
            self.entry.cluster = 0
        else:
            self.volume.cut_after(self.cluster_at(kept - 1))
        self.entry.size = size
        self.start_again()

    def note_change(self) -> None:
        """Its entry says what is so now, and everything is on the disk."""
        self.entry.modified = clock.time_of_day()
        if not self.removed:
            FatDirectory(self.volume, self.directory).update(self.entry)
        self.volume.disk.save()

    def release(self) -> None:
        """One user less."""
        self.users -= 1
        if self.users == 0 and self.removed:
            self.volume.release(self.entry.cluster)
            self.entry.cluster = 0


class FatFile(OpenFile):
    """One of the users of a node."""

    def __init__(self, node: Node, writable: bool) -> None:
        self._node = node
        self._writable = writable
        self._open = True
        node.users += 1

    def read_at(self, position: int, address: int, length: int) -> int:
        length = max(min(length, self._node.entry.size - position), 0)
        self._node.copy(position, address, length, False)
        return length

    def write_at(self, position: int, address: int, length: int) -> None:
        if not self._writable:
            raise file_error(EBADF, self._node.entry.name)
        if length == 0:
            return
        node = self._node
        before = node.entry.size
        if position + length > before:
            node.grow(position + length)
        if position > before:
            node.copy(before, 0, position - before, True)
        node.copy(position, address, length, True)
        node.note_change()

    def size(self) -> int:
        return self._node.entry.size

    def truncate(self, size: int) -> None:
        if not self._writable:
            raise file_error(EBADF, self._node.entry.name)
        node = self._node
        before = node.entry.size
        if size > before:
            node.grow(size)
            node.copy(before, 0, size - before, True)
        elif size < before:
            node.shrink(size)
        node.note_change()

    def close(self) -> None:
        if self._open:
            self._open = False
            self._node.release()
            self._node.volume.disk.sync()
