import random
from bisect import insort

items = [1, 5]
insort(items, 3)
print(items)
print(random.choices("ab", [1, 1000000], k=3))  # the library's random calls bisect
