"""A directory of the host as a file system, by FUSE over virtio.

Symbolic links are followed here, for a FUSE server does not; an absolute one is a path of the guest, as with 9P (`ninep.py`).
"""

from __future__ import annotations

from yarara.kernel.files.filesystem import CREATE, DIRECTORY, EXCLUSIVE, KIND_MASK, FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.fuse_client import FuseClient, broken
from yarara.kernel.files.fuse_message import OPEN, OPENDIR, RELEASE, RELEASEDIR, RMDIR, ROOT, UNLINK
from yarara.kernel.files.linux_flags import O_DIRECTORY, O_RDONLY, linux_flags
from yarara.runtime.error_numbers import EBUSY, EEXIST, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR

MOST_LINKS = 40
MOST_NAMES_OF_DIRECTORY = 1 << 20
"""A directory that has more never ends."""
MOST_NAMES_OF_PATH = 2048
LONGEST_NAME = 255
FILE_MODE = 0o100644
DIRECTORY_MODE = 0o755
LINK = 0o120000


class Walk:
    """The nodes on the way to a file, from the root."""

    def __init__(self) -> None:
        self.nodes: list[int] = [ROOT]
        self.missing = b""
        """The last name, if only that is not there."""
        self.status = Status(DIRECTORY, 0, 0)


class VirtioFiles(FileSystem):
    """What a server serves."""

    def __init__(self, client: FuseClient, point: str) -> None:
        """Mounted at `point`, `/name`, or "" for the root."""
        self._client = client
        self._point = point

    # -- where a path leads --------------------------------------------------------------------------------------------

    def _locate(self, names: list[bytes], path: str) -> Walk:
        """Go there; whoever calls this has nodes to `_leave`. Raises OSError when not even the directory is there."""
        self._client.make_ready()
        walk = Walk()
        try:
            self._follow(walk, names, path)
        except OSError:
            self._leave(walk)
            raise
        return walk

    def _follow(self, walk: Walk, names: list[bytes], path: str) -> None:
        links = 0
        position = 0
        while position < len(names):
            name = names[position]
            position += 1
            if name == b"..":
                if len(walk.nodes) > 1:
                    self._client.forget(walk.nodes.pop())
            elif not self._step(walk, name, position == len(names)):
                return
            elif walk.status.mode & KIND_MASK == LINK:
                links += 1
                if links > MOST_LINKS:
                    raise file_error(ELOOP, path)
                names = self._target(walk) + names[position:]
                position = 0
                if len(names) > MOST_NAMES_OF_PATH:
                    raise file_error(ENAMETOOLONG, path)
        if len(walk.nodes) == 1:
            walk.status = self._client.attributes(ROOT)

    def _step(self, walk: Walk, name: bytes, last: bool) -> bool:
        """One name further. False: it is the last one, and not there."""
        try:
            self._client.look_up(walk.nodes[-1], name)
        except OSError as error:
            if error.errno != ENOENT or not last:
                raise
            walk.missing = name
            return False
        walk.nodes.append(self._client.node)
        walk.status = self._client.status
        return True

    def _target(self, walk: Walk) -> list[bytes]:
        """The names to follow in place of the symbolic link that was reached."""
        link = walk.nodes.pop()
        try:
            target = self._client.link_target(link).decode("utf-8", "replace")
        finally:
            self._client.forget(link)
        if target.startswith("/"):
            if not (target + "/").startswith(self._point + "/"):
                raise file_error(ENOENT, target)
            target = target[len(self._point):]
            while len(walk.nodes) > 1:
                self._client.forget(walk.nodes.pop())
        return _names(target)

    def _leave(self, walk: Walk) -> None:
        """Forget all nodes."""
        while len(walk.nodes) > 1:
            self._client.forget(walk.nodes.pop())

    def _find(self, path: str) -> Walk:
        """A file that is there."""
        walk = self._locate(_names(path), path)
        if walk.missing != b"":
            self._leave(walk)
            raise file_error(ENOENT, path)
        return walk

    def _parent(self, path: str) -> Walk:
        """The directory that a path's last name is in."""
        names = _names(path)
        if len(names) == 0:
            raise file_error(EBUSY, path)  # nobody can take the root away
        walk = self._locate(names[:-1], path)
        if walk.missing != b"" or not walk.status.is_directory():
            self._leave(walk)
            raise file_error(ENOENT if walk.missing != b"" else ENOTDIR, path)
        return walk

    # -- what a file system does ---------------------------------------------------------------------------------------

    def open(self, path: str, flags: int) -> OpenFile:
        names = _names(path)
        if flags & EXCLUSIVE:  # links are not followed then
            if len(names) == 0:
                raise file_error(EEXIST, path)
            parent = self._parent(path)
            parent.missing = names[-1]
            return self._opened(parent, path, flags)
        walk = self._locate(names, path)
        return self._opened(walk, path, flags)

    def _opened(self, walk: Walk, path: str, flags: int) -> OpenFile:
        client = self._client
        try:
            if walk.missing != b"":
                if flags & CREATE == 0:
                    raise file_error(ENOENT, path)
                handle = client.create(walk.nodes[-1], walk.missing, linux_flags(flags), FILE_MODE)
                return VirtioFile(client, client.node, handle)
            if walk.status.is_directory():
                raise file_error(EISDIR, path)
            handle = client.open(walk.nodes[-1], linux_flags(flags & ~CREATE), OPEN)
            return VirtioFile(client, walk.nodes.pop(), handle)
        finally:
            self._leave(walk)

    def status(self, path: str) -> Status:
        walk = self._find(path)
        self._leave(walk)
        return walk.status

    def names(self, path: str) -> list[str]:
        walk = self._find(path)
        try:
            if not walk.status.is_directory():
                raise file_error(ENOTDIR, path)
            return self._entries(walk.nodes[-1])
        finally:
            self._leave(walk)

    def _entries(self, node: int) -> list[str]:
        client = self._client
        found: list[bytes] = []
        handle = client.open(node, O_RDONLY | O_DIRECTORY, OPENDIR)
        client.offset = 0
        try:
            while client.entries(node, handle, found):
                if len(found) > MOST_NAMES_OF_DIRECTORY:
                    raise client.device.distrust("sent a directory without an end")
        finally:
            if not client.is_lost():
                client.close(node, handle, RELEASEDIR)
        return [name.decode("utf-8", "replace") for name in found if name != b"." and name != b".."]

    def make_directory(self, path: str) -> None:
        names = _names(path)
        if len(names) == 0:
            raise file_error(EEXIST, path)
        parent = self._parent(path)
        try:
            self._client.make_directory(parent.nodes[-1], names[-1], DIRECTORY_MODE)
            self._client.forget(self._client.node)
        finally:
            self._leave(parent)

    def remove_directory(self, path: str) -> None:
        self._remove(path, RMDIR)

    def remove(self, path: str) -> None:
        if len(_names(path)) == 0:
            raise file_error(EISDIR, path)
        self._remove(path, UNLINK)

    def _remove(self, path: str, operation: int) -> None:
        parent = self._parent(path)
        try:
            directory = parent.nodes[-1]
            self._reach(parent, _names(path)[-1])
            self._client.remove(directory, _names(path)[-1], operation)
        finally:
            self._leave(parent)

    def _reach(self, walk: Walk, name: bytes) -> None:
        """Look up what is to be removed or renamed, though not followed: a server may want to know it."""
        self._client.look_up(walk.nodes[-1], name)
        walk.nodes.append(self._client.node)

    def rename(self, old: str, new: str) -> None:
        source = self._parent(old)
        try:
            target = self._parent(new)
            try:
                directory = source.nodes[-1]
                self._reach(source, _names(old)[-1])
                self._client.rename(directory, _names(old)[-1], target.nodes[-1], _names(new)[-1])
            finally:
                self._leave(target)
        finally:
            self._leave(source)


class VirtioFile(OpenFile):
    """A handle. It is of no use any more after the server was started anew."""

    def __init__(self, client: FuseClient, node: int, handle: int) -> None:
        self._client = client
        self._node = node
        self._handle = handle
        self._epoch = client.epoch

    def _check(self) -> None:
        if self._client.epoch != self._epoch or self._client.is_lost():
            raise broken()

    def read_at(self, position: int, address: int, length: int) -> int:
        self._check()
        return self._client.read(self._node, self._handle, position, address, min(length, self._client.room))

    def write_at(self, position: int, address: int, length: int) -> None:
        done = 0
        while done < length:
            self._check()
            done += self._client.write(self._node, self._handle, position + done, address + done, min(length - done, self._client.room))

    def size(self) -> int:
        self._check()
        return self._client.attributes(self._node).size

    def truncate(self, size: int) -> None:
        self._check()
        self._client.set_size(self._node, self._handle, size)

    def close(self) -> None:
        if self._client.epoch == self._epoch and not self._client.is_lost():
            self._client.close(self._node, self._handle, RELEASE)
            self._client.forget(self._node)


def _names(path: str) -> list[bytes]:
    """The parts of a path. Raises OSError for one that is no name anywhere."""
    names = [part.encode() for part in path.split("/") if part != "" and part != "."]
    for name in names:
        if len(name) > LONGEST_NAME:
            raise file_error(ENAMETOOLONG, path)
    return names
