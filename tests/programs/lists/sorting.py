numbers: list[int] = []
seed = 42
for _ in range(3000):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    numbers.append(seed % 10000)
ordered = sorted(numbers)
print(ordered[:5], ordered[-5:], all([ordered[i] <= ordered[i + 1] for i in range(len(ordered) - 1)]), sum(ordered) == sum(numbers))


def tens(number: int) -> int:
    return number // 1000


stable = sorted(numbers, key=tens)
print(stable[:10], [number for number in numbers if number < 1000][:10])
numbers.sort(reverse=True)
print(numbers[:5])
print(sorted(["b", "B", "a", "A", "é", "z", ""]), sorted([2.5, -1.0, 3.25]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([True, False]))
print(sorted({"x": 1, "a": 2}), sorted("hello"), sorted([b"b", b"a"]), sorted(range(5, 0, -1)))
