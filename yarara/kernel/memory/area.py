"""The static area: 8 KiB of zeroed memory in the image, where the allocators keep their state before any heap exists.

Each file of this folder owns one part, described there by a `Struct`. This table is the only place that knows who lies where.
"""

from __future__ import annotations

from yarara import machine

PAGE_MAP = 0  # pagemap.py: 16 ranges of 24 bytes after 8 bytes
PAGES = 512  # pages.py: lock, counters, free lists, reserved ranges
PAGING = 1152
STACKS = 1216  # stacks.py: lock, list heads, the record of the initial stack
BLOCKS = 1472  # blocks.py: lock, counters, the lists of blocks with room
COLLECTOR = 2048  # collector.py and marking.py
WEAK = 2160  # weak.py: two lists
WORLD = 2176  # world.py: one entry of 24 bytes a core
PAUSES = 3728  # collector.py: 45 counters
FINALIZERS = 4096  # finalizers.py: two lists, and whether the program ends
AHEAD = 4120  # marking.py: references that will be looked at soon
SMALL_MAPS = 4192  # pagemap.py: the maps of ranges that are small enough
END = 8192


def at(offset: int) -> int:
    """The address of a part."""
    return machine.symbol("yarara_memory_state") + offset
