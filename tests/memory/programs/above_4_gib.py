"""In a q35 of 5 GiB the one run of memory that can hold this lies above the 4 GiB where devices have their addresses."""

from __future__ import annotations

SIZE = 2200 * 1024 * 1024

memory = bytearray(SIZE)
for position in range(0, SIZE, SIZE // 8):
    memory[position] = position // (SIZE // 8) + 1
memory[-1] = 9
print(len(memory), sum(memory[position] for position in range(0, SIZE, SIZE // 8)), memory[-1], memory[SIZE // 2 + 1])
