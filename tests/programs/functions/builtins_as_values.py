from typing import Callable

words = ["pear", "Fig", "banana"]
numbers = [3, -1, 2]
print(list(map(str, numbers)), list(map(abs, numbers)), list(map(float, numbers)), sorted(words, key=len), sorted(words, key=str.lower))
print(max(numbers, key=abs), min(words, key=len), list(map(len, words)), [f(-5) for f in (oct, bin, hex)])
print(list(filter(None, [0, 1, 2, 0])), list(filter(lambda n: n > 0, numbers)), list(map(int, ["1", " 2 "])), list(map(repr, words)))
print(list(enumerate(words)), list(enumerate(words, 5)), list(zip(words, numbers)), list(reversed(numbers)), list(zip("ab", [1, 2], (True, False))))
print(dict(zip(words, numbers)), tuple(map(str.upper, words)), set(map(len, words)) == {4, 3, 6}, sum(map(int, "123")))
print(", ".join(map(str, range(4))), " ".join(str(n) for n in numbers), sorted(n * n for n in numbers), list(c for c in "abc" if c != "b"))
print(max(len(w) for w in words), min((w for w in words), key=len), tuple(n + 1 for n in numbers), dict((w, len(w)) for w in words), set(n % 2 for n in numbers) == {0, 1})
print(any(n < 0 for n in numbers), all(n for n in numbers), sum(n for n in numbers if n > 0), list([] for _ in range(2)))
collected: list[int] = []
collected.extend(n * 10 for n in numbers)
print(collected)


class Shape:
    def __init__(self, size: int) -> None:
        self.size = size

    def area(self) -> int:
        return self.size * self.size

    def __repr__(self) -> str:
        return f"Shape({self.size})"


class Double(Shape):
    def area(self) -> int:
        return 2 * super().area()


def build(make: Callable[[int], Shape], size: int) -> Shape:
    return make(size)


shapes = list(map(Shape, [3, 1, 2]))
print(shapes, sorted(shapes, key=Shape.area), build(Double, 4).area(), build(Shape, 4).area(), list(map(Shape.area, shapes)))
factories: dict[str, Callable[[int], Shape]] = {"shape": Shape, "double": Double}
print([factories[name](2).area() for name in ("shape", "double")])
parse: Callable[[str], int] = int
print(parse("12") + 1)
iterator = iter(numbers)
print(next(iterator), list(iterator))
first, *rest = words
*most, last = numbers
a, *middle, z = list("abcdef")
print(first, rest, most, last, a, middle, z)
points = [(1, 2), (3, 4)]
(x, y), *others = points
print(x, y, others)
try:
    p, q, *r = list("x")
except ValueError as error:
    print(error)
for head, *tail in [[1, 2, 3], [4]]:
    print(head, tail)
print(*numbers)
print(*words, sep="-", end="!\n")
print("a", *numbers, "b", *(1, "x"))
print(*[])
print("{} and {}".format(1, "two"), "{1} {0} {1!r}".format("a", "b"), "{name:>6}|{0:<4}|".format(7, name="n"), "{{}} {:{}}".format(3.14159, ".2f"))
