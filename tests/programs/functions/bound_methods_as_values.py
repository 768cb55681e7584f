from typing import Callable


class Counter:
    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def add(self, amount: int) -> int:
        self.count += amount
        return self.count


class LoudCounter(Counter):
    def add(self, amount: int) -> int:
        print(self.name, "adds", amount)
        return super().add(amount)


def repeat(action: Callable[[int], int], times: int) -> int:
    result = 0
    for i in range(times):
        result = action(i + 1)
    return result


quiet, loud = Counter("quiet"), LoudCounter("loud")
print(repeat(quiet.add, 4), repeat(loud.add, 3))
actions = [quiet.add, loud.add]
for action in actions:
    print(action(100))
names: list[str] = []
remember = names.append
remember("one")
remember("two")
print(names, quiet.count, loud.count)
