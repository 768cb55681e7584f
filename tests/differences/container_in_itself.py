items: list[object] = [1]
items.append(items)
try:
    print(repr(items))
except RecursionError:
    print("RecursionError")
