"""`stat`: what the bits of `os.stat(path).st_mode` mean."""

from __future__ import annotations

_FORMAT = 0o170000
S_IFDIR = 0o040000
S_IFREG = 0o100000


def S_IFMT(mode: int) -> int:
    """The kind of a file."""
    return mode & _FORMAT


def S_IMODE(mode: int) -> int:
    """Who may do what."""
    return mode & 0o7777


def S_ISDIR(mode: int) -> bool:
    return mode & _FORMAT == S_IFDIR


def S_ISREG(mode: int) -> bool:
    return mode & _FORMAT == S_IFREG
