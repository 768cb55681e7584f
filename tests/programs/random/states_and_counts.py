"""`getstate` and `setstate`, samples with counts, `vonmisesvariate`: the numbers of CPython."""

import random

random.seed(2024)
first = random.getstate()
numbers = [random.random() for _ in range(3)]
random.gauss(0.0, 1.0)
middle = random.getstate()
rest = [random.gauss(0.0, 1.0), random.random()]
random.setstate(first)
print(numbers == [random.random() for _ in range(3)], numbers)
random.setstate(middle)
print(rest == [random.gauss(0.0, 1.0), random.random()], rest)
version, words, gauss_next = middle
print(version, len(words), words[:3], words[-1], gauss_next)
own = random.Random(7)
other = random.Random()
other.setstate(own.getstate())
print([own.randrange(1000) for _ in range(5)] == [other.randrange(1000) for _ in range(5)], own.getstate() == other.getstate())
print(own.sample(["red", "blue", "green"], 5, counts=[3, 1, 4]), random.sample("ab", counts=[100, 1], k=6), random.sample(range(10**9), 3))
print([round(random.vonmisesvariate(1.0, kappa), 9) for kappa in (0.0, 0.5, 4.0, 100.0)])
for wrong in range(4):
    try:
        if wrong == 0:
            own.setstate((9, words, None))
        elif wrong == 1:
            own.setstate((3, words[:5], None))
        elif wrong == 2:
            own.sample("ab", 2, counts=[1])
        else:
            own.sample("ab", 5, counts=[1, 2])
    except ValueError as error:
        print(error)
