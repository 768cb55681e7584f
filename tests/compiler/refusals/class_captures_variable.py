def make(k: int) -> int:
    class Local:
        def scaled(self) -> int:
            return 2 * k
    return Local().scaled()


print(make(1))
