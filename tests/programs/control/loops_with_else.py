def smallest_divisor(n: int) -> int:
    for d in range(2, n):
        if n % d == 0:
            found = d
            break
    else:
        return n
    return found


print([smallest_divisor(n) for n in (2, 9, 13, 35, 91, 97)])
n = 5
while n > 0:
    n -= 1
    if n == 3:
        continue
    if n == 10:
        break
    print(n, end=" ")
else:
    print("ended normally")
while True:
    n += 1
    if n > 3:
        break
else:
    print("never")
nothing: list[int] = []
for i in nothing:
    print("never")
else:
    print("empty loop's else", n)
for y in range(3):
    for x in range(3):
        if x == y:
            break
        print((x, y), end=" ")
    else:
        print("no break")
print()
