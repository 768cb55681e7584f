"""`stat`: what the bits of `os.stat(path).st_mode` mean."""

from __future__ import annotations

S_IFMT_MASK = 0o170000
S_IFDIR = 0o040000
S_IFREG = 0o100000


def S_IFMT(mode: int) -> int:
    """The kind of a file."""
    return mode & S_IFMT_MASK


def S_IMODE(mode: int) -> int:
    """Who may do what."""
    return mode & 0o7777


def S_ISDIR(mode: int) -> bool:
    return mode & S_IFMT_MASK == S_IFDIR


def S_ISREG(mode: int) -> bool:
    return mode & S_IFMT_MASK == S_IFREG
