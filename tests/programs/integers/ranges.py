print(list(range(5)), list(range(2, 6)), list(range(0, 10, 3)), list(range(5, 0, -2)), list(range(3, 3)), list(range(5, 2)))
r = range(10, 50, 7)
print(len(r), r[0], r[-1], 24 in r, 25 in r, r.start, r.stop, r.step, r)
total = 0
for i in range(1000):
    if i % 3 == 0:
        continue
    if i > 500:
        break
    total += i
print(total, i, sum(range(101)), max(range(7)), [x for x in range(20) if x % 7 == 2], list(reversed(range(4))))
for i in range(-3, 3):
    print(i, end=",")
print()
