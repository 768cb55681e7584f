"""The client's side of 9P2000.L: each method is one request and its answer (the same sources as `ninep_message.py`; diod's protocol.md describes the dialect).

A *fid* is a number by which the client calls a file that it has walked to. The server is not believed: an answer that is too short, of
another kind, or counts more than was asked for costs it everything. The device is reset, all fids are lost, and files that are open give EIO
from then on. What the server itself calls an error is one: OSError with its number.
"""

from __future__ import annotations

from yarara import machine
from yarara.kernel.files.ninep_message import (
    NO_TAG, RLERROR, TAG, TATTACH, TCLUNK, TGETATTR, TLCREATE, TLOPEN, TMKDIR, TREAD, TREADDIR, TREADLINK, TRENAMEAT, TSETATTR, TUNLINKAT, TVERSION, TWALK, TWRITE, Answer,
    Request,
)
from yarara.kernel.virtio.ninep import MESSAGE_SIZE, Virtio9p
from yarara.machine import Array
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EMFILE

VERSION = b"9P2000.L"
SMALLEST_MESSAGE = 4096
"""Of what a server may take at most; less is none that can be worked with."""
IO_HEADER = 24
"""What stands in a message besides the data of a file, at most."""
ROOT = 0
NO_FID = 0xFFFF_FFFF
LAST_FID = 0xFFFF_FFF0
NOBODY = 0xFFFF_FFFF
"""A user or group: whoever runs the server."""
MOST_NAMES = 16
"""In one TWALK."""
LARGEST_ERROR = 4095

# Kinds of files, in a qid.
QT_DIRECTORY = 0x80
QT_LINK = 0x02
QID = 13

SET_SIZE = 8
GET_BASIC = 0x7FF
REMOVE_DIRECTORY = 0x200


class Attributes:
    """What Rgetattr says."""

    def __init__(self, mode: int, size: int, modified: int) -> None:
        self.mode = mode
        self.size = size
        self.modified = modified
        """Nanoseconds since 1970."""


class Client:
    """One at a time uses it. All methods raise OSError."""

    def __init__(self, device: Virtio9p) -> None:
        self.device = device
        self.kinds: Array[int] = Array(MOST_NAMES)
        """Of the files that `walk` came by."""
        self.offset = 0
        """In a directory that is read: after which entry to go on."""
        self.epoch = 0
        """Counts how often the server was started anew: fids are of one epoch."""
        self._request = Request(device.request)
        self._answer = Answer(device.answer)
        self._kind = 0
        self._tag = 0
        self._faults = -1  # of the device, when the epoch began
        self._last_fid = ROOT
        self.room = 0
        """How many bytes of a file fit into a message."""
        self.make_ready()

    def make_ready(self) -> None:
        """Begin a new epoch if the device was reset."""
        if self.is_lost():
            self._faults = self.device.faults
            self.epoch += 1
            try:
                self._version()
                self._attach()
            except OSError:
                self._faults = -1
                raise

    def is_lost(self) -> bool:
        """Whether the device was reset since the epoch began: no fid is valid."""
        return self._faults != self.device.faults

    def new_fid(self) -> int:
        """A number that was never used: what has an old one by mistake cannot reach another file."""
        if self._last_fid >= LAST_FID:
            raise OSError(EMFILE, error_message(EMFILE))
        self._last_fid += 1
        return self._last_fid

    # -- asking --------------------------------------------------------------------------------------------------------

    def _begin(self, kind: int, fid: int) -> Request:
        """Most requests begin with a fid."""
        self._kind = kind
        self._tag = TAG
        self._request.begin(kind)
        self._request.put32(fid)
        return self._request

    def _ask(self) -> Answer:
        """Send the request; the answer to it, after its header."""
        answer = self._answer
        if not answer.begin(self.device.exchange(self._request.end())):
            raise self.device.distrust("sent a message of another length")
        kind = answer.take8()
        if answer.take16() != self._tag or kind != self._kind + 1 and kind != RLERROR:
            raise self.device.distrust("sent a message that answers nothing")
        if kind == RLERROR:
            number = answer.take32()
            if not answer.is_whole() or not 0 < number <= LARGEST_ERROR:
                raise self.device.distrust("sent an error without a number")
            raise OSError(number, error_message(number))
        return answer

    def _check(self, good: bool) -> None:
        """The answer has what was taken of it, and it is good."""
        if not good or not self._answer.is_whole():
            raise self.device.distrust("sent an answer that cannot be")

    def _version(self) -> None:
        self._kind = TVERSION
        self._tag = NO_TAG
        self._request.begin(TVERSION, NO_TAG)
        self._request.put32(MESSAGE_SIZE)
        self._request.put_text(VERSION)
        answer = self._ask()
        size = answer.take32()
        self._check(answer.take_text() == VERSION and SMALLEST_MESSAGE <= size <= MESSAGE_SIZE)
        self.room = size - IO_HEADER

    def _attach(self) -> None:
        """ROOT becomes the directory."""
        request = self._begin(TATTACH, ROOT)
        request.put32(NO_FID)
        request.put_text(b"")
        request.put_text(b"")
        request.put32(NOBODY)
        answer = self._ask()
        answer.take_data(QID)
        self._check(True)

    # -- files ---------------------------------------------------------------------------------------------------------

    def walk(self, fid: int, new: int, names: list[bytes], start: int, count: int) -> int:
        """From a directory by up to MOST_NAMES of the names; how many led on, at least one of them. Only if all did is `new` the file there.
        `kinds` says what they are."""
        request = self._begin(TWALK, fid)
        request.put32(new)
        request.put16(count)
        for i in range(count):
            request.put_text(names[start + i])
        answer = self._ask()
        reached = answer.take16()
        self._check(reached <= count and (reached > 0 or count == 0))
        for i in range(reached):
            self.kinds[i] = answer.take8()
            answer.take_data(QID - 1)
        self._check(True)
        return reached

    def clunk(self, fid: int) -> None:
        """Forget a fid. Whatever goes wrong, it is gone."""
        if self.is_lost():
            return
        try:
            self._begin(TCLUNK, fid)
            self._ask()
        except OSError:
            pass

    def open(self, fid: int, flags: int) -> None:
        """With the flags of Linux."""
        self._begin(TLOPEN, fid).put32(flags)
        self._check_qid()

    def create(self, fid: int, name: bytes, flags: int, mode: int) -> None:
        """`fid` was a directory and becomes the new file in it, open."""
        request = self._begin(TLCREATE, fid)
        request.put_text(name)
        request.put32(flags)
        request.put32(mode)
        request.put32(NOBODY)
        self._check_qid()

    def _check_qid(self) -> None:
        self._ask().take_data(QID)
        self._check(True)

    def read(self, fid: int, position: int, address: int, length: int) -> int:
        """Up to `room` bytes; how many."""
        request = self._begin(TREAD, fid)
        request.put64(position)
        request.put32(length)
        answer = self._ask()
        count = answer.take32()
        self._check(count <= length)
        place = answer.take_data(count)
        self._check(True)
        machine.copy(address, place, count)
        return count

    def write(self, fid: int, position: int, address: int, length: int) -> int:
        """Up to `room` bytes; how many were written, at least one."""
        request = self._begin(TWRITE, fid)
        request.put64(position)
        request.put32(length)
        request.put_data(address, length)
        count = self._ask().take32()
        self._check(0 < count <= length)
        return count

    def attributes(self, fid: int) -> Attributes:
        self._begin(TGETATTR, fid).put64(GET_BASIC)
        answer = self._ask()
        answer.take_data(8 + QID)
        mode = answer.take32()
        answer.take_data(4 + 4 + 8 + 8)  # user, group, links, device
        size = answer.take64()
        answer.take_data(8 + 8 + 16)  # block size, blocks, time of access
        seconds = answer.take64()
        nanoseconds = answer.take64()
        self._check(size >= 0 and 0 <= nanoseconds < 1_000_000_000 and -(1 << 33) < seconds < 1 << 33)
        return Attributes(mode, size, seconds * 1_000_000_000 + nanoseconds)

    def set_size(self, fid: int, size: int) -> None:
        request = self._begin(TSETATTR, fid)
        request.put32(SET_SIZE)
        for _ in range(3):  # mode, user, group
            request.put32(0)
        request.put64(size)
        for _ in range(4):  # times
            request.put64(0)
        self._ask()

    def link_target(self, fid: int) -> bytes:
        """Where a symbolic link leads."""
        self._begin(TREADLINK, fid)
        target = self._ask().take_text()
        self._check(len(target) > 0)
        return target

    # -- directories ---------------------------------------------------------------------------------------------------

    def entries(self, fid: int, found: list[bytes]) -> bool:
        """Add the names that follow `offset` in an open directory to `found`, as many as fit into a message, and move on; False: there are no more."""
        request = self._begin(TREADDIR, fid)
        request.put64(self.offset)
        request.put32(self.room)
        answer = self._ask()
        count = answer.take32()
        self._check(count <= self.room)
        if count == 0:
            return False
        before = len(found)
        while not answer.is_at_end():
            answer.take_data(QID)
            self.offset = answer.take64()
            answer.take8()
            name = answer.take_text()
            self._check(len(name) > 0 and 0 not in name and 0x2F not in name)
            found.append(name)
        self._check(len(found) > before)
        return True

    def make_directory(self, fid: int, name: bytes, mode: int) -> None:
        request = self._begin(TMKDIR, fid)
        request.put_text(name)
        request.put32(mode)
        request.put32(NOBODY)
        self._check_qid()

    def unlink(self, fid: int, name: bytes, flags: int) -> None:
        """`flags`: 0, or REMOVE_DIRECTORY."""
        request = self._begin(TUNLINKAT, fid)
        request.put_text(name)
        request.put32(flags)
        self._ask()

    def rename(self, old_fid: int, old: bytes, new_fid: int, new: bytes) -> None:
        """From one directory to another."""
        request = self._begin(TRENAMEAT, old_fid)
        request.put_text(old)
        request.put32(new_fid)
        request.put_text(new)
        self._ask()
