from typing import Callable
def adders() -> list[Callable[[int], int]]:
    fs: list[Callable[[int], int]] = []
    for i in range(3):
        def f(n: int, i: int = i, j: int = i * 10) -> int:
            return n + i + j
        print(f(0), f(1, 5), f(1, j=1))
        fs.append(f)
    print(f(100))
    return fs
print([f(1) for f in adders()])
def outer(base: list[int]) -> Callable[[], int]:
    def inner(seen: list[int] = list(base), size: int = len(base)) -> int:
        seen.append(1)
        return len(seen) * 100 + size
    return inner
a, b = outer([1, 2]), outer([])
print(a(), a(), b(), a())
def rec(k: int) -> int:
    def go(n: int, step: int = k) -> int:
        return 0 if n <= 0 else n + go(n - step)
    return go(10)
print(rec(1), rec(3))
def sib(k: int) -> int:
    def one(x: int = k + 1) -> int:
        return x
    def two() -> int:
        return one() + one(1)
    return two()
print(sib(4))
add: Callable[[float, float], float] = lambda a, b: a + b
vals = [1.5, 2.5]
print(add(*vals), add(1.0, *vals[1:]))
try:
    add(*[1.0])
except TypeError as e:
    print("TypeError")
print([1] == [1] == [1.0], [1, 2] == [1.0, 2.5])
d = {"b": 1, "c": 2}
keys, items = d.keys(), d.items()
print(keys == {"b", "c"}, items == {("b", 1), ("c", 2)}, keys == {"b"}, {"b", "c"} == keys, keys != {"c"}, keys == d.keys(), items == d.items())
