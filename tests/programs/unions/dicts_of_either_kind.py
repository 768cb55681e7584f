"""A value that is one of several kinds of dict, or list, in loops and comprehensions; also where a type variable stands for it."""

from typing import TypeVar, Union

Table = TypeVar("Table", bound=Union[dict[str, int], dict[str, str]])


def show(table: dict[str, int] | dict[str, str]) -> None:
    print([key for key in table], [value for value in table.values()], list(table.keys()), {key: value for key, value in table.items()})
    for key in table:
        print(key, table[key])
    for key, value in table.items():
        print(key, value, isinstance(value, str))


def same(table: Table) -> Table:
    print([key for key in table], {value: key for key, value in table.items()})
    return table


def texts(items: list[int] | set[str]) -> list[str]:
    return sorted(str(item) for item in items)


class Holder:
    def __init__(self, table: dict[str, int] | dict[str, str], other: dict[str, int] | dict[int, int]) -> None:
        self.table = table
        self.other = other

    def show(self) -> None:
        print([key for key in self.table], list(self.table), sorted(self.table), "a" in self.table, len(self.table))
        print([key for key in self.other], list(self.other.values()), sorted(f"{key}:{value}" for key, value in self.other.items()))


show({"a": 1})
show({"a": "x"})
print(same({"b": 2}), same({"c": "z"}), texts([2, 1]), texts({"a"}))
Holder({"a": 1}, {"a": 1}).show()
Holder({"a": "b"}, {2: 1}).show()
kept: Union[dict[str, int], dict[str, str]] = {"a": 1, "b": 2}
show(kept)
