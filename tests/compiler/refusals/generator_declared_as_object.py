def numbers() -> object:
    yield 1


print(numbers())
