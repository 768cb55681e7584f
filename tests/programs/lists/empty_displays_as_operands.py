"""Empty displays beside `in` and `+`: nothing is in them, and they take the other operand's type."""


def asked(number: int) -> int:
    print("asked", number)
    return number


def outside(number: int) -> bool:
    return number not in []


print(outside(3), asked(1) in [], asked(2) not in (), "a" in {}, None in [], 2.5 in [], (1, "b") in [])
print([] + [(1, 2)], [] + ["a"] + [], [1] + [] + [2], len([] + [3.5]))
try:
    print([1] in {})
except TypeError as error:
    print(error)
