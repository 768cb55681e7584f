"""What the commands do around the compiler."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yarara.commands import progress


@contextmanager
def compiling() -> Iterator[Callable[[str], None]]:
    """Show the stages of a build where there is a terminal. The trees of a program refer to each other and live until its image is made: to look
    for cycles among them, then or at the end of the process, would find nothing and take a tenth of a build."""
    gc.disable()
    try:
        with progress.shown() as step:
            yield step
    finally:
        gc.freeze()
        gc.enable()
