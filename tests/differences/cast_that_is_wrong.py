from typing import Optional, cast


class Animal:
    def __init__(self) -> None:
        self.legs = 4


class Bird(Animal):
    def __init__(self) -> None:
        super().__init__()
        self.wings = 2


def found(name: str) -> Animal | None:
    return Animal() if name == "cow" else None


for name in ("cow", "unicorn"):
    try:
        bird = cast(Bird, found(name))
        print("cast")
        print(bird.wings)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
numbers: object = [1, 2.5]
try:
    print(cast(list[int], numbers)[0])
except TypeError as error:
    print(error)
print(cast(Optional[Bird], found("unicorn")))
