class Square:
    side: float


class Circle:
    radius = 1.0


shapes: list[Square | Circle] = [Square(), Circle()]
for shape in shapes:
    if hasattr(shape, "side"):
        print(shape.side)
    else:
        print(shape.radius)
