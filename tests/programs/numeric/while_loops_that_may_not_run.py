"""Loops whose bounds are looked at before their condition: some never run, some leave the list, some count."""


def reverse(items: list[int], low: int, high: int) -> int:
    """How many pairs were exchanged."""
    swaps = 0
    while low < high:
        items[low], items[high] = items[high], items[low]
        low += 1
        high -= 1
        swaps += 1
    return swaps


def total(items: list[int], at: int, end: int) -> int:
    result = 0
    while at < end:
        result += items[at]
        at += 1
    return result


def rising(items: list[int], end: int) -> int:
    """Length of the rising run at the start."""
    at = 0
    while at < end - 1 and items[at] < items[at + 1]:
        at += 1
    return at + 1


def differences(items: list[int], start: int) -> list[int]:
    found = [0] * len(items)
    while start > 0:
        found[start] = items[start] - items[start - 1]
        start -= 1
    return found


def steps(limit: int) -> tuple[int, int, int]:
    """Counters that are set, moved and kept over several loops."""
    even = odd = 0
    restarts = 5
    for number in range(limit):
        if number % 2 == 0:
            even += 1
        else:
            odd += 1
        if number % 7 == 6:
            restarts = 0
        restarts += 1
    return even, odd, restarts


def cells(rows: int, columns: int) -> int:
    count = 0
    for _ in range(rows):
        for _ in range(columns):
            count += 1
    return count


def ten_more(count: int) -> int:
    for _ in range(10):
        count += 1
    return count


def main() -> None:
    for low, high in ((0, 6), (2, 4), (3, 3), (4, 1), (0, -1), (-3, -1), (-7, -8), (0, 7), (-2, 2)):
        items = [10, 11, 12, 13, 14, 15, 16]
        try:
            print(low, high, reverse(items, low, high), items)
        except IndexError as error:
            print(low, high, "IndexError:", error, items)
    numbers = [3, 5, 8, 13, 2, 1]
    for at, end in ((0, 6), (5, 6), (6, 6), (7, 3), (0, 0), (0, -4), (-2, 0), (-6, 6), (0, 7), (-7, 1)):
        try:
            print(at, end, total(numbers, at, end))
        except IndexError as error:
            print(at, end, "IndexError:", error)
    print([total([], at, end) for at, end in ((0, 0), (3, 1), (-1, -1))])
    print([rising(numbers, end) for end in (0, 1, 2, 3, 4, 6, -5)], rising([], 0))
    for start in (5, 1, 0, -3, 6):
        try:
            print(start, differences(numbers, start))
        except IndexError as error:
            print(start, "IndexError:", error)
    print(steps(0), steps(1), steps(20), cells(3, 4), cells(0, 9), cells(5, 0))
    print(ten_more(-4), ten_more(9223372036854775797))


main()
