class Box:
    """Has things."""

    def __init__(self) -> None:
        self.width = 3
        self.name = "box"

    def __format__(self, spec: str) -> str:
        return f"<{self.name}:{spec}>"


class Small(Box):
    pass


limit = 5
box = Box()
print(f"{box:>10}", format(box, "x"), f"{box}", "{:abc}".format(box))

print(Box.__qualname__, Box.__module__, Box.__doc__, type(box).__name__)
del box.width
try:
    print(box.width)
except AttributeError as error:
    print(error)
box.width = 4
print(box.width)
print(limit)
