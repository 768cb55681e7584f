"""What other modules of the library have to do after a `gc.collect()`."""

from __future__ import annotations

from typing import Callable

after_collection: list[Callable[[], None]] = []
