import rings.second

print("first starts")


def fa(n: int) -> int:
    return 0 if n == 0 else rings.second.fb(n - 1) + 1
