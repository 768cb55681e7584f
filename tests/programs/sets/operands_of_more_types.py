"""A set of ints, and one that may hold None or texts too: `&`, `-`, and in place."""

from __future__ import annotations


def main() -> None:
    numbers: set[int] = {1, 2, 3, 4}
    maybe: set[int | None] = {1, None, 3}
    mixed: frozenset[int | str] = frozenset(["x", 2, 3])
    same = numbers
    print(sorted(numbers & maybe), sorted(numbers - maybe), sorted(numbers & mixed))
    numbers -= maybe
    print(sorted(numbers), numbers is same)
    numbers |= {7, 8}
    numbers &= mixed
    print(sorted(numbers), numbers is same, sorted(same))
    names: set[str] = {"x", "y"}
    names -= mixed
    print(names)
    texts: set[str] = {"x", "y"}
    texts &= mixed
    print(texts, {1, 2} & {2, 3}, {1, 2} - {2})


main()
