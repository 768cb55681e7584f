# The items of a set that is made as an operand have the type that the other operand asks for.
names = {"abc": 64, "b": -7}

def known(words: set[str]) -> set[str]:
    return words.intersection(list(names))

def chosen(first: bool) -> set[tuple[int, str]]:
    return {(3, "n"), (7, "a")} & ({(7, "a") for _ in [1]} if first else {(3, "n") for _ in [2]})

print(known({"abc", "x"}), sorted({"b", "c"}.difference(sorted(names))), {"q"}.difference(list({"q": 1})))
numbers = {1, 2, 3}
numbers.difference_update(list({1: 2}))
numbers.intersection_update([2, 5], sorted([3, 2]))
print(numbers, numbers.issubset(list({2: 3})), numbers.issuperset(sorted([2])))

print(sorted({1, 2, 3} & set([2, 3])), sorted({1, 2, 3} - set(i for i in [2, 3])), {1, 2, 3} - set([2]) & set([3]) - {1})
print({1} <= set([1, 2]), {1} <= {i for i in range(3)}, sorted({1, 2} | {5} & set([1])))
print(sorted({1, 2, 3} - {i for i in [1]}), sorted({1, 2, 3} ^ {i for i in [1, 4]}))
numbers &= set([1, 2, 7])
numbers -= set(i for i in [7])
numbers -= {i for i in [7]}
print(numbers, sorted(chosen(True)), sorted(chosen(False)))

some = {1, 2, 3}

print(sorted(some & {4, 3}), some & set())
some -= {3}
some &= {1}
print(some)
