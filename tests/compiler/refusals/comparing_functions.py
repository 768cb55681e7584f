class Handler:
    def __call__(self) -> int:
        return 1


def f() -> int:
    return 1


print(f == Handler())
