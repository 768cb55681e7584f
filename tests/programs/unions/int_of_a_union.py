def f(a: str | bytes, n: int) -> int:
    return int(a, base=n)
def g(v: int | str | float) -> int:
    return int(v)
print(f("101", 2), f(b"12", 3), g(3), g("4"), g(5.7), g(True))
