log: list[str] = []
def t(n: int) -> int:
    log.append(str(n)); return n
d: dict[int, int] = {}
d[t(1)] = t(2)
print(log); log.clear()
xs = [0] * 5
xs[t(1)] += t(3)
print(log, xs); log.clear()
a = b = xs[t(2)] = t(4)
print(log, a, b, xs); log.clear()
def lst() -> list[int]:
    log.append("lst"); return xs
lst()[t(0)] += t(5)
print(log, xs); log.clear()
x = t(1) + t(2) * t(3)
print(log); log.clear()
e = {t(1): t(2), t(3): t(4)}
print(log); log.clear()
print(t(1) < t(2) < t(3) > t(9), log); log.clear()
xs[t(1)], xs[t(2)] = t(3), t(4)
print(log); log.clear()
i = 0
i, xs[i] = 1, 9
print(i, xs)
class O:
    def __init__(self) -> None:
        self.v = 1
o = O()
def ob() -> O:
    log.append("ob"); return o
ob().v += t(4)
print(log, o.v); log.clear()
ob().v = t(3)
print(log); log.clear()
print(t(1) if t(0) else t(2), log); log.clear()
xs[t(0):t(2)] = [t(7), t(8)]
print(log, xs); log.clear()
try:
    assert t(1) == 2, f"msg {t(5)}"
except AssertionError as err:
    print(err, log)
