import heapq
from heapq import heapify, heappop, heappush

heap: list[tuple[int, str]] = []
for n, s in [(5, "five"), (1, "one"), (3, "three"), (2, "two"), (4, "four")]:
    heappush(heap, (n, s))
print(heap)
while heap:
    print(heappop(heap), end=" ")
print()
a = [(i * 7919) % 101 for i in range(40)]
heapify(a)
print(a)
print(heapq.heappushpop(a, -1), heapq.heappushpop(a, 50), heapq.heapreplace(a, 3), a[:5])
print(heapq.nlargest(3, a), heapq.nsmallest(3, a), heapq.nlargest(2, ["pear", "fig", "banana"], key=len), heapq.nsmallest(0, a))
print(heapq.nsmallest(2, [3.5, 1.5, 2.5]), heapq.nlargest(10, "hello"))
try:
    heappop(heap)
except IndexError as e:
    print(e)
try:
    heapq.heapreplace(heap, (1, ""))
except IndexError as e:
    print(e)


class Task:
    def __init__(self, priority: int, name: str) -> None:
        self.priority = priority
        self.name = name

    def __lt__(self, other: "Task") -> bool:
        return self.priority < other.priority


tasks = [Task(i % 3, f"t{i}") for i in range(9)]
heapify(tasks)
print([heappop(tasks).name for _ in range(9)])
