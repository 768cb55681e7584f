from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d[3], 3 in d, 99 in d)
print(d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d, d.index(3), d.count(2))
d.remove(3)
d.insert(1, 100)
d.reverse()
print(d, list(reversed(d)), d.copy() == d, sorted(d))
d[0] = 77
del d[1]
print(d, [x * 2 for x in d], max(d), sum(d))
for bad in (lambda: deque([0][1:]).pop(), lambda: deque([0][1:]).popleft(), lambda: d[50], lambda: d.index(12345), lambda: d.remove(12345)):
    try:
        print(bad())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
small: deque[int] = deque(maxlen=3)
for n in range(5):
    small.append(n)
print(small, small.maxlen, deque("abc", 2), deque([1, 2], maxlen=None).maxlen)
small.appendleft(9)
small.extend([7, 8])
print(small)
try:
    small.insert(1, 5)
except IndexError as error:
    print(error)
d.clear()
print(d, bool(d), deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1]) == deque([1]), deque([1]) < deque([2]), deque([1]) != deque([1, 2]))
e = deque([1])
e += [2, 3]
e *= 2
print(e, repr(deque()), deque(range(3), 5))
try:
    for x in e:
        e.append(x)
except RuntimeError as error:
    print(error)
window: deque[int] = deque()
best = []
nums = [1, 3, -1, -3, 5, 3, 6, 7]
for i, n in enumerate(nums):
    while window and nums[window[-1]] <= n:
        window.pop()
    window.append(i)
    if window[0] <= i - 3:
        window.popleft()
    if i >= 2:
        best.append(nums[window[0]])
print(best)
