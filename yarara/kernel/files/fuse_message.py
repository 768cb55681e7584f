"""Requests and answers of FUSE in memory (include/uapi/linux/fuse.h, version 7.31).

A request is a header of 40 bytes and what belongs to it, an answer one of 16 bytes. Answers are not believed: each length is compared with what the
device says has come.
"""

from __future__ import annotations

from yarara.machine import Struct, u32, u64

MAJOR = 7
MINOR = 31

LOOKUP = 1
FORGET = 2
GETATTR = 3
SETATTR = 4
READLINK = 5
MKDIR = 9
UNLINK = 10
RMDIR = 11
RENAME = 12
OPEN = 14
READ = 15
WRITE = 16
RELEASE = 18
INIT = 26
OPENDIR = 27
READDIR = 28
RELEASEDIR = 29
CREATE = 35

ROOT = 1
"""The node of the directory that is served."""
FATTR_SIZE = 1 << 3
FATTR_FH = 1 << 6


class InHeader(Struct):
    """struct fuse_in_header."""
    length: u32
    opcode: u32
    unique: u64
    node: u64
    uid: u32
    gid: u32
    pid: u32
    padding: u32


class OutHeader(Struct):
    """struct fuse_out_header."""
    length: u32
    error: u32   # the number, negative, as 32 bits
    unique: u64


class Attributes(Struct):
    """struct fuse_attr."""
    ino: u64
    size: u64
    blocks: u64
    atime: u64
    mtime: u64
    ctime: u64
    atimensec: u32
    mtimensec: u32
    ctimensec: u32
    mode: u32
    nlink: u32
    uid: u32
    gid: u32
    rdev: u32
    blksize: u32
    flags: u32


class Entry(Struct):
    """struct fuse_entry_out, before the attributes."""
    node: u64
    generation: u64
    entry_valid: u64
    attr_valid: u64
    entry_valid_nsec: u32
    attr_valid_nsec: u32


class DirectoryEntry(Struct):
    """struct fuse_dirent, before the name."""
    ino: u64
    offset: u64
    length: u32
    type: u32


IN_HEADER = 40
OUT_HEADER = 16
ATTRIBUTES = 88
ENTRY = 40
DIRECTORY_ENTRY = 24
OPENED = 16
"""struct fuse_open_out."""
ATTRIBUTES_AT = 16
"""Of struct fuse_attr_out: where the attributes begin."""
INIT_MAX_WRITE = 20
"""Of struct fuse_init_out."""
