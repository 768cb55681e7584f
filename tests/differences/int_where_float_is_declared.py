def half(x: float) -> float:
    print(x)
    return x / 2


print(half(3))
prices: list[float] = [1, 2.5]
print(prices)
