class Loud(str):
    def __str__(self) -> str:
        return self.upper() + "!"

names: list[str] = []
names.append(Loud("x"))
print(names)
