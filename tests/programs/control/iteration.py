for i, letter in enumerate("abc", start=1):
    print(i, letter, end=" ")
print()
for a, b in zip([1, 2, 3], ["x", "y"]):
    print(a, b, end=" ")
print()
for n in reversed([1, 2, 3]):
    print(n, end=" ")
for n in reversed(range(0, 10, 4)):
    print(n, end=" ")
print()
items = [1, 2, 3]
for item in items:
    if item == 1:
        items.append(4)
    print(item, end=" ")
print(items)
iterator = iter([10, 20])
print(next(iterator), next(iterator))
try:
    next(iterator)
except StopIteration:
    print("exhausted")
for i in range(3):
    pass
print(i, list(enumerate("")))
print(list(zip("ab", [1, 2], [True, False])), dict(zip(["k", "l"], [1, 2])), sum([1, 2], 10), max([3, 4], default=0))
