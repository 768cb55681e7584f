"""`*` and `**` in lists, tuples, sets and dicts."""

a = [1, 2]; b = (3, 4)
print([*a, *b, 5], (*a, 1), {*a, *b}, {**{"x": 1}, "y": 2})
words: list[str] = ["x", *"yz", *[w.upper() for w in "ab"]]
print(words, len([*words, *words]), [*range(3), *(n * n for n in range(3))])
print((*words,), (*b, *b), [*{"k": 1}], sorted({*["a", "a", "b"]}))
order: list[int] = []


def noted(n: int) -> list[int]:
    order.append(n)
    return [n] * n


print([*noted(1), len(order), *noted(2), len(order)], order)
defaults = {"host": "localhost", "port": "80"}
print({**defaults, "port": "8080", **{"path": "/"}})
