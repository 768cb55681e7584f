"""Where flows are: each belongs to one core, with its connection."""

from __future__ import annotations


class Placement:
    """Chosen by addresses and ports alone, so every core comes to the same answer."""

    def core_of(self, source: int, destination: int, ports: int) -> int:
        """The core of what comes from `source` to `destination`; `ports`: 32 bits, those of the source first."""
        raise NotImplementedError
