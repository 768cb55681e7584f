def power(base: int, exponent: int) -> float:
    return base**exponent


print(2**-1, power(2, 3) == 8)
try:
    print(power(2, -1))
except ValueError as error:
    print("ValueError:", error)
