class Pair(tuple[int, int]):
    pass


numbers = [1, 2]
print(Pair(numbers))
