"""A directory of a FAT32 file system: entries of 32 bytes in a chain of clusters."""

from __future__ import annotations

from yarara import machine
from yarara.kernel.cpu import clock
from yarara.kernel.files.fat_names import DELETED, DIRECTORY_ATTRIBUTE, ENTRY, Entry, EntryReader
from yarara.kernel.files.fat_new_names import NewName
from yarara.kernel.files.fat_volume import FatVolume
from yarara.kernel.files.filesystem import file_error
from yarara.kernel.files.moments import date_of, second_of_day
from yarara.runtime.error_numbers import EIO, ENOSPC

MOST_ENTRIES = 65536

# Places in an entry.
_ATTRIBUTES = 11
_FLAGS = 12
_CREATED_TIME = 14
_ACCESSED_DATE = 18
_CLUSTER_HIGH = 20
_MODIFIED_TIME = 22
_CLUSTER_LOW = 26
_SIZE = 28


class FatDirectory:
    """What is in it. Made for one operation: it remembers where its clusters lie."""

    def __init__(self, volume: FatVolume, cluster: int) -> None:
        """`cluster` is its first; 0 stands for the root directory. Raises OSError when it is longer than any: the chain runs in a circle."""
        self._volume = volume
        self._clusters: list[int] = []
        self.cluster = cluster if cluster != 0 else volume.root
        cluster = self.cluster
        while cluster != 0:
            if len(self._clusters) * volume.cluster_size > MOST_ENTRIES * ENTRY:
                raise file_error(EIO, "disk")
            self._clusters.append(cluster)
            cluster = volume.table.next(cluster)

    # -- reading -------------------------------------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """All of them, also `.` and `..`."""
        return self._read().entries

    def _read(self) -> EntryReader:
        reader = EntryReader()
        volume = self._volume
        for cluster in self._clusters:
            volume.disk.read(volume.place_of(cluster), volume.scratch, volume.cluster_size)
            if reader.read(machine.bytes_at(volume.scratch, volume.cluster_size)):
                break
        return reader

    def find(self, name: str) -> Entry | None:
        """By its name, in which capital letters do not count."""
        folded = name.lower()
        for entry in self.entries():
            if entry.name.lower() == folded:
                return entry
        return None

    def is_empty(self) -> bool:
        for entry in self.entries():
            if entry.name != "." and entry.name != "..":
                return False
        return True

    # -- writing -------------------------------------------------------------------------------------------------------

    def add(self, name: str, attributes: int, cluster: int, size: int, modified: int) -> Entry:
        """A new entry. Raises OSError when no file can have this name, or there is no room."""
        taken = [entry.short for entry in self.entries()]
        new = NewName(name, taken)
        first = self._room_for(len(new.parts) + 1)
        for index in range(len(new.parts)):
            self._put(self._place_of(first + index), new.parts[index])
        entry = Entry(name, new.short, attributes, cluster, size, modified, first + len(new.parts), len(new.parts))
        self._write_new(entry, new.flags)
        return entry

    def add_links(self, parent: int) -> None:
        """`.` and `..`, into a new directory whose cluster was cleared."""
        now = clock.time_of_day()
        root = parent if parent != self._volume.root else 0
        self._write_new(Entry(".", b".".ljust(11), DIRECTORY_ATTRIBUTE, self.cluster, 0, now, 0, 0), 0)
        self._write_new(Entry("..", b"..".ljust(11), DIRECTORY_ATTRIBUTE, root, 0, now, 1, 0), 0)

    def change_parent(self, parent: int) -> None:
        """It was moved into that directory."""
        link = self.find("..")
        if link is not None:
            link.cluster = parent if parent != self._volume.root else 0
            self.update(link)

    def remove(self, entry: Entry) -> None:
        """Its clusters stay."""
        for number in range(entry.place - entry.parts, entry.place + 1):
            self._volume.disk.write8(self._place_of(number), DELETED)

    def update(self, entry: Entry) -> None:
        """Write where it begins, its size and when it was changed."""
        disk = self._volume.disk
        place = self._place_of(entry.place)
        date, time = _date_and_time(entry.modified)
        disk.write16(place + _CLUSTER_HIGH, entry.cluster >> 16)
        disk.write16(place + _CLUSTER_LOW, entry.cluster)
        disk.write16(place + _MODIFIED_TIME, time)
        disk.write16(place + _MODIFIED_TIME + 2, date)
        disk.write32(place + _SIZE, entry.size)

    def _write_new(self, entry: Entry, flags: int) -> None:
        disk = self._volume.disk
        place = self._place_of(entry.place)
        date, time = _date_and_time(clock.time_of_day())
        self._put(place, entry.short + bytes(ENTRY - len(entry.short)))
        disk.write8(place + _ATTRIBUTES, entry.attributes)
        disk.write8(place + _FLAGS, flags)
        disk.write16(place + _CREATED_TIME, time)
        disk.write16(place + _CREATED_TIME + 2, date)
        disk.write16(place + _ACCESSED_DATE, date)
        self.update(entry)

    def _put(self, place: int, data: bytes) -> None:
        self._volume.disk.write(place, machine.bytes_address(data), len(data))

    def _place_of(self, number: int) -> int:
        """Where an entry lies on the disk."""
        in_cluster = self._volume.cluster_size // ENTRY
        return self._volume.place_of(self._clusters[number // in_cluster]) + number % in_cluster * ENTRY

    def _room_for(self, count: int) -> int:
        """The first of so many unused entries one after another; the directory grows if need be."""
        used = self._read().count
        run = 0
        for number in range(used):
            run = run + 1 if self._volume.disk.read8(self._place_of(number)) == DELETED else 0
            if run == count:
                return number - count + 1
        if used - run + count > MOST_ENTRIES:
            raise file_error(ENOSPC, "disk")
        while (used - run + count) * ENTRY > len(self._clusters) * self._volume.cluster_size:
            cluster = self._volume.table.allocate(self._clusters[-1])
            self._volume.clear(cluster)
            self._clusters.append(cluster)
        end = used - run + count
        if end * ENTRY < len(self._clusters) * self._volume.cluster_size:
            self._volume.disk.write8(self._place_of(end), 0)  # behind the old end nothing was promised to be clear
        return used - run


def _date_and_time(moment: int) -> tuple[int, int]:
    """Of nanoseconds since 1970: years since 1980, month, day; hours, minutes, two seconds. Years end at 2107."""
    year, month, day = date_of(moment)
    if not 1980 <= year <= 2107:
        return 1 << 5 | 1, 0
    seconds = second_of_day(moment)
    return year - 1980 << 9 | month << 5 | day, seconds // 3600 << 11 | seconds // 60 % 60 << 5 | seconds % 60 // 2
