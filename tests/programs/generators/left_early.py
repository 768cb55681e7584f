"""A loop over a generator that nobody else has closes it when it is left early."""

from typing import Iterator

def numbers(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        print("finally")


def find(x: int) -> bool:
    for n in numbers(10):
        if n == x:
            return True
    return False


for n in numbers(5):
    if n == 2:
        break
print(find(3), find(30))
try:
    for n in numbers(5):
        print(10 // (n - 1))
except ZeroDivisionError as e:
    print(e)


def outer(n: int) -> Iterator[int]:
    yield from numbers(n)
    print("not reached when left early")


for n in outer(4):
    if n == 1:
        continue
    for m in numbers(2):
        if m == 1:
            break
    else:
        print("never")
    if n == 2:
        break
else:
    print("never")
for n in outer(1):
    print("once", n)
else:
    print("all")
