"""Reads where there is no memory, two calls deep."""

from yarara import machine


def read(offset: int) -> int:
    return machine.load64(0x7FFF_0000_0000 + offset)


print("before", flush=True)
print(read(5))
