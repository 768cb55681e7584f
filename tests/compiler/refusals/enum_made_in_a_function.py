from enum import Enum


def make() -> None:
    Color = Enum("Color", ["RED", "GREEN"])
    print(Color.RED)


make()
