import bisect
from bisect import bisect_left, insort


class Person:
    def __init__(self, name: str, age: int) -> None:
        self.name = name
        self.age = age


def age(p: Person) -> int:
    return p.age


a = [1, 3, 3, 5, 7]
print([bisect_left(a, x) for x in range(9)], [bisect.bisect_right(a, x) for x in range(9)], [bisect.bisect(a, x, 1, 3) for x in range(9)])
insort(a, 4)
bisect.insort_left(a, 0)
print(a)
people = [Person("Ada", 20), Person("Bob", 30), Person("Cyd", 40)]
print(bisect_left(people, 30, key=lambda p: p.age), bisect.bisect(people, 30, key=age))
insort(people, Person("Dan", 35), key=lambda p: p.age)
bisect.insort_right(people, Person("Eve", 20), key=age)
print([p.name for p in people])
print(bisect_left(["apple", "fig", "pear"], "date"), bisect_left((1.5, 2.5), 2.0), bisect_left([("a", 1), ("b", 2)], ("b", 1)))
try:
    bisect_left(a, 3, -1)
except ValueError as e:
    print(e)
grades = [60, 70, 80, 90]
print(["FDCBA"[bisect.bisect(grades, score)] for score in [33, 99, 77, 70, 89, 90, 100]])
