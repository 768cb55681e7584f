"""What is done where text cannot be encoded, or bytes cannot be decoded."""

from __future__ import annotations

from typing import Final

STRICT: Final = 1
IGNORE: Final = 2
REPLACE: Final = 3
BACKSLASH_REPLACE: Final = 4
CHARACTER_REFERENCE: Final = 5
