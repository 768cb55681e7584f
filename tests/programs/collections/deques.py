from collections import deque

q: deque[int] = deque(range(5))
q.rotate(2)
print(q, q[0], q[-1], len(q), 3 in q, 9 in q, q.index(4), q.count(0), list(reversed(q)))
q.insert(2, 99)
q.insert(-1, 98)
q.insert(100, 97)
print(q)
del q[1]
q.remove(98)
q.reverse()
print(q, q.copy() == q, q == deque([1]), deque([1, 2]) < deque([1, 3]), deque([2]) >= deque([1, 9]))
q += [7, 8]
print(q, deque("ab") + deque("cd"), deque([1, 2]) * 2, 2 * deque([3]))
window: deque[float] = deque(maxlen=3)
for x in [1.0, 2.0, 3.0, 4.0]:
    window.append(x)
    print(window, sum(window) / len(window), window.maxlen)
window.appendleft(0.5)
window.extendleft([0.25])
print(window, list(window * 2), window + deque([9.5]))
words = deque(["x", "y"])
words *= 3
print(words, deque("abc", 2), bool(deque()), list(enumerate(words)))
for complaint in range(6):
    try:
        if complaint == 0:
            deque([1]).remove(2)
        elif complaint == 1:
            deque([1]).index(2)
        elif complaint == 2:
            print(deque([1])[3])
        elif complaint == 3:
            deque([1], 1).insert(0, 2)
        elif complaint == 4:
            deque("").popleft()
        else:
            for item in q:
                q.append(item)
    except (ValueError, IndexError, RuntimeError) as error:
        print(type(error).__name__, error)
