import heapq
from heapq import heapify, heappop, heappush, heappushpop, heapreplace, merge, nlargest, nsmallest
data = [5, 3, 8, 1, 9, 2]
heap = data[:]
heapify(heap)
print(heap[0], heap == sorted(heap) or all(heap[i] <= heap[j] for i in range(len(heap)) for j in (2 * i + 1, 2 * i + 2) if j < len(heap)))
heappush(heap, 0)
print([heappop(heap) for _ in range(len(heap))], heap)
heap = [2, 4, 6]
print(heappushpop(heap, 1), heap, heappushpop(heap, 5), heap, heapreplace(heap, 10), heap)
print(nlargest(3, data), nsmallest(2, data), nlargest(0, data), nsmallest(10, data), nlargest(2, ["aa", "b", "cccc"], key=len), nsmallest(1, [(2, "x"), (1, "y")]))
print(list(merge([1, 4, 7], [2, 5], [0, 9])), list(merge("adg", "be", reverse=False)), list(merge([5, 3], [4, 1], reverse=True)), list(merge(["a", "ccc"], ["bb"], key=len)))
tasks: list[tuple[int, str]] = []
for p, name in [(3, "low"), (1, "high"), (2, "mid"), (1, "also high")]:
    heappush(tasks, (p, name))
while tasks:
    print(heappop(tasks), end=" ")
print()
try:
    heappop([0][1:])
except IndexError as error:
    print(error)
class Job:
    def __init__(self, cost: int, name: str) -> None:
        self.cost, self.name = cost, name
    def __lt__(self, other: "Job") -> bool:
        return self.cost < other.cost
jobs = [Job(5, "e"), Job(2, "b"), Job(9, "z")]
heapify(jobs)
print([heappop(jobs).name for _ in range(3)])
def heapsort(items: list[float]) -> list[float]:
    h: list[float] = []
    for i in items:
        heapq.heappush(h, i)
    return [heapq.heappop(h) for _ in h[:]]
print(heapsort([3.5, -1.0, 2.25]), heapsort([]))
low: list[int] = []
high: list[int] = []
medians = []
for n in [5, 15, 1, 3, 8]:
    heappush(low, -heappushpop(high, n))
    if len(low) > len(high):
        heappush(high, -heappop(low))
    medians.append(high[0] if len(high) > len(low) else (high[0] - low[0]) / 2)
print(medians)
