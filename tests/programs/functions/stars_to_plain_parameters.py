def f(a: int, b: int = 2, c: int = 3) -> int:
    return a * 100 + b * 10 + c
xs = [7, 8]
print(f(*xs), f(1, *xs), f(*xs[:1]))
def h(first: str, second: str = "two", *rest: str, last: str = "end", **extra: int) -> str:
    return f"{first} {second} {rest} {last} {extra}"
words = "a b c d".split()
print(h(*words), h(*words[:1]), h("x", *words[1:], q=1), h(*words, last="l"))
for bad in ([], [1, 2, 3, 4]):
    try:
        print(f(*bad))
    except TypeError as e:
        print(e)
class P:
    def __init__(self, x: int, y: int = 0, *, z: int = 9) -> None:
        self.x, self.y, self.z = x, y, z
    def __repr__(self) -> str:
        return f"P({self.x}, {self.y}, {self.z})"
def make(**kw: int) -> P:
    return P(**kw)
print(make(x=1, y=2), make(x=4), make(z=5, x=6))
for kw in ({"x": 1, "z": 2}, {"y": 1}, {"x": 1, "q": 2}):
    try:
        print(P(**kw), f"{kw}")
    except TypeError as e:
        print(e)
settings: dict[str, str] = {"second": "S", "last": "L"}
def g(first: str, second: str = "2", last: str = "3") -> str:
    return first + second + last
print(g("1", **settings), g(**{"first": "F"}, second="z"))
try:
    print(g("1", **{**settings, "first": "again"}))
except TypeError as e:
    print(e)
from dataclasses import dataclass
@dataclass
class Conf:
    host: str = "localhost"
    path: str = "/"
print(Conf(**{"path": "/x"}), Conf(**settings) if False else "")
