class Loud:
    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        print(f"<{self.name}>")
        return self.name


print(Loud("one"), Loud("two"))
