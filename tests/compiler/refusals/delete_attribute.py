class A:
    def __init__(self) -> None:
        self.x = 1


a = A()
del a.x
