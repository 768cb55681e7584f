"""What built-in functions make of a number that may be an int or a float."""


def show(numbers: list[int | float]) -> None:
    for x in numbers:
        print(abs(x), round(x), round(x, 1), int(x), float(x), -x, x + 1, divmod(x, 2), x ** 2, x // 2, bool(x), f"{x:.2f}", x > 2)
    print(sum(numbers), max(numbers), min(numbers), sorted(numbers), max(numbers, key=abs))


def distance(a: int | float, b: int | float) -> int | float:
    return abs(a - b)


show([1, 2.5, -3, -4.75])
print(distance(3, 5), distance(3, 5.5), distance(-1.5, 2))
total: int | float = 3
total += 0.5
print(abs(total), round(total), round(total + 1))
