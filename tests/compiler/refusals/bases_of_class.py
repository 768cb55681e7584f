class Shape: ...


class Square(Shape): ...


print(Square.__mro__)
