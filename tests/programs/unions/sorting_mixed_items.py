xs: list[int | str] = [3, 1, 2]
print(sorted(xs, key=str))
a: object = "x"
b: object = {"k": 1}
pairs: list[tuple[str, int | str]] = [("b", 1), ("a", "x")]
print(sorted(pairs))
try:
    print(sorted([("a", 1), ("a", "x")]))  # type: ignore[type-var]
except TypeError as e:
    print(e)
