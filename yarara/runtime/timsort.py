"""The sort of CPython 3.11, comparison by comparison: timsort with the merge order of powersort.

What is between two items without an order, as between a nan and a number or two sets, depends on which items are compared; and a `__lt__` may print.
A run is found, made longer by binary insertion, and put on a stack; runs are merged as their powers ask for (J. I. Munro and S. Wild,
Nearly-optimal mergesorts, 2018). An exception of a comparison leaves the items in some order, none lost, as CPython does.
"""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from yarara.machine import Array
from yarara.runtime.ordering import Ordered, reverse_array

C = TypeVar("C", bound=Ordered)

_MIN_GALLOP: Final = 7
"""So often in a row must items of one side come first that it is worth while to search for the end of its lead."""
_SHORT: Final = 64
"""Below so many items there is one run."""
_STACK: Final = 85
"""Runs that can wait at most: powers grow along the stack and are less than the bits of the length."""


def timsort(items: Array[C], count: int) -> None:
    """Sort the first `count` items in place; equal items keep their order."""
    if count > 1:
        Timsort(items, count).sort()


def _run_at(items: Array[C], start: int, end: int) -> int:
    """How many items from `start` on are in order already. Items that only descend are turned round."""
    at = start + 1
    if at == end:
        return 1
    descends = items[at] < items[start]
    at += 1
    while at < end and (items[at] < items[at - 1]) == descends:
        at += 1
    if descends:
        reverse_array(items, start, at)
    return at - start


def _insert(items: Array[C], start: int, sorted_end: int, end: int) -> None:
    """Insert the items from `sorted_end` to `end` into those before them."""
    for at in range(sorted_end, end):
        item = items[at]
        low, high = start, at
        while low < high:
            middle = low + (high - low >> 1)
            if item < items[middle]:
                high = middle
            else:
                low = middle + 1
        items.copy_from(low + 1, items, low, at - low)
        items[low] = item


def _gallop_left(item: C, items: Array[C], start: int, count: int, hint: int) -> int:
    """How many of the `count` items from `start` on come before `item`; those equal to it do not. The search begins at `hint`, below `count`."""
    last, offset = 0, 1
    if items[start + hint] < item:
        most = count - hint
        while offset < most and items[start + hint + offset] < item:
            last, offset = offset, offset * 2 + 1
        low, high = hint + last, hint + min(offset, most)
    else:
        most = hint + 1
        while offset < most and not items[start + hint - offset] < item:
            last, offset = offset, offset * 2 + 1
        low, high = hint - min(offset, most), hint - last
    low += 1
    while low < high:
        middle = low + (high - low >> 1)
        if items[start + middle] < item:
            low = middle + 1
        else:
            high = middle
    return high


def _gallop_right(item: C, items: Array[C], start: int, count: int, hint: int) -> int:
    """The same, but items equal to `item` come before it."""
    last, offset = 0, 1
    if item < items[start + hint]:
        most = hint + 1
        while offset < most and item < items[start + hint - offset]:
            last, offset = offset, offset * 2 + 1
        low, high = hint - min(offset, most), hint - last
    else:
        most = count - hint
        while offset < most and not item < items[start + hint + offset]:
            last, offset = offset, offset * 2 + 1
        low, high = hint + last, hint + min(offset, most)
    low += 1
    while low < high:
        middle = low + (high - low >> 1)
        if item < items[start + middle]:
            high = middle
        else:
            low = middle + 1
    return high


def _shortest_run(count: int) -> int:
    """Between 32 and 64, such that `count` consists of a power of two of them, or slightly fewer."""
    odd = 0
    while count >= _SHORT:
        odd |= count & 1
        count >>= 1
    return count + odd


class Timsort(Generic[C]):
    """One sort: the items, the runs that wait, and the half of a merge that had to make room."""

    def __init__(self, items: Array[C], count: int) -> None:
        self.items = items
        self.count = count
        self.min_gallop = _MIN_GALLOP
        self.runs = 0
        self.starts: Array[int] = Array(_STACK if count >= _SHORT else 1)
        self.lengths: Array[int] = Array(len(self.starts))
        self.powers: Array[int] = Array(len(self.starts))
        self.spare: Array[C] = Array(0)

    def sort(self) -> None:
        start = 0
        shortest = _shortest_run(self.count)
        while start < self.count:
            length = _run_at(self.items, start, self.count)
            if length < shortest:
                whole = min(self.count - start, shortest)
                _insert(self.items, start, start + length, start + whole)
                length = whole
            self._push(start, length)
            start += length
        while self.runs > 1:
            at = self.runs - 2
            if at > 0 and self.lengths[at - 1] < self.lengths[at + 1]:
                at -= 1
            self._merge_at(at)

    def _push(self, start: int, length: int) -> None:
        """A new run. What lies deeper in the tree of merges than the boundary before it is merged first."""
        top = self.runs - 1
        if top >= 0:
            power = self._power(self.starts[top], self.lengths[top], length)
            while self.runs > 1 and self.powers[self.runs - 2] > power:
                self._merge_at(self.runs - 2)
            self.powers[self.runs - 1] = power
        self.starts[self.runs] = start
        self.lengths[self.runs] = length
        self.runs += 1

    def _power(self, start: int, length: int, next_length: int) -> int:
        """The first binary digit in which the middles of two neighbouring runs differ, as fractions of the whole."""
        left = 2 * start + length
        right = left + length + next_length
        result = 1
        while left >= self.count or right < self.count:
            if left >= self.count:
                left -= self.count
                right -= self.count
            left <<= 1
            right <<= 1
            result += 1
        return result

    def _merge_at(self, at: int) -> None:
        """Merge the runs `at` and `at + 1` of the stack."""
        start, left = self.starts[at], self.lengths[at]
        middle, right = self.starts[at + 1], self.lengths[at + 1]
        self.lengths[at] = left + right
        if at == self.runs - 3:
            self.starts[at + 1] = self.starts[at + 2]
            self.lengths[at + 1] = self.lengths[at + 2]
            self.powers[at + 1] = self.powers[at + 2]
        self.runs -= 1
        first = _gallop_right(self.items[middle], self.items, start, left, 0)  # what is before that is where it belongs
        start += first
        left -= first
        if left == 0:
            return
        right = _gallop_left(self.items[middle - 1], self.items, middle, right, right - 1)
        if right == 0:
            return
        if len(self.spare) < min(left, right):
            self.spare = Array(min(left, right))
        if left <= right:
            self.spare.copy_from(0, self.items, start, left)
            LowMerge(self, start, left, right).merge()
        else:
            self.spare.copy_from(0, self.items, middle, right)
            HighMerge(self, start, left, right).merge()


class LowMerge(Generic[C]):
    """A merge from the lowest item on: the left run lies in the spare array."""

    def __init__(self, sort: Timsort[C], start: int, left: int, right: int) -> None:
        self.sort = sort
        self.at = start
        """Where the next item goes."""
        self.left = 0
        self.left_end = left
        self.right = start + left
        self.right_end = start + left + right

    def merge(self) -> None:
        try:
            self._take_right()
            while not self._is_over():
                self._one_by_one()
                if not self._is_over():
                    self._gallop()
        finally:
            self._finish()

    def _is_over(self) -> bool:
        """The last item of the left run is known to come last."""
        return self.right == self.right_end or self.left >= self.left_end - 1

    def _take_right(self) -> None:
        self.sort.items[self.at] = self.sort.items[self.right]
        self.at += 1
        self.right += 1

    def _take_left(self) -> None:
        self.sort.items[self.at] = self.sort.spare[self.left]
        self.at += 1
        self.left += 1

    def _one_by_one(self) -> None:
        """Until one side has led for long."""
        sort = self.sort
        items, spare, most = sort.items, sort.spare, sort.min_gallop
        at, left, right = self.at, self.left, self.right
        last, right_end = self.left_end - 1, self.right_end
        from_left = from_right = 0
        try:
            while right < right_end and left < last and from_left < most and from_right < most:
                if items[right] < spare[left]:
                    items[at] = items[right]
                    right += 1
                    from_right += 1
                    from_left = 0
                else:
                    items[at] = spare[left]
                    left += 1
                    from_left += 1
                    from_right = 0
                at += 1
        finally:
            self.at, self.left, self.right = at, left, right

    def _gallop(self) -> None:
        """While a side leads by many items at a time."""
        sort = self.sort
        sort.min_gallop += 1
        while True:
            sort.min_gallop -= int(sort.min_gallop > 1)
            from_left = _gallop_right(sort.items[self.right], sort.spare, self.left, self.left_end - self.left, 0)
            sort.items.copy_from(self.at, sort.spare, self.left, from_left)
            self.at += from_left
            self.left += from_left
            if self._is_over():
                return
            self._take_right()
            if self._is_over():
                return
            from_right = _gallop_left(sort.spare[self.left], sort.items, self.right, self.right_end - self.right, 0)
            sort.items.copy_from(self.at, sort.items, self.right, from_right)
            self.at += from_right
            self.right += from_right
            if self._is_over():
                return
            self._take_left()
            if self._is_over():
                return
            if from_left < _MIN_GALLOP and from_right < _MIN_GALLOP:
                sort.min_gallop += 1
                return

    def _finish(self) -> None:
        """What is left over: the rest of the right run, but after an exception it stays where it is, then that of the left one."""
        items, remaining = self.sort.items, self.left_end - self.left
        if remaining == 1:
            items.copy_from(self.at, items, self.right, self.right_end - self.right)
            self.at += self.right_end - self.right
        items.copy_from(self.at, self.sort.spare, self.left, remaining)


class HighMerge(Generic[C]):
    """A merge from the highest item down: the right run lies in the spare array."""

    def __init__(self, sort: Timsort[C], start: int, left: int, right: int) -> None:
        self.sort = sort
        self.start = start
        self.left = left
        """Items of the left run that are not placed yet."""
        self.right = right
        """Those of the right run."""

    def merge(self) -> None:
        try:
            self._take_left()
            while not self._is_over():
                self._one_by_one()
                if not self._is_over():
                    self._gallop()
        finally:
            self._finish()

    def _is_over(self) -> bool:
        """The first item of the right run is known to come first."""
        return self.left == 0 or self.right <= 1

    def _take_left(self) -> None:
        self.left -= 1
        self.sort.items[self.start + self.left + self.right] = self.sort.items[self.start + self.left]

    def _take_right(self) -> None:
        self.right -= 1
        self.sort.items[self.start + self.left + self.right] = self.sort.spare[self.right]

    def _one_by_one(self) -> None:
        """Until one side has led for long."""
        sort = self.sort
        items, spare, most = sort.items, sort.spare, sort.min_gallop
        start, left, right = self.start, self.left, self.right
        from_left = from_right = 0
        try:
            while left > 0 and right > 1 and from_left < most and from_right < most:
                if spare[right - 1] < items[start + left - 1]:
                    left -= 1
                    items[start + left + right] = items[start + left]
                    from_left += 1
                    from_right = 0
                else:
                    right -= 1
                    items[start + left + right] = spare[right]
                    from_right += 1
                    from_left = 0
        finally:
            self.left, self.right = left, right

    def _gallop(self) -> None:
        """While a side leads by many items at a time."""
        sort = self.sort
        sort.min_gallop += 1
        while True:
            sort.min_gallop -= int(sort.min_gallop > 1)
            from_left = self.left - _gallop_right(sort.spare[self.right - 1], sort.items, self.start, self.left, self.left - 1)
            self.left -= from_left
            sort.items.copy_from(self.start + self.left + self.right, sort.items, self.start + self.left, from_left)
            if self._is_over():
                return
            self._take_right()
            if self._is_over():
                return
            from_right = self.right - _gallop_left(sort.items[self.start + self.left - 1], sort.spare, 0, self.right, self.right - 1)
            self.right -= from_right
            sort.items.copy_from(self.start + self.left + self.right, sort.spare, self.right, from_right)
            if self._is_over():
                return
            self._take_left()
            if self._is_over():
                return
            if from_left < _MIN_GALLOP and from_right < _MIN_GALLOP:
                sort.min_gallop += 1
                return

    def _finish(self) -> None:
        """What is left over: the rest of the left run makes room for the first item of the right one; after an exception it stays where it is."""
        if self.right == 1:
            self.sort.items.copy_from(self.start + 1, self.sort.items, self.start, self.left)
            self.sort.items[self.start] = self.sort.spare[0]
        else:
            self.sort.items.copy_from(self.start + self.left, self.sort.spare, 0, self.right)
