"""A B-tree of small order: splitting on the way down, search, range scan, a drawing of its levels."""
from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Iterator, Mapping


class _Page:
    def __init__(self, leaf: bool = True) -> None:
        self.keys: list[int] = []
        self.values: list[str] = []
        self.pages: list[_Page] = []
        self.leaf = leaf

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({self.keys})"


class BTree:
    def __init__(self, t: int = 2, source: Mapping[int, str] | None = None) -> None:
        if t < 2:
            raise ValueError("minimum degree must be at least 2, not %d" % t)
        self.t = t
        self.root = _Page()
        self._count = 0
        if source:
            for key, value in source.items():
                self[key] = value

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, key: int) -> str:
        page = self.root
        while True:
            i = bisect.bisect_left(page.keys, key)
            if i < len(page.keys) and page.keys[i] == key:
                return page.values[i]
            if page.leaf:
                raise KeyError(key)
            page = page.pages[i]

    def get(self, key: int, default: str = "") -> str:
        try:
            return self[key]
        except KeyError:
            return default

    def __setitem__(self, key: int, value: str) -> None:
        if len(self.root.keys) == 2 * self.t - 1:
            new = _Page(leaf=False)
            new.pages.append(self.root)
            self._split(new, 0)
            self.root = new
        self._insert(self.root, key, value)

    def _split(self, parent: _Page, index: int) -> None:
        full, t = parent.pages[index], self.t
        right = _Page(full.leaf)
        parent.pages.insert(index + 1, right)
        parent.keys.insert(index, full.keys[t - 1])
        parent.values.insert(index, full.values[t - 1])
        right.keys, full.keys = full.keys[t:], full.keys[:t - 1]
        right.values, full.values = full.values[t:], full.values[:t - 1]
        if not full.leaf:
            right.pages, full.pages = full.pages[t:], full.pages[:t]

    def _insert(self, page: _Page, key: int, value: str) -> None:
        i = bisect.bisect_left(page.keys, key)
        if i < len(page.keys) and page.keys[i] == key:
            page.values[i] = value
        elif page.leaf:
            page.keys[i:i] = [key]
            page.values[i:i] = [value]
            self._count += 1
        else:
            if len(page.pages[i].keys) == 2 * self.t - 1:
                self._split(page, i)
                if key == page.keys[i]:
                    page.values[i] = value
                    return
                i += key > page.keys[i]
            self._insert(page.pages[i], key, value)

    def items(self, low: int | None = None, high: int | None = None) -> Iterator[tuple[int, str]]:
        def scan(page: _Page) -> Iterator[tuple[int, str]]:
            for i, (key, value) in enumerate(zip(page.keys, page.values)):
                if not page.leaf and (low is None or low < key):
                    yield from scan(page.pages[i])
                if (low is None or key >= low) and (high is None or key < high):
                    yield key, value
            if not page.leaf and (high is None or page.keys[-1] < high):
                yield from scan(page.pages[-1])
        return scan(self.root)

    def levels(self) -> Iterator[list[_Page]]:
        row = deque([self.root])
        while row:
            yield list(row)
            for _ in range(len(row)):
                row.extend(row.popleft().pages)


tree = BTree(2)
for n in [10, 20, 5, 6, 12, 30, 7, 17, 3, 25, 26, 27, 1, 2, 4, 8, 9]:
    tree[n] = f"n{n}"
for level in tree.levels():
    print(level)
print(len(tree), tree[17], tree.get(18, "-"), [k for k, _ in tree.items()])
print(dict(tree.items(6, 13)), list(tree.items(high=3)), next(tree.items(low=27)))
tree[17] = "changed"
print(tree[17], len(tree))
big = BTree(4, {i * 7919 % 1009: str(i) for i in range(1, 500)})
print(len(big), sum(1 for _ in big.levels()), [len(level) for level in big.levels()])
assert [k for k, _ in big.items()] == sorted(k for k, _ in big.items())
try:
    BTree(1)
except ValueError as e:
    print(e)
try:
    big[-1]
except KeyError as e:
    print("KeyError", e)
