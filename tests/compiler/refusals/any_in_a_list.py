from typing import Any


def without(items: list[Any], wanted: int) -> list[int]:
    return [item for item in items if item != wanted]


print(without([1, 2, 3], 2))
