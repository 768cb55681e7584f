class A:
    def __new__(cls) -> "A":
        return super().__new__(cls)


print(A())
