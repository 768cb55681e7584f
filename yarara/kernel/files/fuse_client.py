"""The client of a FUSE server: one method a request. Whatever fails is an OSError; a server that breaks the rules is started anew.

A *node* is what the server calls a file that was looked up; it counts how often, and forgets a node that was forgotten as often. A *handle* is a file that is open.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files import fuse_message
from yarara.kernel.files.filesystem import Status
from yarara.kernel.files.fuse_message import (
    ATTRIBUTES, ATTRIBUTES_AT, DIRECTORY_ENTRY, ENTRY, FATTR_FH, FATTR_SIZE, IN_HEADER, INIT_MAX_WRITE, MAJOR, MINOR, OPENED, OUT_HEADER, Attributes,
    DirectoryEntry, Entry, InHeader, OutHeader,
)
from yarara.kernel.virtio.fs import MESSAGE_SIZE, VirtioFs
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EIO

MOST_DATA = 65536
LEAST_DATA = 4096
LARGEST_ERROR = 4095
NANOSECONDS = 1_000_000_000
LARGEST_SIZE = 1 << 62
INIT_ANSWER = 24
"""Bytes of struct fuse_init_out that are looked at."""
SET_ATTRIBUTES = 88
"""Bytes of struct fuse_setattr_in."""


class FuseClient:
    """One thread at a time uses it."""

    def __init__(self, device: VirtioFs) -> None:
        """Begins the conversation. Raises OSError."""
        self.device = device
        self.epoch = 0
        """Changes when the server was started anew: nodes and handles from before are of no use."""
        self.room = LEAST_DATA
        """Bytes of a file in one request."""
        self._faults = device.faults
        self._unique = 0
        self._length = 0  # of the request
        self.node = 0
        """The last file that was looked up or made, ..."""
        self.status = Status(0, 0, 0)
        """... or asked for."""
        self.offset = 0
        """Where the next entries of a directory begin."""
        self._initialize()

    def make_ready(self) -> None:
        """Begin anew if the device was. Raises OSError."""
        if self.device.faults != self._faults:
            self._faults = self.device.faults
            self.epoch += 1
            self._initialize()

    def is_lost(self) -> bool:
        """Whether the device was started anew since `make_ready`."""
        return self.device.faults != self._faults

    def _initialize(self) -> None:
        self._begin(fuse_message.INIT, 0)
        for value in (MAJOR, MINOR, MOST_DATA, 0):
            self._put32(value)
        answer = self._exchange()
        if answer < INIT_ANSWER or machine.load32(self._body()) != MAJOR:
            raise self.device.distrust("speaks another version of FUSE")
        self.room = max(min(machine.load32(self._body() + INIT_MAX_WRITE), MOST_DATA), LEAST_DATA)

    # -- names ---------------------------------------------------------------------------------------------------------

    def look_up(self, parent: int, name: bytes) -> None:
        """Sets `node` and `status`."""
        self._begin(fuse_message.LOOKUP, parent)
        self._put_name(name)
        self._take_entry(self._exchange())

    def forget(self, node: int) -> None:
        """What was looked up once is not needed any more."""
        if node != fuse_message.ROOT and not self.is_lost():
            self._begin(fuse_message.FORGET, node)
            self._put64(1)
            self._end()
            self.device.send(self._length)

    def link_target(self, node: int) -> bytes:
        self._begin(fuse_message.READLINK, node)
        length = self._exchange()
        return machine.bytes_at(self._body(), length)

    def make_directory(self, parent: int, name: bytes, mode: int) -> None:
        """Sets `node`."""
        self._begin(fuse_message.MKDIR, parent)
        self._put32(mode)
        self._put32(0)
        self._put_name(name)
        self._take_entry(self._exchange())

    def remove(self, parent: int, name: bytes, operation: int) -> None:
        """UNLINK or RMDIR."""
        self._begin(operation, parent)
        self._put_name(name)
        self._exchange()

    def rename(self, parent: int, name: bytes, new_parent: int, new_name: bytes) -> None:
        self._begin(fuse_message.RENAME, parent)
        self._put64(new_parent)
        self._put_name(name)
        self._put_name(new_name)
        self._exchange()

    # -- files ---------------------------------------------------------------------------------------------------------

    def attributes(self, node: int) -> Status:
        """Sets `status`, too."""
        self._begin(fuse_message.GETATTR, node)
        self._put64(0)
        self._put64(0)
        return self._take_attributes(self._exchange())

    def set_size(self, node: int, handle: int, size: int) -> None:
        self._begin(fuse_message.SETATTR, node)
        machine.fill(self.device.request + self._length, 0, SET_ATTRIBUTES)
        self._put32(FATTR_SIZE | FATTR_FH)
        self._put32(0)
        self._put64(handle)
        self._put64(size)
        self._length = IN_HEADER + SET_ATTRIBUTES
        self._take_attributes(self._exchange())

    def open(self, node: int, flags: int, operation: int) -> int:
        """OPEN or OPENDIR; the handle."""
        self._begin(operation, node)
        self._put32(flags)
        self._put32(0)
        return self._take_handle(self._exchange(), 0)

    def create(self, parent: int, name: bytes, flags: int, mode: int) -> int:
        """Make and open a file; the handle. Sets `node`."""
        self._begin(fuse_message.CREATE, parent)
        self._put32(flags)
        self._put32(mode)
        self._put64(0)
        self._put_name(name)
        length = self._exchange()
        if length < ENTRY + ATTRIBUTES + OPENED:
            raise self.device.distrust("sent an answer that is too short")
        self._take_entry(ENTRY + ATTRIBUTES)
        return self._take_handle(length, ENTRY + ATTRIBUTES)

    def close(self, node: int, handle: int, operation: int) -> None:
        """RELEASE or RELEASEDIR."""
        self._begin(operation, node)
        self._put64(handle)
        self._put64(0)
        self._put64(0)
        self._exchange()

    def read(self, node: int, handle: int, position: int, address: int, length: int) -> int:
        """Up to `length` bytes, not more than `room`; how many."""
        count = self._read(fuse_message.READ, node, handle, position, length)
        machine.copy(address, self._body(), count)
        return count

    def _read(self, operation: int, node: int, handle: int, position: int, length: int) -> int:
        self._begin(operation, node)
        self._put_place(handle, position, length)
        count = self._exchange(OUT_HEADER + length)  # virtiofsd reads as much as there is room for, whatever was asked
        if count > length:
            raise self.device.distrust("sent more than was asked for")
        return count

    def write(self, node: int, handle: int, position: int, address: int, length: int) -> int:
        """Up to `room` bytes; how many were written, at least one."""
        self._begin(fuse_message.WRITE, node)
        self._put_place(handle, position, length)
        machine.copy(self.device.request + self._length, address, length)
        self._length += length
        answer = self._exchange()
        count = machine.load32(self._body()) if answer >= 4 else 0
        if not 0 < count <= length:
            raise self.device.distrust("wrote nothing, or more than it was sent")
        return count

    def entries(self, node: int, handle: int, names: list[bytes]) -> bool:
        """Append the next names of a directory, from `offset` on; False: there are no more."""
        length = self._read(fuse_message.READDIR, node, handle, self.offset, self.room)
        at = 0
        while at < length:
            entry = DirectoryEntry.at(self._body() + at)
            size = entry.length
            if length - at < DIRECTORY_ENTRY or size == 0 or size > length - at - DIRECTORY_ENTRY:
                raise self.device.distrust("sent an entry that is cut off")
            name = machine.bytes_at(self._body() + at + DIRECTORY_ENTRY, size)
            if b"/" in name:
                raise self.device.distrust("sent a name with a slash")
            names.append(name)
            self.offset = entry.offset
            at += DIRECTORY_ENTRY + (size + 7 & ~7)
        return length > 0

    # -- putting requests together -------------------------------------------------------------------------------------

    def _begin(self, opcode: int, node: int) -> None:
        self._unique += 1
        header = InHeader.at(self.device.request)
        header.opcode = opcode
        header.unique = self._unique
        header.node = node
        header.uid = 0
        header.gid = 0
        header.pid = 0
        header.padding = 0
        self._length = IN_HEADER

    def _put32(self, value: int) -> None:
        machine.store32(self.device.request + self._length, value)
        self._length += 4

    def _put64(self, value: int) -> None:
        machine.store64(self.device.request + self._length, value)
        self._length += 8

    def _put_place(self, handle: int, position: int, length: int) -> None:
        """struct fuse_read_in and fuse_write_in."""
        self._put64(handle)
        self._put64(position)
        self._put32(length)
        self._put32(0)
        self._put64(0)
        self._put64(0)

    def _put_name(self, name: bytes) -> None:
        machine.copy(self.device.request + self._length, machine.bytes_address(name), len(name))
        machine.store8(self.device.request + self._length + len(name), 0)
        self._length += len(name) + 1

    def _end(self) -> None:
        InHeader.at(self.device.request).length = self._length

    # -- taking answers apart ------------------------------------------------------------------------------------------

    def _body(self) -> int:
        return self.device.answer + OUT_HEADER

    def _exchange(self, room: int = MESSAGE_SIZE) -> int:
        """Send the request; how many bytes of answer stand behind the header. Raises OSError."""
        self._end()
        came = self.device.exchange(self._length, room)
        header = OutHeader.at(self.device.answer)
        length = header.length
        if came < OUT_HEADER or length < OUT_HEADER or length > came or header.unique != self._unique:
            raise self.device.distrust("sent an answer to something else")
        if header.error != 0:
            error = (1 << 32) - header.error
            if not 0 < error <= LARGEST_ERROR:
                raise self.device.distrust("sent an error that there is not")
            raise OSError(error, error_message(error))
        return length - OUT_HEADER

    def _take_entry(self, length: int) -> None:
        if length < ENTRY + ATTRIBUTES or Entry.at(self._body()).node <= 0:
            raise self.device.distrust("sent an entry that is too short, or without a node")
        self.node = Entry.at(self._body()).node
        self._take_status(ENTRY)

    def _take_attributes(self, length: int) -> Status:
        if length < ATTRIBUTES_AT + ATTRIBUTES:
            raise self.device.distrust("sent an answer that is too short")
        return self._take_status(ATTRIBUTES_AT)

    def _take_status(self, offset: int) -> Status:
        found = Attributes.at(self._body() + offset)
        if not 0 <= found.size < LARGEST_SIZE or found.mtimensec >= NANOSECONDS or not -LARGEST_SIZE // NANOSECONDS < found.mtime < LARGEST_SIZE // NANOSECONDS:
            raise self.device.distrust("sent a size or a time that cannot be")
        self.status = Status(found.mode, found.size, found.mtime * NANOSECONDS + found.mtimensec)
        return self.status

    def _take_handle(self, length: int, offset: int) -> int:
        if length < offset + OPENED:
            raise self.device.distrust("sent an answer that is too short")
        return machine.load64(self._body() + offset)


def broken() -> OSError:
    return OSError(EIO, error_message(EIO))
