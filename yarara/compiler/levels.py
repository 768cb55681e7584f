"""How much LLVM does to a program; the numbers are those of `clang -O`."""

UNOPTIMISED = 0
"""Code as it was written down, several times slower and larger, in a third of the time."""
OPTIMISED = 2
"""What an image has unless something else is asked for."""
LEVELS = (UNOPTIMISED, OPTIMISED)
