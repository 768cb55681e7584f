class A:
    def __getattribute__(self, name: str) -> int:
        return 1


print(A().anything)
