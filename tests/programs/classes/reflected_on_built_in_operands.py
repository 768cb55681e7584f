class F:
    def __init__(self, n: int) -> None:
        self.n = n
    def __truediv__(self, o: "int | F") -> "F":
        return F(self.n // (o if isinstance(o, int) else o.n))
    def __rtruediv__(self, o: int) -> "F":
        return F(o // self.n)
print((10 / F(3)).n, (F(9) / 2).n, (F(9) / F(4)).n)
class W:
    def __init__(self, s: str) -> None:
        self.s = s
    def __radd__(self, o: str) -> str:
        return o + self.s
    def __gt__(self, o: str) -> bool:
        return self.s > o
    def __rmod__(self, o: int) -> str:
        return f"{o} mod {self.s}"
print("a" + W("b"), "a" < W("b"), 7 % W("x"))
