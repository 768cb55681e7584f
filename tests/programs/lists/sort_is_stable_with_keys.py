from operator import itemgetter, attrgetter
from functools import cmp_to_key
from dataclasses import dataclass


@dataclass
class Student:
    name: str
    grade: str
    age: int

    def __repr__(self) -> str:
        return f"{self.name}/{self.grade}/{self.age}"


students = [Student("john", "A", 15), Student("jane", "B", 12), Student("dave", "B", 10), Student("ann", "A", 12), Student("bob", "C", 15)]
print(sorted(students, key=lambda s: s.age))
print(sorted(students, key=lambda s: s.age, reverse=True))
print(sorted(students, key=attrgetter("grade")))
print(sorted(students, key=lambda s: (s.grade, -s.age)))
print(sorted(sorted(students, key=attrgetter("age")), key=attrgetter("grade"), reverse=True))
pairs = [("b", 2), ("a", 2), ("c", 1), ("a", 1)]
print(sorted(pairs), sorted(pairs, key=itemgetter(1)), sorted(pairs, key=itemgetter(1, 0)), sorted(pairs, reverse=True))
def compare(a: str, b: str) -> int:
    return len(a) - len(b) or (a > b) - (a < b)
print(sorted("the quick brown fox jumps over lazy dogs".split(), key=cmp_to_key(compare)))
print(sorted([3.5, -1.0, 2.0, float("inf"), -0.0]), sorted("hello"), sorted({3: "c", 1: "a"}), sorted([[2], [1, 5], []]), sorted(["10", "9", "8"], key=int))
print(sorted(range(20), key=lambda n: n % 3), sorted([-3, 2, -1], key=abs), sorted([("x", None), ("w", 1)], key=lambda p: p[0]))
big = [(i * 7919) % 101 for i in range(300)]
print(sorted(big)[:10], sorted(big, reverse=True)[:5], all(a <= b for a, b in zip(sorted(big), sorted(big)[1:])))
calls = 0
def counted(n: int) -> int:
    global calls
    calls += 1
    return -n
print(sorted([1, 2, 3], key=counted), calls)
