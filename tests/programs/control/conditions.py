def kind(n: int) -> str:
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif 0 < n <= 9:
        return "digit"
    else:
        return "big" if n < 1000 else "huge"


for n in (-5, 0, 7, 10, 5000):
    print(n, kind(n), 1 < n < 100, n == n != 3, 0 <= n, "even" if n % 2 == 0 else "odd")


def next_value(log: list[int], value: int) -> int:
    log.append(value)
    return value


log: list[int] = []
print(next_value(log, 1) < next_value(log, 5) < next_value(log, 3) < next_value(log, 9), log)
x = 3
print("in" if x in (1, 2, 3) else "out", x not in [3], x is not None, not x == 3)
assert x == 3, "never shown"
if x:
    pass
while x:
    x -= 1
print(x, (1 if x else 2) + 10, [] == [], "a" "b" == "ab")
