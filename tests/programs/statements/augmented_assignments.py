x = 10
x += 5; x -= 3; x *= 4; x //= 5; x %= 7; x **= 3; x <<= 2; x >>= 1; x |= 8; x &= 0xFF; x ^= 5
print(x)
f = 7.0
f += 1; f -= 0.5; f *= 2; f /= 4; f //= 1; f **= 2; f %= 4
print(f)
s = "a"
s += "b"
s *= 3
t: tuple[int, ...] = (1,)
t += (2,)
b = b"x"
b += b"y"
xs = [1]
alias = xs
xs += [2]
xs *= 2
print(s, t, b, xs, alias is xs)
xs = xs + [3]
print(alias is xs, len(alias), len(xs))
d = {"a": 1}
d |= {"b": 2}
e = {1, 2, 3}
e &= {2, 3, 4}
e |= {9}
e -= {2}
e ^= {3, 5}
print(d, sorted(e))
counts = {"k": 0}
counts["k"] += 1
grid = [[0] * 2 for _ in range(2)]
grid[1][0] += 5
grid[1][0] -= 2
def index() -> int:
    print("evaluated once")
    return 0
row = [1, 2]
row[index()] += 10
print(counts, grid, row)
class Box:
    def __init__(self) -> None:
        self.n = 1
        self.items: list[int] = []
    def __iadd__(self, k: int) -> "Box":
        self.n += k
        return self
    def __imul__(self, k: int) -> "Box":
        self.n *= k
        self.items.append(k)
        return self
    def __sub__(self, k: int) -> "Box":
        other = Box()
        other.n = self.n - k
        return other
box = Box()
same = box
box += 4
box *= 3
box.items += [7]
print(box.n, same is box, box.items)
box -= 1
print(box.n, same is box, same.n)
