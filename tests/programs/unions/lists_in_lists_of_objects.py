def f(tree: "list[object]") -> None:
    for item in tree:
        if isinstance(item, list):
            print("list", len(item))
            f(item)
        else:
            print(item)
f([1, [2, "x", [3.5]]])
