counter = 0
names: list[str] = []
def bump(by: int = 1) -> int:
    global counter
    counter += by
    names.append(f"bump{by}")
    return counter
bump()
bump(5)
print(counter, names)
def make_counter(start: int = 0):  # type: ignore[no-untyped-def]
    pass
def outer() -> list[int]:
    total = 0
    history = []
    def add(n: int) -> None:
        nonlocal total
        total += n
        history.append(total)
        def deeper() -> None:
            nonlocal total
            total *= 2
            history.append(total)
        if n % 2:
            deeper()
    for n in (1, 2, 3):
        add(n)
    return history
print(outer())
def shadow() -> int:
    counter = 100
    counter += 1
    return counter
print(shadow(), counter)
def setter() -> None:
    global fresh
    fresh = "set in a function"
fresh = "before"
setter()
print(fresh)
x = "global"
class Scope:
    x = "class"
    def method(self) -> str:
        return x
    y = [x for _ in range(2)]
print(Scope().method(), Scope.x, Scope.y)
def loop_closures() -> list[int]:
    fs = []
    for i in range(3):
        def f(i: int = i) -> int:
            return i * 10
        fs.append(f)
    return [f() for f in fs]
print(loop_closures(), [f() for f in [lambda: n for n in range(3)]], [f(1) for f in [lambda k, n=n: k + n for n in range(3)]] if False else "")
