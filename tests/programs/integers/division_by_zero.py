def divide(a: int, b: int) -> int:
    return a // b


for a in (1, 0, -1):
    try:
        print(divide(a, 0))
    except ZeroDivisionError as error:
        print(type(error).__name__, error)
try:
    print(5 % (3 - 3))
except ZeroDivisionError as error:
    print(error)
try:
    print(1 / (3 - 3))
except ZeroDivisionError as error:
    print(error)
print(divide(9, 2))
print(divide(1, 0))
