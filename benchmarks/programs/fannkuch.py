"""The most flips that any permutation needs: integers in short lists.    fannkuch.py [SIZE]"""

from __future__ import annotations

import sys


def flips_of(permutation: list[int], work: list[int]) -> int:
    """How often a prefix as long as the first item is reversed until the first item is 0."""
    for i in range(len(permutation)):
        work[i] = permutation[i]
    count = 0
    first = work[0]
    while first != 0:
        low = 0
        high = first
        while low < high:
            item = work[low]
            work[low] = work[high]
            work[high] = item
            low += 1
            high -= 1
        count += 1
        first = work[0]
    return count


def fannkuch(size: int) -> tuple[int, int]:
    """Checksum and maximum over all permutations of `size` items."""
    permutation = list(range(size))
    work = [0] * size
    counts = [0] * size
    checksum = 0
    most = 0
    sign = 1
    position = size
    while True:
        while position != 1:
            counts[position - 1] = position
            position -= 1
        flips = flips_of(permutation, work)
        checksum += sign * flips
        sign = -sign
        if flips > most:
            most = flips
        while True:
            if position == size:
                return checksum, most
            first = permutation[0]
            for i in range(position):
                permutation[i] = permutation[i + 1]
            permutation[position] = first
            counts[position] -= 1
            if counts[position] > 0:
                break
            position += 1


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    checksum, most = fannkuch(size)
    print(f"{checksum}\nPfannkuchen({size}) = {most}")


if __name__ == "__main__":
    main()
