"""Random well-typed programs, to find what the compiler gets wrong: `python -m fuzzing`, or `make fuzz`.

A program is made from a seed, run under CPython and compiled, and what differs is made smaller until it can be read.
"""
