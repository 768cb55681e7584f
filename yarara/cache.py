"""Images by content: building what has not changed needs neither mypy nor LLVM.

An entry is two files named after a program's path and the options: the image, and a record of what went into it. It counts while
the compiler, every source file that went in, and the names of what lies beside the program (an import may find a new file) are
the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Callable

from yarara.compiler.options import Options
from yarara.paths import cache_directory

Progress = Callable[[str], None]

_PACKAGE = Path(__file__).resolve().parent
_MAXIMUM_ENTRIES = 64


@dataclass(frozen=True)
class Image:
    """A built image."""
    path: Path
    devices: frozenset[str]
    """What its machine must have: "network", "entropy", ..."""


def image_of(source: Path, options: Options = Options(), progress: Progress | None = None) -> Image:
    """The image of a program, built if need be. Raises CompileError as the driver does."""
    entry = _Entry(source, options)
    return entry.load() or entry.build(progress)


class _Entry:
    def __init__(self, source: Path, options: Options) -> None:
        self._source = source
        self._options = options
        chosen = f"{options.target}\0{options.tracing}\0{sorted(options.extras)}\0{options.level}"
        name = hashlib.sha256(f"{source.resolve()}\0{chosen}".encode()).hexdigest()[:32]
        self._image = cache_directory() / "images" / f"{name}.elf"
        self._record = self._image.with_suffix(".json")

    def load(self) -> Image | None:
        try:
            record = json.loads(self._record.read_text())
            if not self._image.exists() or record["key"] != _key(self._source, record["sources"]):
                return None
            os.utime(self._record)
            return Image(self._image, frozenset(record["devices"]))
        except (OSError, ValueError, KeyError):
            return None

    def build(self, progress: Progress | None) -> Image:
        from yarara.compiler import driver

        self._image.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._image.with_suffix(f".{os.getpid()}")
        started = time.time_ns()
        try:
            result = driver.build(self._source, temporary, self._options, progress)
            sources = sorted(str(path.resolve()) for path in result.sources)
            record = {"key": _key(self._source, sources), "sources": sources, "devices": list(result.devices)}
            os.replace(temporary, self._image)
        finally:
            temporary.unlink(missing_ok=True)
        if not _changed_since(started, sources):
            temporary.write_text(json.dumps(record))
            os.replace(temporary, self._record)
        _prune(self._image.parent)
        return Image(self._image, frozenset(result.devices))


def _changed_since(moment: int, sources: list[str]) -> bool:
    """Whether a source was written while it was compiled: then nobody knows what went into the image."""
    return any(os.stat(path).st_mtime_ns >= moment for path in sources)


def copy_image(image: Image, destination: Path, executable: bool) -> None:
    """Put the image where the user wants it; never half of one. Only one that is a program of this machine may be started as one."""
    temporary = destination.with_name(f".{destination.name}.{os.getpid()}")
    try:
        shutil.copyfile(image.path, temporary)
        if executable:
            shutil.copymode(image.path, temporary)  # as the linker made it, under the user's umask
        os.replace(temporary, destination)
    finally:
        temporary.unlink(missing_ok=True)


def _key(source: Path, sources: list[str]) -> str:
    digest = hashlib.sha256(_compiler_key().encode())
    for name in sorted(_neighbours(source.resolve().parent)):
        digest.update(f"{name}\0".encode())
    for path in sources:
        digest.update(f"{path}\0{_digest(Path(path))}".encode())
    return digest.hexdigest()


def _neighbours(directory: Path) -> list[str]:
    """What an import in this directory could find."""
    return [entry.name for entry in os.scandir(directory)
            if entry.name.endswith((".py", ".pyi")) or entry.is_dir() and entry.name.isidentifier()
            and entry.name != "__pycache__"]


def _compiler_key() -> str:
    """Changes with every file of this package (kernel, runtime and library are sources too) and with the tools below."""
    digest = hashlib.sha256(f"{version('mypy')} {version('llvmlite')}".encode())
    for directory, folders, files in os.walk(_PACKAGE):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        for name in sorted(files):
            digest.update(f"{directory}/{name}\0{_digest(Path(directory, name))}".encode())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _prune(directory: Path) -> None:
    """Keep the entries used last."""
    records = sorted(directory.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for record in records[_MAXIMUM_ENTRIES:]:
        record.unlink(missing_ok=True)
        record.with_suffix(".elf").unlink(missing_ok=True)
