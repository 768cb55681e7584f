"""`*args` and `**kwargs`: given one by one, from sequences and dicts of any length, and passed on."""

def total(*n: int) -> int:
    return sum(n)
items = [1, 2, 3]
print(total(*items), total(0, *items, 4), total(*items, *items), total(*range(4)))
def opts(**k: int) -> list[tuple[str, int]]:
    return list(k.items())
d = {"a": 1}
print(opts(**d), opts(b=2, **d), opts(**{"z": 1}), opts())
def both(*args: int, **kwargs: str) -> str:
    return f"{args} {kwargs}"
def through(*args: int, **kwargs: str) -> str:
    return both(*args, **kwargs)
print(through(1, 2, a="x"))


def described(title: str, *parts: str, width: int = 10, **attributes: float) -> str:
    shown = ", ".join(f"{key}={value:.1f}" for key, value in attributes.items())
    return f"{title:<{width}}|{'/'.join(parts)}|{shown}"


class Logger:
    def __init__(self, *tags: str, **levels: int) -> None:
        self.tags = tags
        self.levels = levels

    def log(self, *values: object, sep: str = " ") -> str:
        return sep.join(str(v) for v in values) + repr(self.tags) + repr(self.levels)


parts = ["a", "b"]
print(described("t"))
print(described("t", *parts, "c", width=4, x=1, y=2.5))
print(described("t", z=0.5))
print(Logger("x", *parts, info=1, **d).log(1, "two", 3.0, [4], sep="-"))
print(Logger().log(*parts), Logger(**{"q": 9}).levels)
pair = (3, 4)
print(total(*pair, *items), max(pair))
