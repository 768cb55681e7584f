class Box[T]:
    def __init__(self, value: T) -> None:
        self.value = value


print(Box(3).value)
