"""A running guest: its memory, and its kernel's objects in it.

Nothing in the image helps with this: memory is read from outside, symbols say where variables and classes are, and the map of attributes
(compiler/object_maps.py) what an object holds. The guest goes on meanwhile, so two words that belong together may be of different moments.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from yarara.errors import UserError
from yarara.machines.monitor import Monitor
from yarara.machines.registry import Running
from yarara.observe import layout
from yarara.observe.image import ImageFile

PAGE = 4096
_LONGEST_TEXT = 200


class Source(Protocol):
    """Where memory comes from."""

    def read(self, address: int, count: int) -> bytes: ...

    def cpu_threads(self) -> list[int]: ...

    def close(self) -> None: ...


class ProcessSource:
    """The memory of a process of Linux; each of its threads is a core."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        try:
            self._memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
        except OSError as error:
            raise UserError(f"the memory of process {pid} cannot be read: {error.strerror}") from None

    def read(self, address: int, count: int) -> bytes:
        try:
            return os.pread(self._memory, count, address)
        except OSError:
            return b""

    def cpu_threads(self) -> list[int]:
        return sorted(int(name) for name in os.listdir(f"/proc/{self._pid}/task"))

    def close(self) -> None:
        os.close(self._memory)


class Object:
    """One of the kernel's objects, at an address."""

    def __init__(self, guest: Guest, address: int) -> None:
        self._guest = guest
        self.address = address
        self.kind = guest.class_of(address)

    def number(self, name: str) -> int:
        """An attribute that is an int or a bool, or the address in one that refers to something."""
        offset, size = self._guest.attribute(self.kind, name)
        return int.from_bytes(self._guest.read(self.address + offset, size), "little")

    def get(self, name: str) -> Object | None:
        """An attribute that is an object; None when it is None."""
        address = self.number(name)
        return Object(self._guest, address) if address else None

    def follow(self, *names: str) -> Object:
        """Attributes of attributes. Raises LookupError when one is None."""
        found = self
        for name in names:
            following = found.get(name)
            if following is None:
                raise LookupError(name)
            found = following
        return found

    def text(self, name: str) -> str:
        """An attribute that is a str of Latin-1."""
        address = self.number(name)
        if not address:
            return ""
        length = min(self._guest.word(address + 8), _LONGEST_TEXT)
        return self._guest.read(address + 32, length).decode("latin-1")

    def has(self, name: str) -> bool:
        return name in self._guest.attributes.get(self.kind, {})


class Guest:
    """Reads; pages are kept until `forget`."""

    def __init__(self, image: ImageFile, source: Source, pid: int) -> None:
        """`pid` is the process of this host that runs it. Raises UserError when the image was stripped."""
        data = image.object_map
        if data is None or image.symbol("yarara_kernel_state") is None:
            raise UserError("this image has no debug information (it was stripped), so nobody can tell what lies where in it")
        self.image = image
        self.source = source
        self.pid = pid
        self.attributes: dict[str, dict[str, tuple[int, int]]] = json.loads(data)
        self._classes = {address: name.removeprefix("type.") for name, address in image.symbols().items() if name.startswith("type.")}
        self._pages: dict[int, bytes] = {}

    def forget(self) -> None:
        """What is read from now on is what is there then."""
        self._pages.clear()

    def read(self, address: int, count: int) -> bytes:
        found = b""
        while count > 0:
            page, start = address // PAGE * PAGE, address % PAGE
            part = self._page(page)[start:start + count]
            if not part:
                raise LookupError(f"no memory at {address:#x}")
            found += part
            address += len(part)
            count -= len(part)
        return found

    def _page(self, address: int) -> bytes:
        if address not in self._pages:
            self._pages[address] = self.source.read(address, PAGE)
        return self._pages[address]

    def word(self, address: int) -> int:
        return layout.word(self.read(address, 8), 0)

    def symbol(self, name: str) -> int:
        """Raises LookupError when the image has no such symbol."""
        address = self.image.symbol(name)
        if address is None:
            raise LookupError(name)
        return address

    def variable(self, name: str) -> Object | None:
        """The object in a module's variable; None when there is none yet."""
        address = self.word(self.symbol(f"global.{name}"))
        return Object(self, address) if address else None

    def class_of(self, address: int) -> str:
        """What the object's header leads to."""
        return self._classes.get(self.word(address) & 0xFFFF_FFFF, "?")

    def attribute(self, kind: str, name: str) -> tuple[int, int]:
        """Offset and size. Raises LookupError."""
        return self.attributes[kind][name]


@contextmanager
def opened(entry: Running) -> Iterator[Guest]:
    """A guest that runs. Raises UserError."""
    source: Source = ProcessSource(entry.guest) if entry.monitor is None else Monitor(entry.monitor)
    try:
        yield Guest(ImageFile(Path(entry.image)), source, entry.guest)
    finally:
        source.close()
