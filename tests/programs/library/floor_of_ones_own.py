"""math.floor, ceil and trunc of large integers, which stay exact, and of objects that say themselves what these are."""

import math


class Ratio:
    def __init__(self, top: int, bottom: int) -> None:
        self.top, self.bottom = top, bottom

    def __floor__(self) -> int:
        return self.top // self.bottom

    def __ceil__(self) -> int:
        return -(-self.top // self.bottom)

    def __trunc__(self) -> int:
        return abs(self.top) // self.bottom * (1 if self.top >= 0 else -1)


def whole(x: float) -> tuple[int, int, int]:
    return math.floor(x), math.ceil(x), math.trunc(x)


for top in (7, -7, 6, -6, 0):
    ratio = Ratio(top, 3)
    print(top, math.floor(ratio), math.ceil(ratio), math.trunc(ratio), whole(top / 3))
large = 2 ** 60 + 1
print(math.floor(large), math.ceil(large), math.trunc(large), math.floor(True), math.ceil(-large))
print(whole(-0.5), whole(2.0 ** 52 + 0.5), list(map(math.floor, [1.5, -1.5])), [f(2.25) for f in (math.floor, math.ceil, math.trunc)])
for bad in (math.inf, math.nan):
    try:
        print(math.floor(bad))
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
