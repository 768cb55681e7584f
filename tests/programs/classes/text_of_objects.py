class Plain:
    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Plain({self.value})"


class Both(Plain):
    def __str__(self) -> str:
        return f"<{self.value}>"


p, b = Plain(1), Both(2)
print(p, b, repr(p), repr(b), str(p), str(b))
print([p, b], (b,), {"key": b})
print(f"{p} {b} {b!r} {b!s:>6}|")
