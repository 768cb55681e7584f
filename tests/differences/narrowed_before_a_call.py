class Shape:
    pass


class Circle(Shape):
    def __init__(self) -> None:
        self.radius = 3


class Drawing:
    def __init__(self) -> None:
        self.shape: Shape = Circle()
        self.size: int | str = 3
        self.owner: str | None = None

    def change(self) -> None:
        self.shape = Shape()
        self.size = "large"
        self.owner = "ada"


def ask_first(drawing: Drawing) -> None:
    assert isinstance(drawing.shape, Circle)
    drawing.change()
    try:
        print(drawing.shape.radius)
    except (AttributeError, TypeError) as error:
        print(error)


def assign_first(drawing: Drawing) -> None:
    drawing.size = 3
    drawing.change()
    try:
        size = drawing.size
        print(size)
    except TypeError as error:
        print(error)


def test_twice(drawing: Drawing) -> None:
    if drawing.owner is None:
        drawing.change()
        try:
            print(drawing.owner is None)
        except TypeError as error:
            print(error)


ask_first(Drawing())
assign_first(Drawing())
test_twice(Drawing())
