import operator
from functools import reduce
from itertools import accumulate
from operator import add, mul, itemgetter, attrgetter, methodcaller
from typing import Callable
print(reduce(add, [1, 2, 3]), reduce(mul, range(1, 6)), reduce(operator.or_, [{1}, {2, 3}]) == {1, 2, 3})
print(list(accumulate([1, 2, 3], mul)), list(accumulate([3, 1, 4], max)))
print(list(map(operator.neg, [1, -2])), add("a", "b"), list(map(operator.abs, [-2, 3])))
rows = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(rows, key=itemgetter(1)), sorted(rows, key=itemgetter(1, 0)), max(rows, key=operator.itemgetter(0)))
recs = [{"n": 3, "m": 1}, {"n": 1, "m": 2}]
print(sorted(recs, key=itemgetter("n")), list(map(itemgetter("m", "n"), recs)))
class Pos:
    def __init__(self, x: int) -> None:
        self.x = x
class P:
    def __init__(self, name: str, x: int) -> None:
        self.name, self.pos = name, Pos(x)
    def scaled(self, by: int, *, plus: int = 0) -> int:
        return self.pos.x * by + plus
ps = [P("bob", 3), P("al", 9)]
print([p.name for p in sorted(ps, key=attrgetter("name"))], list(map(attrgetter("pos.x", "name"), ps)))
print(list(map(methodcaller("scaled", 2, plus=1), ps)), list(map(methodcaller("upper"), ["a", "b"])))
get: Callable[[tuple[str, int]], str] = itemgetter(0)
print(get(("q", 1)))
ops: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod, "<<": operator.lshift, "&": operator.and_}
for k, f in ops.items():
    print(k, f(17, 5))
cmps: list[Callable[[int, int], bool]] = [operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge]
print([c(1, 2) for c in cmps])
print(operator.contains([1, 2], 2), operator.getitem([1, 2, 3], 1), operator.truediv(7, 2), operator.not_([]), operator.truth("x"), operator.is_(None, None))
d = {"a": 1}
operator.setitem(d, "b", 2); operator.delitem(d, "a")
print(d, operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"), operator.concat([1], [2]), operator.abs(-3), operator.invert(5), operator.pow(2, 5))
