"""`in` with a value that may be None or of several types, in containers of one type."""

def f(item: str | None, d: dict[str, int], l: list[str], s: set[str]) -> None:
    print(item in d, item in l, item in s)
def g(item: int | str | float | None, d: dict[str, int], l: list[int], s: set[int]) -> None:
    print(item, item in d, item in l, item in s, item in (1, 2), item not in l)
for x in ("a", None):
    f(x, {"a": 1}, ["a"], {"a"})
for y in ("a", None, 1, 1.0, 2.5, True):
    g(y, {"a": 1}, [1, 3], {1, 7})
