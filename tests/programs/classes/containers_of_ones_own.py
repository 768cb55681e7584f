class Ring:
    """A list that goes round."""

    def __init__(self, items: list[int]) -> None:
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> int:
        return self._items[index % len(self._items)]

    def __setitem__(self, index: int, value: int) -> None:
        self._items[index % len(self._items)] = value

    def __contains__(self, value: int) -> bool:
        return value in self._items

    def __bool__(self) -> bool:
        return len(self._items) > 1


class Countdown:
    def __init__(self, start: int) -> None:
        self.current = start

    def __iter__(self) -> "Countdown":
        return self

    def __next__(self) -> int:
        if self.current == 0:
            raise StopIteration
        self.current -= 1
        return self.current


ring = Ring([1, 2, 3])
ring[4] = 20
print(len(ring), ring[1], ring[-1], ring[300], 20 in ring, 2 in ring, 2 not in ring)
print("yes" if ring else "no", "yes" if Ring([1]) else "no", not ring)
for n in Countdown(4):
    print(n, end=" ")
print()
print(list(Countdown(5)), sum(Countdown(10)), [n * n for n in Countdown(4)])
