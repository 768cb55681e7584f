class Counter:
    total = 0
    names: list[str] = []
    label = "counter"
    step: int = 1

    def __init__(self) -> None:
        Counter.total += 1
        self.number = Counter.total

    def describe(self) -> str:
        return f"{self.label} {self.number} of {self.total} by {self.step}"


class Special(Counter):
    label = "special"

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step
        self.names.append(f"s{step}")


class Inheriting(Special):
    pass


class Verbose(Inheriting):
    label = "verbose"
    extra: str = "none"

    def describe(self) -> str:
        return "(" + super().describe() + ") " + self.extra


first = Counter()
second = Special(5)
third = Inheriting(7)
fourth = Verbose(9)
counters: list[Counter] = [first, second, third, fourth]
for counter in counters:
    print(counter.describe(), counter.label, counter.step)
first.step = 3
print(first.step, Counter.step, Special.step, second.step)
Counter.label = "changed"
print([c.label for c in counters], Counter.names, Special.names is Counter.names)
Special.label = "also"
print([c.label for c in counters])
fourth.extra = "more"
print(fourth.describe(), Verbose.extra)


class Lazy:
    def __init__(self, ready: bool) -> None:
        if ready:
            self.value = 1
            self.text = "x"

    def fill(self) -> None:
        self.later = [1]


lazy = Lazy(False)
try:
    print(lazy.value)
except AttributeError as error:
    print(error)
try:
    print(lazy.text)
except AttributeError as error:
    print(error)
try:
    print(lazy.later)
except AttributeError as error:
    print(error)
lazy.fill()
print(lazy.later)
print(Lazy(True).value, Lazy(True).text)


class Declared:
    count: int
    name: str

    def __init__(self, name: str) -> None:
        self.name = name


declared = Declared("d")
try:
    declared.count += 1
except AttributeError as error:
    print(error)
declared.count = 4
print(declared.count, declared.name)
