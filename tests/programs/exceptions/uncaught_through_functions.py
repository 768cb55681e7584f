def third(values: list[int], index: int) -> int:
    return values[index]


def second(values: list[int]) -> int:
    total = 0
    for i in range(4):
        total += third(values, i)
    return total


class First:
    def run(self) -> int:
        return second([1, 2, 3])


print("before")
First().run()
print("never")
