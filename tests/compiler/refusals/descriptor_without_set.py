class Label:
    def __get__(self, instance: object, owner: type) -> str:
        return "label"


class Box:
    label = Label()

    def __init__(self) -> None:
        self.label = "mine"  # type: ignore[assignment]


print(Box().label)
