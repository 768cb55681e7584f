def first(items: [int], pair: "tuple[int, str]") -> int:
    return items[0] + pair[0]


print(first([1, 2], (1, "a")))
