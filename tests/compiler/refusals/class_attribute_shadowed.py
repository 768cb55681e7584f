class A:
    total = 0

    def own(self) -> None:
        self.total = 1


A().own()
A.total = 5
print(A.total)
