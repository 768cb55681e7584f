def f(a: int, b: int, c: int) -> int:
    return a * 100 + b * 10 + c
xs = [4, 1, 7]
print(f(*xs))
print(f(1, *[2, 3]))
try:
    print(f(*xs[:2]))
except TypeError as e:
    print(e)
try:
    print(f(*xs, *xs))
except TypeError as e:
    print(e)
class Grid:
    def __init__(self, *size: int) -> None:
        self.size = size
    def at(self, x: int, y: int) -> str:
        return f"{x},{y} of {self.size}"
g = Grid(3, 4)
for place in ([1, 2], [1], [1, 2, 3]):
    try:
        print(g.at(*place))
    except TypeError as e:
        print(e)
print(f(*range(3)))
parts = "10 20".split()
def join(a: str, b: str) -> str:
    return a + "/" + b
print(join(*parts), join(*(p + "!" for p in parts)))
