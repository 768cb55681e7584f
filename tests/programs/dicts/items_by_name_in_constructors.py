from collections import Counter, defaultdict, OrderedDict
c = Counter(a=1, b=2)
print(c, c["zz"])
c.update(a=5, c=1)
c.subtract(b=7)
c.update("abc", z=3)
print(c, Counter("hello", l=10), Counter({"x": 1}, y=2))
d = defaultdict(int, a=1)
d["z"] += 1
print(d, defaultdict(int, {"q": 1}, r=2))
d.update(k=4)
print(d)
o = OrderedDict(one=1, two=2)
o.move_to_end("one")
print(o, OrderedDict([("x", 1)], y=2))
n = Counter([1, 2, 2])
n.update([1])
print(n)
def options(**given: int) -> dict[str, int]:
    return dict(given, extra=1)
print(options(a=1), dict(**options(b=2)), dict(options(), a=9, extra=3))
class Bag(Counter[str]):
    def most(self) -> str:
        return self.most_common(1)[0][0]
print(Bag(x=1, y=3).most())
class Own(dict[str, int]):
    def __init__(self, size: int, *, name: str) -> None:
        super().__init__()
        self[name] = size
print(Own(3, name="n"))
e = {"x": 1}
print(dict(e, a=1))
print(dict(a=1, b=2))
pairs = [("x", 2)]
print(dict(pairs, y=3), dict(pairs, x=3))
