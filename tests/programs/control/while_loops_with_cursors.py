"""`while` loops that walk numbers through lists: what is inside needs no look in each round, and what is outside is found in the same round as ever."""

from __future__ import annotations


def reverse(items: list[int], low: int, high: int) -> str:
    try:
        while low < high:
            items[low], items[high] = items[high], items[low]
            low += 1
            high -= 1
    except IndexError as error:
        return f"{error} at {low} {high}: {items}"
    return f"{low} {high}: {items}"


def insertion_sort(items: list[int]) -> list[int]:
    for position in range(1, len(items)):
        item = items[position]
        at = position - 1
        while at >= 0 and items[at] > item:
            items[at + 1] = items[at]
            at -= 1
        items[at + 1] = item
    return items


def total(items: list[int], start: int, end: int, step: int) -> str:
    """Steps that are not constant are no cursor; those below are."""
    found = 0
    at = start
    try:
        while at < end:
            found += items[at]
            at += step
        at = start
        while at < end:
            found += items[at] * 10
            at += 2
    except IndexError as error:
        return f"{error} at {at} after {found}"
    return f"{found} at {at}"


def beyond_the_step(items: list[int]) -> str:
    """After its step a cursor may be at the end."""
    at = 0
    seen: list[int] = []
    try:
        while at < len(items):
            at += 1
            seen.append(at)
            if items[at] == 7:
                continue
            items[at] += 100
    except IndexError as error:
        return f"{error} at {at}: {items} {seen}"
    return f"fine {items}"


def step_first(items: list[int], limit: int) -> str:
    at = 0
    try:
        while at < limit:
            at += 1
            items[at] = -items[at]
    except IndexError as error:
        return f"{error} at {at}: {items}"
    return f"{at}: {items}"


def from_the_end(items: list[int], at: int) -> str:
    """Negative subscripts count from the end, as everywhere."""
    found = 0
    try:
        while at > -3:
            found = found * 10 + items[at]
            at -= 1
    except IndexError as error:
        return f"{error} at {at}: {found}"
    return f"{found} at {at}"


def merge(left: list[int], right: list[int]) -> list[int]:
    merged = [0] * (len(left) + len(right))
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged[i + j] = left[i]
            i += 1
        else:
            merged[i + j] = right[j]
            j += 1
    while i < len(left):
        merged[i + j] = left[i]
        i += 1
    while j < len(right):
        merged[i + j] = right[j]
        j = j + 1
    return merged


def partition(items: list[int]) -> str:
    i, j = 0, len(items) - 1
    pivot = items[len(items) // 2]
    while i <= j:
        while items[i] < pivot:
            i += 1
        while pivot < items[j]:
            j -= 1
        if i <= j:
            items[i], items[j] = items[j], items[i]
            i, j = i + 1, j - 1
    return f"{i} {j} {items}"


def back_and_forth(items: list[int], turns: int) -> int:
    """Goes both ways: no cursor."""
    at, seen = 0, 0
    while turns > 0:
        seen += items[at]
        if at < 3:
            at += 1
        else:
            at -= 1
        turns -= 1
    return seen


def palindrome(text: bytes) -> bool:
    low, high = 0, len(text) - 1
    while low < high:
        if text[low] != text[high]:
            break
        low += 1
        high -= 1
    else:
        return True
    return False


class Buffer:
    """Lists as attributes, which a loop may exchange."""

    def __init__(self, items: list[int]) -> None:
        self.items = items
        self.spare = [7]

    def clear(self, start: int, end: int) -> str:
        at = start
        try:
            while at < end:
                self.items[at] = 0
                at += 1
        except IndexError as error:
            return f"{error} {self.items}"
        return str(self.items)

    def exchange(self, end: int) -> str:
        at = 0
        try:
            while at < end:
                self.items[at] += 1
                self.items, self.spare = self.spare, self.items
                at += 1
        except IndexError as error:
            return f"{error} {self.items} {self.spare}"
        return f"{self.items} {self.spare}"


LARGEST = (1 << 63) - 1


def overflows(start: int, end: int, factor: int) -> str:
    """CPython's integers know no limit: the loop says what ours raise."""
    items = [1, 2, 3]
    at, product = start, 0
    try:
        while at < end:
            following = at * factor
            if following > LARGEST:
                return f"overflow {at - start} {product}"
            product = following
            at += 1
            product -= items[at - start - 1]
    except IndexError:
        return f"IndexError {at - start} {product}"
    except OverflowError:
        return f"overflow {at - start} {product}"
    return f"{at - start} {product}"


def main() -> None:
    for low, high in ((0, 5), (1, 4), (0, 6), (-2, 3), (4, 2), (0, 1 << 40), (-(1 << 40), 2)):
        print("reverse", low, high, reverse([1, 2, 3, 4, 5, 6], low, high))
    print(insertion_sort([5, 2, 9, 1, 5, 6, -3, 0]), insertion_sort([]), insertion_sort([1]))
    for start, end, step in ((0, 5, 1), (1, 5, 2), (0, 7, 3), (-2, 3, 1), (3, 2, 1), (-9, 0, 1), (2, 1 << 35, 1)):
        print("total", start, end, step, total([1, 2, 3, 4, 5], start, end, step))
    print(beyond_the_step([1, 7, 2]), beyond_the_step([]), beyond_the_step([7]))
    for limit in (0, 2, 3, 4, 100):
        print("step_first", limit, step_first([1, 2, 3, 4], limit))
    for at in (4, 2, 0, -1, -2, -5, 5, 9):
        print("from_the_end", at, from_the_end([1, 2, 3, 4, 5], at))
    print(merge([1, 4, 9], [2, 3, 5, 11, 12]), merge([], [1]), merge([1], []), merge([], []))
    print(partition([3, 8, 1, 9, 4, 4, 7, 0]), partition([1]))
    print(back_and_forth([1, 10, 100, 1000], 9), palindrome(b"abccba"), palindrome(b"abcdba"), palindrome(b""))
    for start, end in ((0, 3), (1, 9), (-1, 2), (2, 2)):
        print("clear", start, end, Buffer([1, 2, 3]).clear(start, end))
    print(Buffer([1, 2, 3]).exchange(1), Buffer([1, 2, 3]).exchange(2), Buffer([1, 2, 3]).exchange(9))
    for start, end, factor in ((0, 3, 5), (0, 4, 5), (5, 8, 1 << 40), ((1 << 62) - 1, LARGEST, 2), (LARGEST - 2, LARGEST, 1), (0, 3, 1 << 62), (-3, 2, 1 << 60)):
        print("overflows", end - start, overflows(start, end, factor))
    many = list(range(5000))
    print(reverse(many, 0, len(many) - 1)[-40:], total(many, 0, 5000, 1))


main()
