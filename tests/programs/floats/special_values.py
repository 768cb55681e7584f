import math

inf = float("inf")
nan = float("nan")
print(inf > 1e308, -inf < 0, nan == nan, nan != nan, nan < 1, nan > 1, inf == inf, inf - inf, inf * 0, inf + 1)
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1.0), math.isinf(nan), math.copysign(1, -0.0), 0.0 == -0.0)
print(min(1.5, 0.5), max(1, 2.5), 1 == 1.0, 1 < 1.5, 2**53 == float(2**53), 3 > 2.9)
for value in (inf, nan):
    try:
        print(int(value))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
try:
    print(1.0 / (1.0 - 1.0))
except ZeroDivisionError as error:
    print(error)
print(1.5 .is_integer(), 2.0 .is_integer(), hash(2.0) == hash(2))
