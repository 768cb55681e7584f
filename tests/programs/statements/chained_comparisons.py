calls: list[int] = []
def v(n: int) -> int:
    calls.append(n)
    return n
print(v(1) < v(2) < v(3), calls)
calls.clear()
print(v(3) < v(2) < v(1), calls)
calls.clear()
print(v(1) == v(1) != v(2) >= v(0), calls)
x = 5
print(0 < x < 10, 10 > x >= 5, 1 < x > 2, x == 5 == 5.0, 0 <= x <= 4, not 0 < x < 3)
print("a" < "b" < "c", (1, 2) < (1, 3) < (2,), [1] == [1] == [1.0], 1 in [1] == True, (1 in [1]) == True)
s = {1, 2}
print(1 in s and 3 not in s, {1} < s < {1, 2, 3}, {1} <= {1} < {2})
def grade(p: int) -> str:
    return "A" if 90 <= p <= 100 else "B" if 75 <= p < 90 else "C" if 0 <= p < 75 else "?"
print([grade(p) for p in (100, 90, 89, 75, 74, 0, -1, 101)])
none: str | None = None
print(none is None is not True, None is none)
