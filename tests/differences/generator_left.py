from collections.abc import Iterator


def numbers() -> Iterator[int]:
    try:
        yield 1
        yield 2
    finally:
        print("closed")


for number in numbers():
    print("first loop", number)
    break
items = numbers()
print("by hand", next(items))
items = numbers()
print("replaced")
