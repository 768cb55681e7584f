import math

print(math.pi, math.e, math.inf, math.tau)
print(math.sqrt(2), math.sqrt(16), math.floor(2.7), math.ceil(2.1), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7))
print(math.gcd(12, 18), math.isqrt(99), math.factorial(10), math.hypot(3, 4), math.fabs(-2), math.fmod(7, 3))
for x in (0.5, 1.0, 2.0, 10.0):
    print(f"{math.sin(x):.9f} {math.cos(x):.9f} {math.tan(x):.9f} {math.exp(x):.6f} {math.log(x):.9f} {math.log2(x):.9f}")
print(f"{math.log10(1000):.9f} {math.pow(2, 10)} {math.atan2(1, 1):.9f} {math.degrees(math.pi):.6f} {math.radians(180):.9f}")
for bad in (-1.0, 0.0):
    try:
        print(math.sqrt(bad), math.log(bad))
    except ValueError as error:
        print(error)
