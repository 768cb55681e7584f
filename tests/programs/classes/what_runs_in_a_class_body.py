"""Statements in the body of a class run once, in order, when the class is defined."""


def made(name: str) -> list[str]:
    print("making", name)
    return [name]


class Registry:
    """Expressions run too; this one has no effect."""

    print("the body begins")
    first = second = made("shared")
    small = 1
    large = 2 + len(first)
    assert small < large, "in order"
    names: list[str] = made("own")
    names.append("appended in the body")
    __private = made("private")

    def show(self) -> str:
        return f"{self.first} {self.second} {self.small} {self.large} {self.names} {self.__private}"

    class Part:
        print("and that of the inner class")
        size = len(made("inner"))

    total = small + large
    print("the body ends", total)


print(Registry().show(), Registry.Part.size, Registry.total)
Registry.first.append("changed")
print(Registry.second, Registry.first is Registry.second)
