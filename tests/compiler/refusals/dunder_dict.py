class A:
    def __init__(self) -> None:
        self.x = 1


print(A().__dict__)
