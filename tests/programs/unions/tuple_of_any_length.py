"""A tuple goes into a union as the `tuple[int, ...]` that is declared, by whichever way it comes there."""

from typing import Union

Value = Union[int, str, tuple[int, ...], None]


def total(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{len(value)} items, {sum(value)}"
    return str(value)


def chosen(n: int) -> Value:
    return (n, n) if n else ()


def either(n: int) -> Value:
    return (n, 1) or n


def local(n: int) -> Value:
    found: Value = (n, n) if n > 1 else n
    return found


def pair(n: int) -> tuple[int, int] | None:
    return (n, -n) if n else None


values: list[Value] = [True, 3, "ab", (1, 2, 3), None]
values.append((1, 2))
values += [(3,), ()]
print([total(value) for value in values])
by_name: dict[str, Value] = {"a": (1,), "b": 2}
by_name["c"] = pair(4)
by_name["d"] = pair(0)
print({name: total(value) for name, value in by_name.items()})
one: Value = (4, 5)
print(total(one), total((7, 8)), total(()))
print([total(chosen(n)) for n in range(3)], [total(either(n)) for n in range(2)], [total(local(n)) for n in range(3)])
for value in values:
    match value:
        case (first, *rest):
            print(first, rest)
        case other:
            print(other)
