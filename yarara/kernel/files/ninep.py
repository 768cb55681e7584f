"""A directory of the host as a file system, by 9P2000.L.

Symbolic links are followed here, for a 9P server does not. One that leads out of the directory by an absolute path is taken as a path of the guest: it
leads on if it begins with where the directory is mounted.
"""

from __future__ import annotations

from yarara.kernel.files.filesystem import CREATE, EXCLUSIVE, FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.linux_flags import O_DIRECTORY, O_RDONLY, linux_flags
from yarara.kernel.files.ninep_client import MOST_NAMES, NO_FID, QT_DIRECTORY, QT_LINK, REMOVE_DIRECTORY, ROOT, Client
from yarara.runtime.error_messages import error_message
from yarara.runtime.error_numbers import EBUSY, EEXIST, EIO, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR

MOST_LINKS = 40
MOST_NAMES_OF_DIRECTORY = 1 << 20
"""A directory that has more never ends."""
MOST_NAMES_OF_PATH = 2048
LONGEST_NAME = 255
FILE_MODE = 0o644
DIRECTORY_MODE = 0o755

# Flags of Tlopen and Tlcreate.
O_LARGEFILE = 0o100000

_REACHED = -1
_ABSENT = -2


class Location:
    """What a path leads to: a fid, or NO_FID when there is only its directory."""

    def __init__(self, fid: int, kind: int, names: list[bytes]) -> None:
        self.fid = fid
        self.kind = kind
        self.names = names
        """From the root, with all links followed."""


class NinePFiles(FileSystem):
    """What a server serves."""

    def __init__(self, client: Client, point: str) -> None:
        """Mounted at `point`, `/name`, or "" for the root."""
        self._client = client
        self._point = point

    # -- where a path leads --------------------------------------------------------------------------------------------

    def _locate(self, path: str) -> Location:
        """Go there; whoever calls this has a fid to clunk. Raises FileNotFoundError when not even the directory is there."""
        self._client.make_ready()
        names = _names(path)
        for _ in range(MOST_LINKS):
            fid = self._client.new_fid()
            link = self._walk(fid, names)
            if link == _REACHED:
                return Location(fid, self._last_kind(names), names)
            if link == _ABSENT:
                return Location(NO_FID, 0, names)
            names = self._followed(names, link)
        raise file_error(ELOOP, path)

    def _find(self, path: str) -> Location:
        """The same, with a file that is there."""
        location = self._locate(path)
        if location.fid == NO_FID:
            raise file_error(ENOENT, path)
        return location

    def _last_kind(self, names: list[bytes]) -> int:
        return QT_DIRECTORY if len(names) == 0 else self._client.kinds[(len(names) - 1) % MOST_NAMES]

    def _walk(self, fid: int, names: list[bytes]) -> int:
        """From the root to `fid`: _REACHED, or _ABSENT when only the last name is missing, or which of the names is a symbolic link."""
        done = 0
        while True:
            count = min(len(names) - done, MOST_NAMES)
            reached = self._step(fid, names, done, count)
            if reached < count and done > 0:
                self._client.clunk(fid)
            for i in range(reached):
                if self._client.kinds[i] & QT_LINK:
                    if reached == count:
                        self._client.clunk(fid)
                    return done + i
            if reached < count and done + reached == len(names) - 1 and self._can_lead_on(reached):
                return _ABSENT
            if reached < count:
                raise file_error(ENOENT if self._can_lead_on(reached) else ENOTDIR, "")
            done += count
            if done == len(names):
                return _REACHED

    def _step(self, fid: int, names: list[bytes], done: int, count: int) -> int:
        """One message of `_walk`."""
        try:
            return self._client.walk(ROOT if done == 0 else fid, fid, names, done, count)
        except OSError as error:
            if error.errno != ENOENT or count == 0:
                if done > 0:
                    self._client.clunk(fid)
                raise
            return 0

    def _can_lead_on(self, reached: int) -> bool:
        """Whether the last file that a message reached is a directory."""
        return reached == 0 or self._client.kinds[reached - 1] & QT_DIRECTORY != 0

    def _followed(self, names: list[bytes], link: int) -> list[bytes]:
        """The names with a symbolic link among them replaced by where it leads."""
        fid = self._client.new_fid()
        self._go(fid, names, link + 1)
        try:
            target = self._client.link_target(fid).decode("utf-8", "replace")
        finally:
            self._client.clunk(fid)
        before = names[:link]
        if target.startswith("/"):
            if not (target + "/").startswith(self._point + "/"):
                raise file_error(ENOENT, target)
            target = target[len(self._point):]
            before = []
        result = before + _names(target) + names[link + 1:]
        if len(result) > MOST_NAMES_OF_PATH:
            raise file_error(ENAMETOOLONG, "")
        return result

    def _go(self, fid: int, names: list[bytes], count: int) -> None:
        """Walk where the first so many names lead, to a link itself if the last one is."""
        done = 0
        while True:
            step = min(count - done, MOST_NAMES)
            if self._client.walk(ROOT if done == 0 else fid, fid, names, done, step) < step:
                raise file_error(ENOENT, "")
            done += step
            if done == count:
                return

    def _parent(self, path: str) -> Location:
        """The directory that a path's last name is in; `names` are those of the directory."""
        names = _names(path)
        if len(names) == 0:
            raise file_error(EBUSY, path)  # nobody can take the root away
        location = self._find("/".join([name.decode("utf-8", "replace") for name in names[:-1]]))
        if location.kind & QT_DIRECTORY == 0:
            self._client.clunk(location.fid)
            raise file_error(ENOTDIR, path)
        return location

    # -- what a file system does ---------------------------------------------------------------------------------------

    def open(self, path: str, flags: int) -> OpenFile:
        if flags & EXCLUSIVE:  # links are not followed then
            if len(_names(path)) == 0:
                raise file_error(EEXIST, path)
            return self._create(self._parent(path).fid, _names(path)[-1], flags)
        location = self._locate(path)
        if location.fid == NO_FID:
            if flags & CREATE == 0:
                raise file_error(ENOENT, path)
            fid = self._client.new_fid()
            self._go(fid, location.names, len(location.names) - 1)
            return self._create(fid, location.names[-1], flags)
        try:
            if location.kind & QT_DIRECTORY:
                raise file_error(EISDIR, path)
            self._client.open(location.fid, linux_flags(flags) | O_LARGEFILE)
        except OSError:
            self._client.clunk(location.fid)
            raise
        return NinePFile(self._client, location.fid)

    def _create(self, fid: int, name: bytes, flags: int) -> OpenFile:
        """A file in the directory `fid`, which becomes the file's."""
        try:
            self._client.create(fid, name, linux_flags(flags) | O_LARGEFILE, FILE_MODE)
        except OSError:
            self._client.clunk(fid)
            raise
        return NinePFile(self._client, fid)

    def status(self, path: str) -> Status:
        location = self._find(path)
        try:
            found = self._client.attributes(location.fid)
        finally:
            self._client.clunk(location.fid)
        return Status(found.mode, found.size, found.modified)

    def names(self, path: str) -> list[str]:
        location = self._find(path)
        found: list[bytes] = []
        try:
            if location.kind & QT_DIRECTORY == 0:
                raise file_error(ENOTDIR, path)
            self._client.open(location.fid, O_RDONLY | O_DIRECTORY)
            self._client.offset = 0
            while self._client.entries(location.fid, found):
                if len(found) > MOST_NAMES_OF_DIRECTORY:
                    raise self._client.device.distrust("sent a directory without an end")
        finally:
            self._client.clunk(location.fid)
        return [name.decode("utf-8", "replace") for name in found if name != b"." and name != b".."]

    def make_directory(self, path: str) -> None:
        if len(_names(path)) == 0:
            raise file_error(EEXIST, path)
        parent = self._parent(path)
        try:
            self._client.make_directory(parent.fid, _names(path)[-1], DIRECTORY_MODE)
        finally:
            self._client.clunk(parent.fid)

    def remove_directory(self, path: str) -> None:
        self._unlink(path, REMOVE_DIRECTORY)

    def remove(self, path: str) -> None:
        if len(_names(path)) == 0:
            raise file_error(EISDIR, path)
        self._unlink(path, 0)

    def _unlink(self, path: str, flags: int) -> None:
        parent = self._parent(path)
        try:
            self._client.unlink(parent.fid, _names(path)[-1], flags)
        finally:
            self._client.clunk(parent.fid)

    def rename(self, old: str, new: str) -> None:
        source = self._parent(old)
        try:
            target = self._parent(new)
            try:
                self._client.rename(source.fid, _names(old)[-1], target.fid, _names(new)[-1])
            finally:
                self._client.clunk(target.fid)
        finally:
            self._client.clunk(source.fid)


class NinePFile(OpenFile):
    """A fid that was opened. It is of no use any more after the server was started anew."""

    def __init__(self, client: Client, fid: int) -> None:
        self._client = client
        self._fid = fid
        self._epoch = client.epoch

    def _check(self) -> None:
        if self._client.epoch != self._epoch or self._client.is_lost():
            raise OSError(EIO, error_message(EIO))

    def read_at(self, position: int, address: int, length: int) -> int:
        self._check()
        return self._client.read(self._fid, position, address, min(length, self._client.room))

    def write_at(self, position: int, address: int, length: int) -> None:
        done = 0
        while done < length:
            self._check()
            done += self._client.write(self._fid, position + done, address + done, min(length - done, self._client.room))

    def size(self) -> int:
        self._check()
        return self._client.attributes(self._fid).size

    def truncate(self, size: int) -> None:
        self._check()
        self._client.set_size(self._fid, size)

    def close(self) -> None:
        if self._client.epoch == self._epoch:
            self._client.clunk(self._fid)


def _names(path: str) -> list[bytes]:
    """The parts of a path. Raises OSError for one that is no name anywhere."""
    names = [part.encode() for part in path.split("/") if part != "" and part != "."]
    for name in names:
        if len(name) > LONGEST_NAME:
            raise file_error(ENAMETOOLONG, path)
    return names
