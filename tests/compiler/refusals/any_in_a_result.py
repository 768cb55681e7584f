from collections.abc import Iterator


def countdown(start: int) -> Iterator:
    while start:
        yield start
        start -= 1


for number in countdown(3):
    print(number)
