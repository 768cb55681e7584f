class A:
    def __getattr__(self, name: str) -> int:
        return 1


print(A().anything)
