"""How a file is opened, in the numbers of Linux: its system calls take them, and so do 9P servers (9P2000.L)."""

from __future__ import annotations

from yarara.kernel.files.filesystem import CREATE, EXCLUSIVE, READ, TRUNCATE, WRITE

O_RDONLY = 0
O_WRONLY = 0o1
O_RDWR = 0o2
O_CREAT = 0o100
O_EXCL = 0o200
O_TRUNC = 0o1000
O_DIRECTORY = 0o200000


def linux_flags(flags: int) -> int:
    """The flags of `filesystem.py` as those of `open`."""
    result = O_RDONLY
    if flags & WRITE:
        result |= O_RDWR if flags & READ else O_WRONLY
    if flags & CREATE:
        result |= O_CREAT
    if flags & EXCLUSIVE:
        result |= O_EXCL
    if flags & TRUNCATE:
        result |= O_TRUNC
    return result
