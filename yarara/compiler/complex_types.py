"""Complex numbers in a program: their part of the runtime is read only where the source mentions them."""

from __future__ import annotations

import re
from pathlib import Path

from mypy.nodes import MypyFile
from mypy.plugin import Plugin

PACKAGE = Path(__file__).resolve().parent.parent
RUNTIME = "complex_numbers"
"""The module of the runtime that knows them."""
MENTIONED = re.compile(rb"complex|\d[jJ]\b")


class ComplexTypes(Plugin):
    """A mypy plugin: a module with complex numbers depends on that part of the runtime, though it does not import it."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        path = Path(file.path)
        own = path.resolve().is_relative_to(PACKAGE)
        mentions = not own and path.suffix == ".py" and path.exists() and MENTIONED.search(path.read_bytes()) is not None
        return [(10, f"yarara.runtime.{RUNTIME}", -1)] if mentions else []
