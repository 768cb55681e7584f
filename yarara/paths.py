"""Where our own files are, and where things are kept between runs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def is_ours(path: str | Path) -> bool:
    """Whether a file, however its path is written, belongs to Yarara and not to the program that is compiled."""
    return _is_ours(os.path.abspath(path))


@cache
def _is_ours(path: str) -> bool:
    return Path(path).resolve().is_relative_to(PACKAGE)


def cache_directory() -> Path:
    """`$XDG_CACHE_HOME/yarara`, or `~/.cache/yarara`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "yarara"
