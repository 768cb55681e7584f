def add(a: int, b: int = 2) -> int:
    return a + b


numbers = [1, 2]
print(add(*numbers))
