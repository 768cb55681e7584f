"""Rows as dicts: grouped, joined by a key, turned on their side, compared, and written as a table."""
from __future__ import annotations

from typing import Callable, Iterable, Mapping, TypeVar, Union

K = TypeVar("K")
V = TypeVar("V")
Cell = Union[str, int, float, None]
Row = dict[str, Cell]

SALES: list[Row] = [
    {"id": 1, "shop": "north", "month": "jan", "sum": 120},
    {"id": 2, "shop": "south", "month": "jan", "sum": 80.5},
    {"id": 3, "shop": "north", "month": "feb", "sum": 60},
    {"id": 4, "shop": "west", "month": "mar", "sum": None},
    {"id": 5, "shop": "north", "month": "jan", "sum": 15.25},
]
SHOPS: list[Row] = [{"shop": "north", "owner": "Ann"}, {"shop": "south", "owner": "Bob", "since": 1999}, {"shop": "east", "owner": "Eve"}]


def grouped(items: Iterable[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def inverted(table: Mapping[K, V]) -> dict[V, list[K]]:
    return {value: [key for key in table if table[key] == value] for value in table.values()}


def joined(left: list[Row], right: list[Row], on: str, outer: bool = False) -> list[Row]:
    other = {row[on]: row for row in right}
    return [row | other.get(row[on], {}) for row in left if outer or row[on] in other]


def total(values: Iterable[Cell]) -> float:
    return float(sum(value for value in values if isinstance(value, (int, float))))


def pivot(rows: list[Row], down: str, across: str, value: str) -> list[Row]:
    columns = list(dict.fromkeys(row[across] for row in rows))
    result: list[Row] = []
    for name, group in grouped(rows, lambda row: row[down]).items():
        line: Row = {down: name}
        cells = grouped(group, lambda row: row[across])
        line.update({str(column): total(row[value] for row in cells[column]) if column in cells else None for column in columns})
        result.append(line)
    return result


def show(rows: list[Row]) -> None:
    heads = list(dict.fromkeys(key for row in rows for key in row))
    texts = [[f"{cell:.2f}" if isinstance(cell, float) else "-" if cell is None else str(cell) for cell in map(row.get, heads)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*[heads, *texts])]
    for line in (heads, ["=" * width for width in widths], *texts):
        print(" ", " | ".join(f"{text:{width}}" for text, width in zip(line, widths)).rstrip())


def changes(old: Row, new: Row) -> dict[str, tuple[Cell, Cell]]:
    return {key: (old.get(key), new.get(key)) for key in old | new if old.get(key) != new.get(key)}


show(SALES)
show(joined(SALES, SHOPS, "shop"))
show(joined(SHOPS, SALES, "shop", outer=True))
show(pivot(SALES, "shop", "month", "sum"))
show(pivot(SALES, "month", "shop", "sum"))
print({name: [row["id"] for row in rows] for name, rows in grouped(SALES, lambda row: row["shop"]).items()})
print(grouped(["pear", "fig", "plum", "kiwi", "date"], len), grouped(range(10), lambda n: (n % 2 == 0, n > 5)))
print(inverted({"a": 1, "b": 2, "c": 1}), inverted({1: "x", 2: "x"}), inverted({row["shop"]: row.get("since") for row in SHOPS}))
print(changes(SALES[0], SALES[2]), changes(SHOPS[0], SHOPS[1]), changes(SALES[0], dict(reversed(SALES[0].items()))))
merged: Row = {}
for number, row in enumerate(SHOPS):
    merged |= {f"{key}{number}": value for key, value in row.items() if key != "shop"}
print(merged, merged.popitem(), [*merged.values()], sum(isinstance(value, str) for value in merged.values()))
