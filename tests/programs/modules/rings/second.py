import rings.first

print("second starts")


def fb(n: int) -> int:
    return 0 if n == 0 else rings.first.fa(n - 1) + 1
