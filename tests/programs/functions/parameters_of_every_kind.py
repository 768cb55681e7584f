def f(a: int, /, b: int, *, c: int = 3) -> str:
    return f"{a}{b}{c}"
def g(*args: int, sep: str = ",", **kwargs: str) -> str:
    return sep.join(map(str, args)) + "|" + sep.join(f"{k}={v}" for k, v in kwargs.items())
def h(first: str, second: str = "two", *rest: str, last: str = "end", **extra: int) -> tuple[str, str, tuple[str, ...], str, dict[str, int]]:
    return first, second, rest, last, extra
print(f(1, 2), f(1, b=2), f(1, 2, c=9), f(1, c=0, b=5))
print(g(), g(1, 2), g(1, sep="-", x="y"), g(*[1, 2, 3], **{"k": "v"}), g(*range(3), 9, sep=" "))
print(h("a"), h("a", "b", "c", "d"), h("a", last="z", n=1), h(*["a", "b", "c"], q=5), h(second="s", first="f"))
def defaults(n: int, items: list[int] | None = None, scale: float = 1.5, flag: bool = False, name: str = "x" * 2) -> str:
    items = [] if items is None else items
    items.append(n)
    return f"{items} {scale} {flag} {name}"
print(defaults(1), defaults(2), defaults(3, [0]), defaults(4, scale=2.5, name="q"), defaults(5, flag=True))
def shared(n: int, seen: list[int] = []) -> list[int]:
    seen.append(n)
    return seen
print(shared(1), shared(2), shared(3, []), shared(4))
base = 10
def early(n: int = base) -> int:
    return n
base = 20
print(early(), early(base))
def swap(pair: tuple[int, int]) -> tuple[int, int]:
    x, y = pair
    return y, x
print(swap((1, 2)), swap(swap((3, 4))))
def total(*values: float) -> float:
    return sum(values)
def forward(*values: float) -> float:
    return total(*values, 0.5)
print(total(1.5, 2.5), forward(1.0), forward())
def outer(x: int) -> int:
    def inner(y: int, z: int = x) -> int:
        return x * y + z
    return inner(2) + inner(y=1, z=0)
print(outer(5))
