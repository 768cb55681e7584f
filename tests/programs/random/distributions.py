import random

random.seed(42)
print([random.gauss(0, 1) for _ in range(3)], random.normalvariate(10, 2), random.expovariate(0.5), random.betavariate(2, 3))
print(random.triangular(), random.triangular(1, 9, 3), random.lognormvariate(0, 0.25), random.gammavariate(0.5, 2), random.gammavariate(9, 0.5), random.gammavariate(1.0, 2.0))
print(random.paretovariate(3), random.weibullvariate(1, 1.5), random.randbytes(7), random.randbytes(8).hex())
print(random.choices("abc", weights=[5, 1, 1], k=10), random.choices([1, 2, 3], cum_weights=[1.0, 2.0, 10.0], k=8), random.choices(range(5), k=3))
r = random.Random(7)
print(r.gauss(), r.gauss(), r.choices("xy", [1, 3], k=4))
for weights in [[1.0], [0.0, 0.0]]:
    try:
        random.choices("ab", weights)
    except ValueError as error:
        print(error)
print(random.random(), random.sample(range(100), 4))
