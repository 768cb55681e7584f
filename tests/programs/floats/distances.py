import math
print(math.dist([1, 2], [4, 6]), math.dist((1.5, 2.5, -3.0), (0.5, 0.25, 7.125)), math.dist([], []), math.dist([3.0], [-1e300]))
print(math.hypot(3, 4), math.hypot(), math.hypot(1, 2, 3, 4, 5, 6), math.hypot(*[0.1 * i for i in range(20)]), math.hypot(math.nan, math.inf), math.hypot(1e200, 1e200))
try:
    print(math.dist([1.0], [1.0, 2.0]))
except ValueError as e:
    print(e)
for i in range(60):
    p = [(i * k + 1) / 7 * 2.0 ** (i * 3 - 90) for k in range(i % 5 + 1)]
    q = [(i - k) / 3 for k in range(i % 5 + 1)]
    print(math.dist(p, q), math.hypot(*p))
