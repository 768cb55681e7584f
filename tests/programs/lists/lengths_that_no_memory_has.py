"""What would be too long for any memory is a MemoryError or an OverflowError, not a wrong length; with nothing to repeat it is empty."""

from __future__ import annotations

SIZES = (2**63 - 1, 2**62, 2**61, 2**60 + 1, 2**59 + 3, 6148914691236517205, 3074457345618258603)


def repeated(what: str, n: int) -> int:
    if what == "list":
        return len([0] * n)
    if what == "list of three":
        return len([0, 1, 2] * n)
    if what == "tuple":
        return len((1, 2) * n)
    if what == "str":
        return len("ab" * n)
    if what == "bytes":
        return len(b"abc" * n)
    if what == "wide":
        return len("\U0001F600" * n)
    if what == "ljust":
        return len("a".ljust(n, "\U0001F600"))
    if what == "zfill":
        return len("12".zfill(n))
    if what == "in place":
        items = [1, 2]
        items *= n
        return len(items)
    empty: list[int] = []
    return len(empty * n) + len("" * n) + len(b"" * n)


def main() -> None:
    for what in ("list", "list of three", "tuple", "str", "bytes", "wide", "ljust", "zfill", "in place", "nothing"):
        for n in SIZES:
            try:
                print(what, repeated(what, n))
            except MemoryError:
                print(what, "MemoryError")
            except OverflowError as error:
                print(what, error)
    try:
        bytearray(2**63 - 1)
    except MemoryError:
        print("bytearray")
    numbers = list(range(10))
    del numbers[1::2**63 - 1]
    del numbers[:0:-(2**63)]
    print(numbers, numbers[::2**63 - 1], numbers[::-(2**63)])
    numbers[3::2**62] = [30]
    print(numbers, "abcdef"[1::2**63 - 1], (1, 2, 3)[-1::-(2**63)])


main()
