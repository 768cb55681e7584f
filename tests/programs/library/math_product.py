import math
print(math.prod([1, 2, 3]), math.prod([1.5, 2.0]), math.prod([2, 3], start=10), math.prod([0.5], start=4))
