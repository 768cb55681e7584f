from typing import Callable, Dict, List, Optional


Handler = Callable[[int], int]


def double(x: int) -> int:
    return 2 * x


def triple(x: int, extra: int = 0) -> int:
    return 3 * x + extra


class Counter:
    def __init__(self, step: int) -> None:
        self.step = step

    def bump(self, x: int) -> int:
        return x + self.step

    def other(self, x: int) -> int:
        return x - self.step


class Signal:
    def __init__(self) -> None:
        self.handlers: List[Handler] = []

    def connect(self, fn: Handler) -> None:
        if fn not in self.handlers:
            self.handlers.append(fn)

    def disconnect(self, fn: Handler) -> None:
        try:
            self.handlers.remove(fn)
        except ValueError as e:
            print("not connected:", e)

    def send(self, x: int) -> List[int]:
        return [h(x) for h in self.handlers]


def make(n: int) -> Handler:
    def inner(x: int) -> int:
        return x * n
    return inner


s = Signal()
a, b = Counter(10), Counter(20)
five, six = make(5), make(6)
for f in (double, triple, double, a.bump, b.bump, a.bump, a.other, five, six, five):
    s.connect(f)
print(len(s.handlers), s.send(3))
s.disconnect(triple)
s.disconnect(a.bump)
s.disconnect(five)
s.disconnect(five)
print(s.send(3))
print(double == double, double == triple, a.bump == a.bump, a.bump == b.bump, a.bump != a.other, five == make(5))
default: Optional[Handler] = None
print(default == double, default is double, default is None)
default = double
print(default == double, default is double, default is not triple)
names: Dict[Handler, str] = {double: "double", triple: "triple", a.bump: "bump"}
print(names[double], names[triple], names[a.bump], names.get(b.bump), names.get(five, "none"))
print(len({double, triple, double, a.bump, a.bump}))


print(s.handlers.index(b.bump), s.handlers.count(double))
