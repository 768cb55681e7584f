things: list[object] = [[1, 2], "text", 3]
for thing in things:
    match thing:
        case [1, *_]:
            print("a list")
        case _:
            print("something else")
