print([True, 2], sorted([3, False]))
print(max(1.5, 2, -3))
none: list[float] = []
print(sum(none))
