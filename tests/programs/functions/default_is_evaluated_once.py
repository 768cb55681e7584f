calls: list[str] = []


def default() -> list[int]:
    calls.append("default")
    return [0]


def add(item: int, items: list[int] = default()) -> list[int]:
    items.append(item)
    return items


print(calls)
print(add(1))
print(add(2))
print(add(3, [9]))
print(add(4), calls)
