"""What the host reads out of an image: the words of its kernel, its symbols, its lines."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection

from yarara.machines.panic import LineTable

_STR_LENGTH, _STR_TEXT = 8, 32
"""Where a `str` object has its length and its code points (typeshed/stdlib/builtins.pyi); the kernel's are all Latin-1."""
_LONGEST_TEXT = 1000
_OBJECT_MAP = ".debug_yarara"


class ImageFile:
    """An ELF file that runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            elf = ELFFile(stream)
            self._segments = [(segment["p_vaddr"], segment.data()) for segment in elf.iter_segments("PT_LOAD")]
            found = elf.get_section_by_name(_OBJECT_MAP)
            self.object_map: bytes | None = found.data() if found is not None else None
            """compiler/object_maps.py; None when the image was stripped."""
            table = elf.get_section_by_name(".symtab")
            self._symbols = {symbol.name: int(symbol["st_value"]) for symbol in table.iter_symbols()} if isinstance(table, SymbolTableSection) else {}

    def symbol(self, name: str) -> int | None:
        """The address of a symbol; None when there is none (the image was stripped)."""
        return self._symbols.get(name)

    def symbols(self) -> dict[str, int]:
        return self._symbols

    def text_at(self, address: int) -> str:
        """The text constant at an address."""
        length = int.from_bytes(self._bytes(address + _STR_LENGTH, 8), "little")
        return self._bytes(address + _STR_TEXT, min(length, _LONGEST_TEXT)).decode("latin-1")

    def place_of(self, address: int) -> str:
        """The line of code at an address, or the address."""
        return self._lines.find(address) or f"{address:#x}"

    @cached_property
    def _lines(self) -> LineTable:
        return LineTable(self.path)

    def _bytes(self, address: int, count: int) -> bytes:
        for start, data in self._segments:
            if start <= address and address + count <= start + len(data):
                return bytes(data[address - start:address - start + count])
        return b""
