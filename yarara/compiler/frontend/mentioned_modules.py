"""Modules of ours that a program needs without importing them: they are read only where its source mentions what they are for."""

from __future__ import annotations

import re
from pathlib import Path

from mypy.nodes import MypyFile
from mypy.plugin import Plugin

from yarara.paths import is_ours

FINALIZERS = "yarara.library._finalizers"
MENTIONED = {
    "yarara.runtime.complex_numbers": re.compile(rb"complex|\d[jJ]\b"),
    FINALIZERS: re.compile(rb"\b__del__\b"),
    "functools": re.compile(rb"\bThread\b(?s:.*)\bkwargs\s*="),
}
"""By module, what is found in the source of a program that needs it."""


class MentionedModules(Plugin):
    """A mypy plugin: a module that mentions these depends on them."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        path = Path(file.path)
        if is_ours(path) or path.suffix != ".py" or not path.exists():
            return []
        source = path.read_bytes()
        return [(10, module, -1) for module, pattern in MENTIONED.items() if pattern.search(source)]
