a = [3, 1, 2]
a.append(5)
a.extend([9, 8])
a.insert(0, 7)
a.insert(100, 6)
a.insert(-1, 4)
print(a, len(a), a.index(5), a.count(9), 8 in a, 80 in a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1)
a.reverse()
print(a)
a.sort()
print(a, sorted(a, reverse=True), sum(a), min(a), max(a))
b = a.copy()
b.clear()
print(a, b, bool(b), a + [1], [0] * 3, a == [2, 3], [1, 2] < [1, 3], [] < [1], a is a.copy())
a += [100]
a *= 2
print(a, list(reversed(a)), list(enumerate(["x", "y"])), list(zip([1, 2, 3], "ab")), [[0]] * 2)
b.append(1)
for wrong in (0, 1, 2, 3):
    try:
        if wrong == 0:
            a.remove(12345)
        elif wrong == 1:
            print(a[50])
        elif wrong == 2:
            b.clear()
            b.pop()
        else:
            a.index(-1)
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
