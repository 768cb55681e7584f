pair = (3, 9)
print(max(*pair), min(*pair))
xs = [4, 1, 7]
print(max(*xs), min(*xs), min(*xs, 0))
print(*xs, sep=", ", end="!\n")
print("a", *xs, "b")
print(max(*xs, key=lambda v: -v), min(*xs, 1, key=abs))
none: list[int] = []
for wrong in (none, [1]):
    try:
        print(max(*wrong))
    except TypeError as e:
        print(e)
