for a in (False, True):
    for b in (False, True):
        print(a, b, a and b, a or b, not a, a ^ b, a & b, a | b, a == b, a != b, a < b, a <= b, a + b, a * b, int(a) - b, a - b)
print(True + True, sum([True, False, True]), True * 5, -True, ~True, abs(True), True / 2, True // 1, True % 2, 2 ** True, [10, 20][True], "ab"[False], isinstance(True, int), True == 1, hash(True) == hash(1))
values: list[object] = [0, 1, -1, 0.0, 0.1, "", "0", [0][1:], [0], (), (0,), dict[int, int](), {0: 0}, {1} - {1}, None, b"", b"\0", range(0), range(1)]
for value in values:
    print(repr(value), bool(value), not value)
def loud(x: int) -> int:
    print("eval", x, end=" ")
    return x
print(loud(0) and loud(1))
print(loud(1) and loud(2))
print(loud(0) or loud(3))
print(loud(4) or loud(5))
print(1 < loud(2) < 3, 1 < loud(0) < loud(9))
print(any([0, "", None, 3]), any([]), all([1, "x", [0]]), all([]), all([1, 0]), any(x > 3 for x in (1, 5)), all(x > 3 for x in (1, 5)))
x = None or "default"
y = "" or 0 or "last"
z = 5 and "yes" or "no"
w = not [] and not {}
print(x, y, z, w, "a" if [] else "b", 1 if "x" in "xyz" and not 0 else 2, bool(not not 7), (not True) is False)
print(str(True), repr(False), f"{True} {True:d} {True:>5} {False!s:>6}", "%s %d" % (True, True), "yes" * True + "no" * False, int(True), float(False), bool("False"))
