"""chain, accumulate, compress, dropwhile, takewhile, filterfalse, islice, pairwise, starmap."""

from itertools import accumulate, chain, compress, count, dropwhile, filterfalse, islice, pairwise, starmap, takewhile
from typing import Iterator


def loud(n: int) -> Iterator[int]:
    for i in range(n):
        print("take", i)
        yield i


print(list(chain([1, 2], (3,), range(4, 6), loud(1))), list(chain("ab", "c")), list(chain.from_iterable([[1], [], [2, 3]])))
print(list(chain.from_iterable(w.split("-") for w in ["a-b", "c"])))
for item in chain(["x"], ["y"]):
    print(item)
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate("abc")), list(accumulate([1.5, 2.5])))
print(list(accumulate([1, 2, 3], initial=100)), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([0][1:])))
print(list(accumulate(["a", "b"], lambda total, text: total + len(text), initial=10)))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress([1, 2, 3], [True, False, True, True])))
print(list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, 0, 2])))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 0, None, 3)))
print(list(islice(loud(9), 1, 6, 2)), list(islice(loud(3), 0)), list(islice(loud(3), 2, 1)))
print(list(islice(loud(9), 1, 3)))
for bad in (-1, -5):
    try:
        islice([1], bad)
    except ValueError as error:
        print(error)
try:
    islice([1], 1, 2, 0)
except ValueError as error:
    print(error)
print(list(pairwise("abcd")), list(pairwise([1])), [b - a for a, b in pairwise([1, 4, 9, 16])])
print(list(starmap(pow, [(2, 5), (3, 2)])), list(starmap(lambda a, b: f"{a}{b}", zip("xy", [1, 2]))))
rest = iter(range(10))
print(list(islice(rest, 3)), list(islice(rest, 3)), list(rest))
print(sum(islice(count(), 100)), max(islice(count(5, 5), 3)))
