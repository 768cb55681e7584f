class Base:
    def __init__(self) -> None:
        print("Base.__init__")
        self.base = 1

    def who(self) -> str:
        return "Base"


class Left(Base):
    def __init__(self) -> None:
        print("Left.__init__")
        super().__init__()
        self.left = 2

    def who(self) -> str:
        return "Left>" + super().who()


class Right(Base):
    def __init__(self) -> None:
        print("Right.__init__")
        super().__init__()
        self.right = 3.5

    def who(self) -> str:
        return "Right>" + super().who()


class Both(Left, Right):
    def __init__(self) -> None:
        print("Both.__init__")
        super().__init__()
        self.both = "four"

    def who(self) -> str:
        return "Both>" + super().who()


for thing in (Both(), Left(), Right(), Base()):
    print(thing.who(), isinstance(thing, Left), isinstance(thing, Right), isinstance(thing, Both))
b = Both()
print(b.base, b.left, b.right, b.both)


def show(r: Right) -> None:
    print(r.right, r.base, r.who())


show(b)
show(Right())
