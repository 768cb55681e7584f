"""`__getitem__` of one's own with slices: their bounds are numbers or None, and nobody says which."""


class Column:
    def __init__(self, items: list[str]) -> None:
        self.items = items

    def __getitem__(self, key: int | slice) -> str:
        if isinstance(key, slice):
            start = key.start or 0
            stop = key.stop if key.stop is not None else len(self.items)
            step = 1 if key.step is None else key.step
            print("  ", key, start, stop, step, stop - start)
            return ",".join(self.items[i] for i in range(start, stop, step))
        return self.items[key]


class Board:
    def __getitem__(self, key: tuple[slice, slice]) -> str:
        rows, columns = key
        height = rows.stop - rows.start
        return f"{height} x {columns.stop - columns.start} from {rows.start + 1}, {columns.start + 1}"


class Dated:
    """Slices of something else than positions: here the bounds are said to be numbers."""

    def __getitem__(self, key: slice) -> list[int]:
        low: int = key.start
        high: int = key.stop
        return [year for year in (1999, 2004, 2011) if low <= year < high]


column = Column("zero one two three four five".split())
print(column[2], column[1:4], column[:2], column[4:], column[::2], column[5:0:-2])
print(Board()[1:4, 2:8])
print(Dated()[2000:2020])
part = slice(3, None)
print(part.start * 2, part.stop, part.step is None, part.start == 3, (part.start, part.stop))
try:
    print(Board()[1:, 2:3])
except TypeError as error:
    print(error)
