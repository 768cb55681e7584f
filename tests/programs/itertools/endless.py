"""count, cycle, repeat."""

from itertools import count, cycle, islice, repeat, takewhile

for i in count():
    if i > 3:
        break
    print(i, end=" ")
print(list(islice(count(10, 5), 4)), list(islice(count(0.5), 3)), list(islice(count(2, -1), 4)), list(islice(count(step=3), 3)))
c = cycle("abc")
print("".join(next(c) for _ in range(8)))
print(list(cycle([0][1:])))
print(list(repeat("x", 3)), list(repeat(7, times=2)), list(repeat(1, 0)), list(repeat(1, -5)))
r = repeat([1, 2])
print(next(r) is next(r))
print(list(zip(count(1), "xyz")), [a * b for a, b in zip(repeat(3), range(4))])
names = zip(cycle(["red", "green"]), ["a", "b", "c"])
print(list(names))
print(list(takewhile(lambda n: n * n < 50, count(3))))
pool = cycle(range(3))
print([next(pool) for _ in range(7)])
