"""Sorting long lists of integers: negative ones, extremes, equal ones, ordered ones, both directions; and bools, which are not words."""

from __future__ import annotations


def numbers(count: int, limit: int) -> list[int]:
    found: list[int] = []
    state = 12345
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0x7FFFFFFFFFFFFFFF
        found.append((state >> 8) % limit - limit // 2)
    return found


def is_sorted(items: list[int]) -> bool:
    return all(items[i - 1] <= items[i] for i in range(1, len(items)))


def show(name: str, items: list[int]) -> None:
    before = sum(n % 1_000_003 for n in items)
    ordered = sorted(items)
    print(name, len(ordered), is_sorted(ordered), sum(n % 1_000_003 for n in ordered) == before, ordered[:3], ordered[-3:], ordered[len(items) // 2])
    falling = sorted(items, reverse=True)
    print(name, falling == ordered[::-1], falling[:2])


def main() -> None:
    for limit in (2, 100, 5000, 1 << 20, 1 << 40, 1 << 54):
        show(f"below {limit}", numbers(3000, limit))
    largest = (1 << 63) - 1
    show("extremes", [largest, -largest - 1, 0, -1, 1, largest - 1, -largest] * 100)
    show("rising", list(range(1000)))
    show("falling", list(range(1000, 0, -1)))
    show("same", [7] * 600)
    for count in (511, 512, 513):
        show(f"{count} items", numbers(count, 1000))
    items = numbers(2000, 90)
    items.sort()
    print(items[:10], items.count(5))
    items.sort(key=lambda n: -n)
    print(items[:10])
    flags = [n % 3 == 0 for n in range(700)]
    flags.sort()
    print(flags.index(True), flags[0], flags[-1], sorted(flags, reverse=True)[:2])
    for power in range(19):
        print(10 ** power, 10 ** power - 1, -(10 ** power), 10 ** power * 7 // 3, end=";")
    print(largest, -largest - 1)


if __name__ == "__main__":
    main()
