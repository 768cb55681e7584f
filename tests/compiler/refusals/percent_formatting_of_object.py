values: list[object] = [1, (2, 3)]
for value in values:
    print("%s" % value)
