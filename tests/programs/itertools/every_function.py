import itertools
import operator
from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=100)), list(accumulate([0][1:])))
print(list(chain("ab", ["c"], ("d",))), list(chain.from_iterable([[1], [2, 3], []])), list(chain()) if False else [])
print(list(combinations("ABC", 2)), list(combinations([1, 2], 3)), len(list(combinations(range(6), 3))), list(combinations_with_replacement("AB", 2)))
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations("ab", 0)))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), len(list(product("abc", repeat=2))))
print(list(compress("ABCDEF", [1, 0, 1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))))
for key, group in groupby("aaabbcaa"):
    print(key, len(list(group)), end="; ")
print()
animals = ["ant", "bee", "bear", "cat", "cow"]
print({k: list(g) for k, g in groupby(animals, key=lambda w: w[0])})
print([(k, [v for _, v in g]) for k, g in groupby([(1, "a"), (1, "b"), (2, "c")], key=operator.itemgetter(0))])
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 3)), list(islice(count(10), 3)), list(islice(count(5, -2), 4)), list(islice(cycle("xy"), 5)), list(islice(count(0.5, 0.25), 3)))
print(list(pairwise("ABCD")), list(pairwise([1])), list(repeat("z", 3)), list(repeat(1, 0)), list(starmap(pow, [(2, 5), (3, 2)])), list(map(operator.add, [1, 2], repeat(10))))
print(list(zip_longest("AB", "xyz", fillvalue="-")), list(zip_longest([1], [2, 3])))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a))
try:
    list(islice([1], -1))
except ValueError as error:
    print(error)
try:
    list(combinations([1], -1))
except ValueError as error:
    print(error)
print(sum(1 for _ in permutations(range(5))), list(itertools.islice(itertools.chain.from_iterable(itertools.repeat([1, 2])), 5)), max(accumulate([1, -2, 5, -1])))
