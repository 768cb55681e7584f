import random

rolls = [random.randint(1, 6) for _ in range(1000)]
print(min(rolls), max(rolls), all([1 <= roll <= 6 for roll in rolls]), len(rolls))
print(0.0 <= random.random() < 1.0, random.choice(["only"]), random.randrange(5) in range(5), 2.0 <= random.uniform(2, 3) <= 3.0)
items = list(range(50))
random.shuffle(items)
print(sorted(items) == list(range(50)), len({n: 1 for n in [random.getrandbits(32) for _ in range(100)]}) > 90)
