class Size:
    width, height = 1, 2


print(Size.width)
