def note(x: str) -> str:
    print("note", x)
    return x


def count(items: list[list[int]], name: str, *rest: str) -> str:
    return f"{len(items)} {name} {rest}"


def means(items: list[float], *rest: str) -> tuple[list[float], int]:
    return items, len(rest)


try:
    print(count([[[1], [2]][8] for i in [1]], note("a"), *["x", "y"]))
except IndexError as error:
    print(error)
names = ["p", "q"]
print(count([[len(note(n))] for n in names], note("b"), *names))
print(means([i / 2 for i in range(3)], *[note("c")]), means([float(i) for i in range(2)], note("d"), *names))
print(len({note(n) for n in names[:1]}), *[note("e")])
print({note(n): i for i, n in enumerate(names)}, *names)
