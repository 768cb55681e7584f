"""A display before `in` is compared with the items of what stands behind it; what cannot be hashed is no key."""

from typing import Iterator


class Loud(list[int]):
    """What `repr` shows are the items, not what `__iter__` gives."""

    def __iter__(self) -> Iterator[int]:
        print("iter")
        return super().__iter__()

    def __len__(self) -> int:
        return 7


def sought(table: dict[str, int], keys: set[tuple[int, int]]) -> None:
    try:
        print([1] in table)
    except TypeError as error:
        print("TypeError:", error)
    try:
        print([("a", 1)] in keys)
    except TypeError as error:
        print("TypeError:", error)


rows = [[1], [2, 3]]
print([1] in rows, [3] in rows, [] in rows, [1] not in rows, [2, 3] in [[1], [2, 3]])
print((1, 2) in [(1, 2)], {1} in [{1}], {1: 2} in [{1: 2}], [[1]] in [[[1]]], {} in [{1: 2}], [2] in rows)
print([1] in ([1], [2]), ["a"] in (["b"],), [1] in {"x": [1]}.values())
sought({"a": 1}, {(1, 2)})
loud = Loud([1, 2])
print(repr(loud), str(loud), loud == [1, 2], f"{loud}")
