"""The host's side of looking into a kernel: what stands in the memory that it shares (kernel/trace/), and in its objects.

This is the one part of the host that reads the kernel's own descriptions of its memory (`Struct` classes, constants).
"""
