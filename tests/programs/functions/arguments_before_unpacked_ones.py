"""Arguments before `*items` are evaluated before it, whatever they are: displays, choices, names that it changes."""

def t(n: int) -> int:
    print("t", n)
    return n


def f(*xs: object) -> None:
    print(xs)


def g(a: object, b: object, *xs: object) -> None:
    print(a, b, xs)


ns = [1, 2]


def more() -> list[int]:
    print("more")
    return ns


flag = True
f([t(1)], *more())
f({t(1): t(2)}, *more())
f(t(1) if flag else t(2), *more())
g((t(1), t(2)), [t(3)], *more())
f(f"{t(4)}", *more())
f(t(1) or t(2), *more(), [t(5)], t(6))


def h(a: list[int], b: int, *xs: int) -> None:
    print(a, b, xs)


h([t(1)], t(2) if flag else t(3), *more())
h([t(i) for i in range(2)], t(2), *more())


def k(*xs: int, key: list[int]) -> None:
    print(xs, key)


k(*more(), key=[t(9)])
k(t(1), *more(), key=[t(9)])
print([t(1)], *more(), [t(2)])
limit = 3


def change() -> list[int]:
    global limit
    limit += 1
    return [limit]


f(limit, *change(), limit)
f((limit, [limit]), *change(), limit)
f(-limit, limit < 4, *change())
f(lambda: limit, *change()) if limit < 0 else f([], {}, (), *change())


def opt(a: int | None, b: list[float], c: dict[str, float], *xs: float) -> None:
    print(a, b, c, xs)


opt(None, [float(t(1))], {"a": float(t(2))}, *[1.5])
opt(limit if flag else None, [], {}, *[0.5])
opt(*(1, [2.5]), {"q": float(t(1))}, *[t(3) + 0.5])
x = 1
f(x := t(3), *[x], x)
