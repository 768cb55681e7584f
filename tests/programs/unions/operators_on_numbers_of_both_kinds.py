from __future__ import annotations


def power(a: int | float, b: int | float) -> int | float:
    return a ** b


def operate(a: int | float, b: int | float) -> None:
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))


def mixed(a: int | float) -> None:
    print(a // 2, 2 // a, a % 3, 7 % a, divmod(a, 2), divmod(7, a), pow(a, 2), pow(2, a), a ** 2, 2 ** a, -a, abs(a), round(a), int(a), float(a), a < 2, max(a, 2))


numbers: list[int | float] = [3, 2.5, 4]
for n in numbers:
    mixed(n)
    for m in numbers:
        operate(n, m)
        print(power(n, m), pow(n, m))
x: int | float = 7
x //= 2
print(x)
x %= 2
print(x)
x **= 2
print(x)
total: int | float = 0
for n in numbers:
    total += n
print(total, sum(numbers), max(numbers), sorted(numbers), min(numbers, key=lambda v: -v))
try:
    print(divmod(numbers[0], 0))
except ZeroDivisionError as error:
    print(error)
