from typing import Callable
print(list(map(chr, [65, 66])), "".join(map(chr, range(97, 100))), sorted([3, 1], key=hex), [f(10) for f in (hex, bin, oct)])
g: Callable[[int], str] = hex
print(g(255), list(map(list[str].__getitem__, [["a"]], [0])) if False else "")
print(list(map(range, [2, 3])))
table = {"hex": hex, "bin": bin}
print(table["hex"](16))
class At:
    def __init__(self, n: int) -> None:
        self.n = n
    def __index__(self) -> int:
        return self.n
print("abc"[At(1)], b"abc"[At(0)], (1, 2)[At(1)], [1, 2, 3][At(2)], list(range(At(1), At(6), At(2))), range(10)[At(3)], hex(At(255)))
