def power(base: int, exponent: int) -> float:
    result: float = base**exponent
    return result


print(2**-1, power(2, 3) == 8)
try:
    print(power(2, -1))
except ValueError as error:
    print("ValueError:", error)
