class Shape:
    pass


class Circle(Shape):
    def __init__(self, radius: int) -> None:
        self.radius = radius


class Rectangle(Shape):
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height


def describe(shape: Shape) -> str:
    if isinstance(shape, Circle):
        return f"circle {shape.radius}"
    if not isinstance(shape, Rectangle):
        return "shape"
    return f"rectangle {shape.width * shape.height}"


def corners(shape: Shape | None) -> int:
    if shape is None:
        return -1
    return 4 if isinstance(shape, Rectangle) else 0


shapes = [Circle(3), Rectangle(4, 5), Shape()]
print([describe(shape) for shape in shapes], corners(None), corners(shapes[1]), corners(shapes[0]))
print(isinstance(shapes[0], (Circle, Rectangle)), isinstance(shapes[2], (Circle, Rectangle)))
