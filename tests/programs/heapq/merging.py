import heapq
print(list(heapq.merge([1, 4, 7], [2, 4, 9], [], [0])))
print(list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
print(list(heapq.merge([7, 4, 1], [9, 3], reverse=True)))
for x in heapq.merge("ace", "bdf"):
    print(x, end="")
print()
