"""Which file system a path leads to: on Linux the host's own, in a virtual machine that of a device."""

from __future__ import annotations

from yarara import machine
from yarara.kernel import commandline
from yarara.kernel.boot.state import kernel_state
from yarara.kernel.files.filesystem import FileSystem, OpenFile, Status, file_error
from yarara.kernel.files.host import HostFiles, current_directory
from yarara.kernel.files.paths import absolute, leads_into
from yarara.runtime.error_numbers import ENOENT, EXDEV

MOUNTING = 1
MOUNTED = 2


class Mount:
    """A file system and where its root is: "" for `/`, else `/name`."""

    def __init__(self, point: str, files: FileSystem) -> None:
        self.point = point
        self.files = files


_mounts: list[Mount] = []
_elsewhere: list[FileSystem] = []
"""What all other paths lead to: one."""


class Place:
    """A path as the program gave it, and where it leads. What goes wrong there is told with the path as it was given."""

    def __init__(self, files: FileSystem, path: str, given: str) -> None:
        self.files = files
        self.path = path
        self._given = given

    def open(self, flags: int) -> OpenFile:
        try:
            return self.files.open(self.path, flags)
        except OSError as error:
            error.filename = self._given
            raise

    def status(self) -> Status:
        try:
            return self.files.status(self.path)
        except OSError as error:
            error.filename = self._given
            raise

    def names(self) -> list[str]:
        try:
            return self.files.names(self.path)
        except OSError as error:
            error.filename = self._given
            raise

    def make_directory(self) -> None:
        try:
            self.files.make_directory(self.path)
        except OSError as error:
            error.filename = self._given
            raise

    def remove_directory(self) -> None:
        try:
            self.files.remove_directory(self.path)
        except OSError as error:
            error.filename = self._given
            raise

    def remove(self) -> None:
        try:
            self.files.remove(self.path)
        except OSError as error:
            error.filename = self._given
            raise

    def rename(self, target: Place) -> None:
        """Raises OSError also when the two are not in the same file system."""
        if self.files is not target.files:
            raise file_error(EXDEV, self._given)
        try:
            self.files.rename(self.path, target.path)
        except OSError as error:
            error.filename = self._given
            raise


def find(path: str) -> Place:
    """Where a path leads. Raises FileNotFoundError for an empty one."""
    if path == "":
        raise file_error(ENOENT, path)
    if "\0" in path:
        raise ValueError("embedded null byte")
    if kernel_state().files_started != MOUNTED:
        _start()
    if machine.PROCESS and len(_mounts) == 0:
        return Place(_elsewhere[0], path, path)
    whole = absolute(path, working_directory())
    best: Mount | None = None
    for mount in _mounts:
        if leads_into(whole, mount.point) and (best is None or len(mount.point) >= len(best.point)):
            best = mount
    if best is not None:
        return Place(best.files, whole[len(best.point):], path)
    return Place(_elsewhere[0], path if machine.PROCESS else whole, path)


def _start() -> None:
    """Mount what there is, once; who comes meanwhile waits."""
    from yarara.kernel.threads.busy_wait import give_way  # imported here: only a program that opens files pays for it

    if machine.compare_exchange(machine.symbol("yarara_kernel_state") + _STARTED, 0, MOUNTING):
        if machine.PROCESS:
            _mount_host_directories()
        else:
            _mount_devices()
        machine.write_fence()
        kernel_state().files_started = MOUNTED
    while kernel_state().files_started != MOUNTED:
        give_way()


def _mount_devices() -> None:
    from yarara.kernel.files import bringup
    from yarara.kernel.files.root import RootFiles

    for mount in bringup.mount_devices():
        _mounts.append(mount)
    _elsewhere.append(RootFiles([mount.point for mount in _mounts]))


def _mount_host_directories() -> None:
    """What `mount=DIRECTORY:/path` says: the path leads there."""
    _elsewhere.append(HostFiles(""))
    for word in commandline.option_values("mount"):
        at = word.rfind(":")
        _mounts.append(Mount(absolute(word[at + 1:], ""), HostFiles(word[:at])))


def working_directory() -> str:
    """Where relative paths begin."""
    return current_directory() if machine.PROCESS else "/"


def rename(old: str, new: str) -> None:
    """Raises OSError, also when the two are not in the same file system."""
    find(old).rename(find(new))


# Of KernelState.
_STARTED = 64
