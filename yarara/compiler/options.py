"""What to make of a program."""

from __future__ import annotations

from dataclasses import dataclass

VM = "vm"
"""An image that a PVH loader boots."""
PROCESS = "process"
"""A static program for Linux."""
TARGETS = (VM, PROCESS)

UNOPTIMISED = 0
"""Code as it was written down, several times slower and larger, in a sixth of LLVM's time. The numbers are those of `clang -O`."""
OPTIMISED = 2
LEVELS = (UNOPTIMISED, OPTIMISED)


@dataclass(frozen=True)
class Options:
    """Programs with different options are different images."""

    target: str = VM
    tracing: bool = False
    """It can say what its kernel does (kernel/trace/)."""
    extras: frozenset[str] = frozenset()
    """Further parts of the kernel (constants.EXTRAS)."""
    level: int = OPTIMISED
    """How much LLVM does."""
