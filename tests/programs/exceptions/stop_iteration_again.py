"""An iterator's end that nobody expects shows only where it came from this time."""


def last(items: list[int]) -> int:
    iterator = iter(items)
    return next(iterator) + next(iterator)


try:
    last([1])
except StopIteration:
    print("caught")
print(last([1, 2]))
last([])
