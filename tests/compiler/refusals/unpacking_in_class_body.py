def size() -> tuple[int, int]:
    return 1, 2


class Size:
    width, height = size()


print(Size.width)
