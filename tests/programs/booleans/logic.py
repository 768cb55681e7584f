def say(value: bool, name: str) -> bool:
    print(name, end=" ")
    return value


for a in (False, True):
    for b in (False, True):
        print(say(a, "a") and say(b, "b"), say(a, "a") or say(b, "b"), not a, a == b, a != b, a is b, a & b, a | b, a ^ b)
print(True + 1, int(False), str(True), repr(False), True < 2, sum([True, False, True]), True == 1, bool("x"), bool(""))
print(0 or 5, 0 and 5, "" or "default", "x" and "y", [] or [1], 3 or 0, None or "none")
print(all([True, True]), all([True, False]), any([False, False]), any([False, True]), all([]), any([]))
