import operator as op
from typing import Callable
pairs: list[tuple[str, Callable[[int, int], int]]] = [("add", op.add), ("sub", op.sub), ("mul", op.mul), ("floordiv", op.floordiv), ("mod", op.mod), ("pow", op.pow), ("and_", op.and_), ("or_", op.or_), ("xor", op.xor), ("lshift", op.lshift), ("rshift", op.rshift)]
for name, f in pairs:
    print(name, f(13, 3), f(-7, 2), end="; ")
print()
print(op.truediv(7, 2), op.neg(5), op.pos(-5), op.invert(5), op.inv(0), op.abs(-3), op.not_(0), op.truth([]), op.index(7))
print(op.lt(1, 2), op.le(2, 2), op.eq("a", "a"), op.ne(1, 2), op.ge(1, 2), op.gt("b", "a"), op.is_(None, None), op.is_not("x", None))
xs = [1, 2, 3]
print(op.concat([1], [2]), op.contains(xs, 2), op.countOf([1, 2, 1], 1), op.indexOf(xs, 3), op.getitem(xs, 0), op.length_hint(xs))
op.setitem(xs, 0, 10)
op.delitem(xs, 1)
print(xs, op.iadd(xs, [4]), xs, op.iconcat([0], [1]), op.iadd(1, 2), op.imul(3, 4), op.ior({1}, {2}))
rows = [("bob", 30, 1.5), ("ann", 25, 2.5), ("cy", 30, 0.5)]
print(sorted(rows, key=op.itemgetter(1)), sorted(rows, key=op.itemgetter(1, 0)), max(rows, key=op.itemgetter(2))[0])
class Thing:
    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size
    def scaled(self, by: int) -> int:
        return self.size * by
things = [Thing("b", 2), Thing("a", 9), Thing("c", 5)]
print([t.name for t in sorted(things, key=op.attrgetter("size"))], [t.name for t in sorted(things, key=op.attrgetter("name"))], list(map(op.methodcaller("scaled", 10), things)), list(map(op.methodcaller("upper"), ["x", "y"])))
print(sum(map(op.mul, [1, 2, 3], [4, 5, 6])), op.add("a", "b"), op.mul("ab", 2), op.add([1], [2]))
try:
    op.indexOf([1], 5)
except ValueError as error:
    print(error)
