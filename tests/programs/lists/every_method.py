xs = [3, 1, 2]
xs.append(4)
xs.extend([5, 6])
xs.extend(x * 10 for x in (1, 2))
xs.insert(0, 100)
xs.insert(-1, 200)
xs.insert(99, 300)
xs.insert(-99, 400)
print(xs, len(xs))
print(xs.pop(), xs.pop(0), xs.pop(-2), xs)
xs.remove(200)
xs.reverse()
print(xs, xs.index(3), xs.index(5, 1), xs.count(10), xs.copy() == xs, xs.copy() is xs)
xs.sort()
print(xs)
xs.sort(reverse=True)
print(xs)
xs.sort(key=lambda x: (x % 3, -x))
print(xs)
for bad in (lambda: xs[:0].pop(), lambda: xs.pop(50), lambda: xs.remove(12345), lambda: xs.index(12345), lambda: xs.index(3, 0, 1), lambda: xs[99], lambda: xs[-99]):
    try:
        print(bad())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
xs += [7]
xs *= 2
print(xs, xs == xs[:], xs != xs[1:], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [2] > [1, 9], xs >= xs)
del xs[0], xs[-1]
del xs[1:3], xs[::2]
print(xs)
xs.clear()
print(xs, not xs, [0] * 3, 2 * ["a", "b"], [[]] * 2, [1] + [2.5], ["a"] * 0)
nested = [[0] * 2 for _ in range(2)]
nested[0][0] = 1
shared = [[0] * 2] * 2
shared[0][0] = 1
print(nested, shared, list("abc"), list(range(3)), list((1, 2)), list({"k": 1}), [*range(2), *(7, 8)])
