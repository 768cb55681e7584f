numbers = (n * n for n in range(3))
print(next(numbers))
