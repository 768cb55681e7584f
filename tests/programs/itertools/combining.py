"""product, permutations, combinations, combinations_with_replacement, zip_longest."""

from itertools import combinations, combinations_with_replacement, permutations, product, zip_longest

print(list(product([1, 2], "ab")), list(product([1], [2.5], ["x"])), list(product("ab", repeat=2)))
print(list(product([0, 1], repeat=3)), len(list(product(range(3), repeat=4))), list(product([1], [0][1:])))
for x, y in product(range(2), repeat=2):
    print(x * y, end=" ")
print()
for name, number in product(["a", "b"], range(2)):
    print(name.upper(), number + 1, end=" ")
print(list(product([1, 2], [3], [4, 5], [6])))
print(list(permutations([1, 2, 3])), list(permutations("abcd", 2)), list(permutations([1], 2)), list(permutations([0][1:])))
print(list(combinations("abcd", 2)), list(combinations(range(4), 3)), list(combinations([1, 2], 3)), list(combinations([1], 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([0][1:], 0)), list(combinations_with_replacement([0][1:], 1)))
for a, b in combinations([5, 3, 9], 2):
    print(a + b, end=" ")
print(sum(1 for _ in permutations(range(6))), sum(1 for _ in combinations(range(10), 5)))
for bad in (-1,):
    for attempt in range(3):
        try:
            if attempt == 0:
                permutations([1], bad)
            elif attempt == 1:
                combinations([1], bad)
            else:
                combinations_with_replacement([1], bad)
        except ValueError as error:
            print(error)
print(list(zip_longest([1, 2, 3], "ab")), list(zip_longest([1], [2, 3], fillvalue=0)))
print(list(zip_longest("a", "bc", "def", fillvalue="-")), list(zip_longest([1], "x", [2.5, 3.5])))
for left, right in zip_longest("abc", "x", fillvalue="?"):
    print(left + right)
