"""Tuples whose last items have no order: it matters only where all items before are equal, as in CPython."""
import heapq


class Task:
    def __init__(self, name: str) -> None:
        self.name = name


queue: list[tuple[int, Task]] = []
for priority, name in [(3, "sleep"), (1, "wake"), (2, "work")]:
    heapq.heappush(queue, (priority, Task(name)))
while queue:
    print(heapq.heappop(queue)[1].name)
by_name: dict[str, list[dict[str, int]]] = {"b": [{"x": 1}], "a": [{"y": 2}, {}]}
print(sorted(by_name.items()))
print(max(by_name.items())[0], min(by_name.items())[0])
pairs = [(2, Task("two")), (1, Task("one"))]
pairs.sort()
print([task.name for _, task in pairs])
try:
    sorted([(1, {"a": 1}), (1, {"b": 2})])
except TypeError as error:
    print(error)
try:
    print((1, Task("x")) < (1, Task("y")))
except TypeError as error:
    print(error)
