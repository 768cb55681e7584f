from typing import Callable


class Button:
    def press(self) -> None:
        print("pressed")


def make() -> Callable[[int], int]:
    def step(x: int) -> int:
        return x + 1

    return step


button = Button()
print(button.press == button.press, button.press == Button().press)
print(button.press is button.press)
print(make() == make())
