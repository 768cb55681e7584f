"""`io`: what the built-in `open` gives, by the names it has in CPython, and files in memory."""

from __future__ import annotations

from yarara.library._file_objects import (
    DEFAULT_BUFFER_SIZE as DEFAULT_BUFFER_SIZE, SEEK_CUR as SEEK_CUR, SEEK_END as SEEK_END, SEEK_SET as SEEK_SET, BufferedFile,
    TextIOWrapper as TextIOWrapper, UnsupportedOperation as UnsupportedOperation,
)
from yarara.library._memory_files import BytesIO as BytesIO, StringIO as StringIO

BufferedReader = BufferedFile
BufferedWriter = BufferedFile
BufferedRandom = BufferedFile
BufferedRWPair = BufferedFile
