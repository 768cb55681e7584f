import random
random.seed(12345)
print(random.random(), random.uniform(1, 10), random.randint(1, 6), random.randrange(0, 100, 5), random.choice("abcdef"), random.getrandbits(16))
print(random.sample(range(100), 5), random.choices([1, 2, 3], k=4), random.choices("ab", weights=[9, 1], k=6), random.choices("xyz", cum_weights=[1, 3, 10], k=5))
deck = list(range(10))
random.shuffle(deck)
print(deck, sorted(deck) == list(range(10)))
r = random.Random(99)
print([r.randint(0, 9) for _ in range(10)], r.gauss(0, 1), r.normalvariate(10, 2), r.expovariate(0.5), r.triangular(0, 10, 3), r.betavariate(2, 3), r.gammavariate(2, 1), r.paretovariate(3), r.weibullvariate(1, 2), r.vonmisesvariate(0, 1), r.lognormvariate(0, 0.5))
state = r.getstate()
first = [r.random() for _ in range(3)]
r.setstate(state)
print(first == [r.random() for _ in range(3)], random.Random(1).random() == random.Random(1).random(), random.Random(-5).random() == random.Random(5).random())
print(random.Random(7).randbytes(6).hex(), random.Random(2**40).random(), [random.Random(s).randrange(1000) for s in range(5)])
for f in (lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: len(random.sample([1, 2], 3)), lambda: random.choices([1], weights=[0])[0]):
    try:
        print(f())
    except ValueError as error:
        print(error)
try:
    random.choice([0][1:])
except IndexError as error:
    print(error)
walk = random.Random(3)
x = y = 0
for _ in range(100):
    dx, dy = walk.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
    x, y = x + dx, y + dy
print(x, y, walk.sample(["a", "b", "c"], counts=[2, 2, 2], k=4))
