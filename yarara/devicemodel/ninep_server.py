"""A server of 9P2000.L over a directory: bytes in, bytes out. It is strict with its client, and knows the requests that the client of the kernel makes."""

from __future__ import annotations

import errno
import os
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from yarara.devicemodel.queue import DriverError

RLERROR = 7
NO_TAG = 0xFFFF
NO_FID = 0xFFFF_FFFF
SIZE_ALONE = 8
OPEN_FLAGS = os.O_ACCMODE | os.O_TRUNC | os.O_DIRECTORY | os.O_EXCL


@dataclass
class Fid:
    """What a number of the client's stands for."""
    path: Path
    descriptor: int = -1
    """Of the file that is open; -1: none is."""


class Message:
    """A request, taken apart."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size, self.kind, self.tag = struct.unpack_from("<IBH", data)
        self.at = 7
        if self.size != len(data):
            raise DriverError(f"a message of {len(data)} bytes says that it has {self.size}")

    def take(self, width: int) -> int:
        return int.from_bytes(self.take_bytes(width), "little")

    def take_bytes(self, length: int) -> bytes:
        self.at += length
        if self.at > self.size:
            raise DriverError("a message that is too short")
        return self.data[self.at - length:self.at]

    def take_text(self) -> str:
        return self.take_bytes(self.take(2)).decode()

    def take_name(self) -> str:
        """One part of a path."""
        name = self.take_text()
        if not name or "/" in name or "\0" in name:
            raise DriverError(f"{name!r} is no name")
        return name


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<H", len(data)) + data


class Server:
    """What is in `top`."""

    def __init__(self, top: Path, most: int = 1 << 20) -> None:
        self.top = top
        self.most = most
        """The longest message that it takes."""
        self.lenient = False
        """Answer a request that no client may make with an error: the client was told lies."""
        self.message_size = 0
        self.fids: dict[int, Fid] = {}
        self.requests: list[int] = []
        """The types of all requests."""
        self._answers: dict[int, Callable[[Message], bytes]] = {
            12: self._open, 14: self._create, 22: self._read_link, 24: self._attributes, 26: self._set_attributes, 40: self._read_directory,
            72: self._make_directory, 74: self._rename, 76: self._unlink, 100: self._version, 104: self._attach, 110: self._walk,
            116: self._read, 118: self._write, 120: self._clunk,
        }

    def answer(self, data: bytes) -> bytes:
        """The answer to a request. Raises DriverError for one that no client may make."""
        try:
            return self._answered(Message(data))
        except DriverError:
            if not self.lenient:
                raise
            return struct.pack("<IBHI", 11, RLERROR, struct.unpack_from("<H", data, 5)[0], errno.EBADF)

    def _answered(self, message: Message) -> bytes:
        self.requests.append(message.kind)
        if message.kind not in self._answers or (message.kind == 100) != (message.tag == NO_TAG):
            raise DriverError(f"request {message.kind} with tag {message.tag}")
        if self.message_size and message.size > self.message_size:
            raise DriverError("a message longer than was agreed upon")
        try:
            kind, body = message.kind + 1, self._answers[message.kind](message)
        except OSError as error:
            kind, body = RLERROR, struct.pack("<I", error.errno or errno.EIO)
        if message.at != message.size:
            raise DriverError(f"request {message.kind} has {message.size - message.at} bytes too many")
        return struct.pack("<IBH", 7 + len(body), kind, message.tag) + body

    def reset(self) -> None:
        """Forget the client."""
        for fid in self.fids.values():
            if fid.descriptor >= 0:
                os.close(fid.descriptor)
        self.fids.clear()
        self.message_size = 0

    # -- fids ----------------------------------------------------------------------------------------------------------

    def _fid(self, message: Message, opened: bool | None = None) -> Fid:
        number = message.take(4)
        if number not in self.fids:
            raise DriverError(f"fid {number} is unknown")
        fid = self.fids[number]
        if opened is not None and (fid.descriptor >= 0) != opened:
            raise DriverError(f"fid {number} is {'not ' if opened else ''}open")
        return fid

    def _qid(self, path: Path) -> bytes:
        status = os.lstat(path)
        kind = 0x80 if stat.S_ISDIR(status.st_mode) else 0x02 if stat.S_ISLNK(status.st_mode) else 0
        return struct.pack("<BIQ", kind, 0, status.st_ino)

    def _version(self, message: Message) -> bytes:
        self.reset()
        self.message_size = min(message.take(4), self.most)
        return struct.pack("<I", self.message_size) + text(message.take_text())

    def _attach(self, message: Message) -> bytes:
        number, authentication = message.take(4), message.take(4)
        message.take_text(), message.take_text(), message.take(4)
        if authentication != NO_FID or number in self.fids:
            raise DriverError("an attachment that cannot be")
        self.fids[number] = Fid(self.top)
        return self._qid(self.top)

    def _walk(self, message: Message) -> bytes:
        start = self._fid(message, opened=False)
        new, count = message.take(4), message.take(2)
        if count > 16 or new in self.fids and self.fids[new] is not start:
            raise DriverError("a walk that cannot be")
        names = [message.take_name() for _ in range(count)]
        path, qids = start.path, []
        for name in names:
            path = self._below(path, name)
            try:
                if not stat.S_ISDIR(os.lstat(path.parent).st_mode):
                    raise NotADirectoryError(errno.ENOTDIR, "")
                qids.append(self._qid(path))
            except OSError:
                if not qids:
                    raise
                return struct.pack("<H", len(qids)) + b"".join(qids)
        self.fids[new] = Fid(path)
        return struct.pack("<H", len(qids)) + b"".join(qids)

    def _below(self, path: Path, name: str) -> Path:
        if name == "..":
            return path if path == self.top else path.parent
        return path / name

    def _clunk(self, message: Message) -> bytes:
        number = message.take(4)
        if number not in self.fids:
            raise DriverError(f"fid {number} is unknown")
        fid = self.fids.pop(number)
        if fid.descriptor >= 0:
            os.close(fid.descriptor)
        return b""

    # -- files ---------------------------------------------------------------------------------------------------------

    def _open(self, message: Message) -> bytes:
        fid, flags = self._fid(message, opened=False), message.take(4)
        fid.descriptor = os.open(fid.path, flags & OPEN_FLAGS & ~os.O_EXCL | os.O_NOFOLLOW)
        return self._qid(fid.path) + struct.pack("<I", 0)

    def _create(self, message: Message) -> bytes:
        fid, name, flags, mode = self._fid(message, opened=False), message.take_name(), message.take(4), message.take(4)
        message.take(4)
        path = fid.path / name
        fid.descriptor = os.open(path, flags & OPEN_FLAGS | os.O_CREAT | os.O_NOFOLLOW, mode)
        fid.path = path
        return self._qid(path) + struct.pack("<I", 0)

    def _read(self, message: Message) -> bytes:
        fid, position, count = self._fid(message, opened=True), message.take(8), message.take(4)
        if count + 11 > self.message_size:
            raise DriverError("more is asked for than a message holds")
        data = os.pread(fid.descriptor, count, position)
        return struct.pack("<I", len(data)) + data

    def _write(self, message: Message) -> bytes:
        fid, position = self._fid(message, opened=True), message.take(8)
        return struct.pack("<I", os.pwrite(fid.descriptor, message.take_bytes(message.take(4)), position))

    def _attributes(self, message: Message) -> bytes:
        fid = self._fid(message)
        status = os.lstat(fid.path)
        times = (time for stamp in (status.st_atime_ns, status.st_mtime_ns, status.st_ctime_ns, 0) for time in divmod(stamp, 10**9))
        return (struct.pack("<Q", message.take(8) & 0x7FF) + self._qid(fid.path)
                + struct.pack("<IIIQQQQQ", status.st_mode, status.st_uid, status.st_gid, status.st_nlink, 0, status.st_size, 4096, status.st_blocks)
                + struct.pack("<8Q", *times) + bytes(16))

    def _set_attributes(self, message: Message) -> bytes:
        fid, valid = self._fid(message), message.take(4)
        message.take_bytes(12)
        size = message.take(8)
        message.take_bytes(32)
        if valid != SIZE_ALONE:
            raise DriverError("only the size is ever set")
        os.truncate(fid.path, size)
        return b""

    def _read_link(self, message: Message) -> bytes:
        return text(os.readlink(self._fid(message).path))

    # -- directories ---------------------------------------------------------------------------------------------------

    def _read_directory(self, message: Message) -> bytes:
        fid, offset, count = self._fid(message, opened=True), message.take(8), message.take(4)
        data = b""
        for number, name in enumerate([".", "..", *sorted(os.listdir(fid.path))][offset:], offset + 1):
            entry = self._qid(fid.path / name) + struct.pack("<QB", number, 0) + text(name)
            if len(data) + len(entry) > count:
                break
            data += entry
        return struct.pack("<I", len(data)) + data

    def _make_directory(self, message: Message) -> bytes:
        path = self._fid(message).path / message.take_name()
        mode = message.take(4)
        message.take(4)
        os.mkdir(path, mode)
        return self._qid(path)

    def _unlink(self, message: Message) -> bytes:
        path = self._fid(message).path / message.take_name()
        if message.take(4):
            os.rmdir(path)
        else:
            os.unlink(path)
        return b""

    def _rename(self, message: Message) -> bytes:
        old = self._fid(message).path / message.take_name()
        new = self._fid(message).path / message.take_name()
        os.rename(old, new)
        return b""
