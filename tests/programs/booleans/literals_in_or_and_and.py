# `and` and `or` of literals: which operand it is is known before the program runs, and so is the type.
import math


def show(third: bool) -> None:
    print(math.trunc((3.5 if third else 0.2) / (2 or 0.3)), (0 or "text") + "!", (5 and "yes") * 2)
    print([0 or 7, 1 or 7, 0 and 7, 1 and 7, -1 or 2], 0 or None, 1 and None)
    if 0 or third:
        print("third")
    if 1 and not third:
        print("not third")
    while 1:
        print("once")
        break
    print("ends" if not 0 else "goes on", not 7, bool(0), bool(3))


show(True)
show(False)
