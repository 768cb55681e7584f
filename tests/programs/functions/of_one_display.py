"""Functions with parameters of different names, side by side in a display that a loop goes through."""


def double(x: int) -> int:
    return 2 * x


def shifted(value: int, by: int = 1) -> int:
    return value << by


class Scale:
    def __init__(self, factor: int) -> None:
        self.factor = factor

    def apply(self, number: int) -> int:
        return number * self.factor


for function in (double, shifted, Scale(5).apply):
    print(function(3), end=" ")
print()
for name, step in (("double", double), ("shifted", shifted), ("scale", Scale(7).apply)):
    print(name, step(4))
print([f(-2) for f in (double, double, shifted)])
print({label: f(6) for label, f in (("d", double), ("s", shifted))})
print(sum(f(1) for f in (double, shifted)))
