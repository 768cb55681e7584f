def down(n: int) -> int:
    return down(n + 1) + 1


try:
    print(down(0))
except RecursionError as error:
    print(type(error).__name__)
print("still alive")
