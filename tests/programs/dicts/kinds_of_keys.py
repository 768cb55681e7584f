by_int = {1: "a", -1: "b", 2**40: "c", 0: "zero"}
by_tuple = {(1, "x"): 1.5, (2, "y"): 2.5}
by_bytes = {b"key": [1], b"": [2]}
by_bool = {True: "yes", False: "no"}
by_float = {0.5: "half", 1e100: "huge"}
print(by_int, by_tuple, by_bytes, by_bool, by_float)
print(by_int[2**40], by_tuple[(2, "y")], by_bytes[b""], by_bool[1 > 2], by_float[0.5])
optional: dict[str, int | None] = {"known": 5, "unknown": None}
print(optional, optional["unknown"] is None, optional.get("absent"), "unknown" in optional)
nested: dict[str, dict[str, int]] = {}
for path in ("a/x", "a/y", "b/x", "a/x"):
    first, second = path.split("/")
    inner = nested.setdefault(first, {})
    inner[second] = inner.get(second, 0) + 1
print(nested, {n: n * n for n in range(5)}, {v: k for k, v in by_int.items()}, {k: v for k, v in zip("abc", range(3)) if v != 1})
