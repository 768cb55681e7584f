"""A server of FUSE over a directory: bytes in, bytes out. It is strict with its client, and knows the requests that the client of the kernel makes."""

from __future__ import annotations

import errno
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from yarara.devicemodel.queue import DriverError

IN_HEADER = struct.Struct("<IIQQIIII")
OUT_HEADER = struct.Struct("<IiQ")
ATTRIBUTES = struct.Struct("<6Q10I")
PLACE = struct.Struct("<QQIIQII")
LOOKUP, FORGET, INIT = 1, 2, 26
ROOT = 1
OPEN_FLAGS = os.O_ACCMODE | os.O_TRUNC | os.O_DIRECTORY
FATTR_SIZE_OF_HANDLE = 1 << 3 | 1 << 6


@dataclass
class Node:
    """What a number stands for, and how often the client was told of it."""
    path: Path
    count: int = 1


class FuseServer:
    """What is in `top`."""

    def __init__(self, top: Path, most: int = 65536) -> None:
        self.top = top
        self.most = most
        """Bytes of a file that it takes at once."""
        self.lenient = False
        """Answer a request that no client may make with an error: the client was told lies."""
        self._next = ROOT
        self.nodes: dict[int, Node] = {}
        self.handles: dict[int, int | list[bytes]] = {}
        """A descriptor, or the entries of a directory."""
        self.requests: list[int] = []
        self._answers: dict[int, Callable[[Path, bytes], bytes]] = {
            1: self._look_up, 3: self._attributes, 4: self._set_size, 5: lambda path, body: os.readlink(path).encode(), 9: self._make_directory,
            10: self._unlink, 11: self._remove_directory, 12: self._rename, 14: self._open, 15: self._read, 16: self._write, 18: self._release,
            27: self._open_directory, 28: self._read_directory, 29: self._release, 35: self._create,
        }

    def reset(self) -> None:
        """Forget the client."""
        for handle in self.handles.values():
            if isinstance(handle, int):
                os.close(handle)
        self.handles.clear()
        self.nodes.clear()

    def answer(self, data: bytes) -> bytes:
        """The answer to a request, nothing to a FORGET. Raises DriverError for one that no client may make."""
        length, opcode, unique, node, *_ = IN_HEADER.unpack_from(data)
        self.requests.append(opcode)
        error, body = 0, b""
        try:
            if length != len(data):
                raise DriverError(f"a request of {len(data)} bytes says that it has {length}")
            body = self._answered(opcode, node, data[IN_HEADER.size:])
        except OSError as failure:
            error = failure.errno or errno.EIO
        except DriverError:
            if not self.lenient:
                raise
            error = errno.EBADF
        return b"" if opcode == FORGET else OUT_HEADER.pack(OUT_HEADER.size + len(body), -error, unique) + body

    def _answered(self, opcode: int, node: int, body: bytes) -> bytes:
        if opcode == INIT:
            return self._initialize(body)
        if not self.nodes:
            raise DriverError("a request before INIT")
        if node not in self.nodes:
            raise DriverError(f"node {node} is unknown")
        if opcode == FORGET:
            return self._forget(node, *struct.unpack("<Q", body))
        if opcode not in self._answers:
            raise DriverError(f"request {opcode}")
        return self._answers[opcode](self.nodes[node].path, body)

    def _initialize(self, body: bytes) -> bytes:
        major, minor, readahead, flags = struct.unpack("<4I", body)
        if (major, minor, flags) != (7, 31, 0):
            raise DriverError(f"version {major}.{minor} with flags {flags:#x}")
        self.reset()
        self.nodes[ROOT] = Node(self.top)
        return struct.pack("<4IHHIIHHI28x", 7, 31, readahead, 0, 0, 0, self.most, 1, 0, 0, 0)

    # -- nodes ---------------------------------------------------------------------------------------------------------

    def _forget(self, node: int, count: int) -> bytes:
        known = self.nodes[node]
        if node == ROOT or count > known.count:
            raise DriverError(f"node {node} forgotten too often")
        known.count -= count
        if known.count == 0:
            del self.nodes[node]
        return b""

    def _name(self, parent: Path, body: bytes) -> Path:
        name = body.rstrip(b"\0").decode()
        if body != name.encode() + b"\0" or not name or "/" in name or name in (".", ".."):
            raise DriverError(f"{body!r} is no name")
        if not parent.is_dir():
            raise OSError(errno.ENOTDIR, "")
        return parent / name

    def _entry(self, path: Path) -> bytes:
        attributes = self._attributes_of(os.lstat(path))
        self._next += 1
        self.nodes[self._next] = Node(path)
        return struct.pack("<QQQQII", self._next, 0, 0, 0, 0, 0) + attributes

    def _attributes_of(self, status: os.stat_result) -> bytes:
        return ATTRIBUTES.pack(status.st_ino, status.st_size, status.st_blocks, 0, status.st_mtime_ns // 10**9, 0, 0, status.st_mtime_ns % 10**9, 0,
                               status.st_mode, status.st_nlink, 0, 0, 0, 4096, 0)

    def _look_up(self, path: Path, body: bytes) -> bytes:
        return self._entry(self._name(path, body))

    def _attributes(self, path: Path, body: bytes) -> bytes:
        if body != bytes(16):
            raise DriverError("attributes of a handle")
        return struct.pack("<QII", 0, 0, 0) + self._attributes_of(os.lstat(path))

    def _set_size(self, path: Path, body: bytes) -> bytes:
        if len(body) != 88:
            raise DriverError(f"{len(body)} bytes of new attributes")
        valid, _, handle, size = struct.unpack_from("<IIQQ", body)
        if valid != FATTR_SIZE_OF_HANDLE:
            raise DriverError(f"attributes {valid:#x} are to be set")
        os.ftruncate(self._descriptor(handle), size)
        return self._attributes(path, bytes(16))

    def _make_directory(self, path: Path, body: bytes) -> bytes:
        mode, umask = struct.unpack_from("<II", body)
        made = self._name(path, body[8:])
        os.mkdir(made, mode & ~umask)
        return self._entry(made)

    def _unlink(self, path: Path, body: bytes) -> bytes:
        os.unlink(self._name(path, body))
        return b""

    def _remove_directory(self, path: Path, body: bytes) -> bytes:
        os.rmdir(self._name(path, body))
        return b""

    def _rename(self, path: Path, body: bytes) -> bytes:
        target, = struct.unpack_from("<Q", body)
        if target not in self.nodes:
            raise DriverError(f"node {target} is unknown")
        old, new, rest = body[8:].split(b"\0")
        if rest:
            raise DriverError("more than two names")
        os.rename(self._name(path, old + b"\0"), self._name(self.nodes[target].path, new + b"\0"))
        return b""

    # -- handles -------------------------------------------------------------------------------------------------------

    def _handle(self, handle: int | list[bytes]) -> bytes:
        self._next += 1
        self.handles[self._next] = handle
        return struct.pack("<QII", self._next, 0, 0)

    def _descriptor(self, number: int) -> int:
        handle = self.handles.get(number)
        if not isinstance(handle, int):
            raise DriverError(f"handle {number} is no open file")
        return handle

    def _open(self, path: Path, body: bytes) -> bytes:
        flags, more = struct.unpack("<II", body)
        if flags & ~OPEN_FLAGS or more:
            raise DriverError(f"open with flags {flags:#x}")
        return self._handle(os.open(path, flags | os.O_NOFOLLOW))

    def _create(self, path: Path, body: bytes) -> bytes:
        flags, mode, umask, _ = struct.unpack_from("<4I", body)
        made = self._name(path, body[16:])
        descriptor = os.open(made, flags | os.O_CREAT | os.O_NOFOLLOW, mode & 0o7777 & ~umask)
        return self._entry(made) + self._handle(descriptor)

    def _place(self, body: bytes) -> tuple[int, int, int]:
        handle, offset, size, *rest = PLACE.unpack_from(body)
        if any(rest) or size > self.most:
            raise DriverError(f"{size} bytes, where {self.most} are the most")
        return handle, offset, size

    def _read(self, path: Path, body: bytes) -> bytes:
        handle, offset, size = self._place(body)
        return os.pread(self._descriptor(handle), size, offset)

    def _write(self, path: Path, body: bytes) -> bytes:
        handle, offset, size = self._place(body)
        if len(body) != PLACE.size + size:
            raise DriverError("as many bytes as there are not")
        return struct.pack("<II", os.pwrite(self._descriptor(handle), body[PLACE.size:], offset), 0)

    def _release(self, path: Path, body: bytes) -> bytes:
        number, _, _ = struct.unpack("<QQQ", body)
        if number not in self.handles:
            raise DriverError(f"handle {number} is unknown")
        handle = self.handles.pop(number)
        if isinstance(handle, int):
            os.close(handle)
        return b""

    def _open_directory(self, path: Path, body: bytes) -> bytes:
        names = [b".", b"..", *sorted(os.fsencode(name) for name in os.listdir(path))]
        return self._handle([struct.pack("<QQII", 1, number + 1, len(name), 0) + name.ljust(len(name) + 7 & ~7, b"\0") for number, name in enumerate(names)])

    def _read_directory(self, path: Path, body: bytes) -> bytes:
        handle, offset, size = self._place(body)
        entries = self.handles.get(handle)
        if not isinstance(entries, list):
            raise DriverError(f"handle {handle} is no open directory")
        data = b""
        for entry in entries[offset:]:
            if len(data) + len(entry) > size:
                break
            data += entry
        return data
