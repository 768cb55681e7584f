def pick(n: int) -> str:
    return "neg" if n < 0 else "zero" if n == 0 else "small" if n < 10 else "big"
print([pick(n) for n in (-5, 0, 5, 50)])
x: int | None = None
y = x if x is not None else 7
z = x or 8
print(y, z, (1 if y else 2) + (3 if not z else 4))
print("even" if 4 % 2 == 0 else "odd", [a if a > b else b for a, b in [(1, 2), (4, 3)]], {k: ("hi" if v > 1 else "lo") for k, v in {"a": 1, "b": 2}.items()})
def loud(v: str) -> str:
    print("eval", v)
    return v
print(loud("yes") if True else loud("no"), loud("a") if loud("") else loud("b"))
print("abc"[0 if y else 1], [1, 2, 3][-1 if x is None else 0])
n = 5
sign = (n > 0) - (n < 0)
label = f"{n} item{'s' if n != 1 else ''}" if n else "nothing"
print(sign, label, abs(n) if n < 0 else -n, loud("side effect") if n > 10 else "skipped")
total = 0
for i in range(6):
    total += i if i % 2 else -i
print(total, not n if n else "falsy", (n == 5 and "five") or "other")
