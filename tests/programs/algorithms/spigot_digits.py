"""Digits of e and pi with bounded integers: spigot algorithm of Rabinowitz and Wagon."""
from typing import Iterator


def pi_digits(n: int) -> Iterator[int]:
    size = 10 * n // 3 + 1
    a = [2] * size
    nines = 0
    predigit = 0
    first = True
    for _ in range(n + 1):
        q = 0
        for i in range(size - 1, -1, -1):
            x = 10 * a[i] + q * (i + 1)
            a[i] = x % (2 * i + 1) if i else x % 10
            q = x // (2 * i + 1) if i else x // 10
        if q == 9:
            nines += 1
        elif q == 10:
            yield predigit + 1
            for _ in range(nines):
                yield 0
            predigit, nines = 0, 0
        else:
            if not first:
                yield predigit
            first = False
            predigit = q
            for _ in range(nines):
                yield 9
            nines = 0


def e_digits(n: int) -> str:
    a = [1] * (n + 10)
    result = ["2."]
    for _ in range(n):
        carry = 0
        for i in range(len(a) - 1, -1, -1):
            carry, a[i] = divmod(a[i] * 10 + carry, i + 2)
        result.append(str(carry))
    return "".join(result)


class BigNatural:
    """Limbs of 9 decimal digits, lowest first."""
    BASE = 10 ** 9

    def __init__(self, value: int = 0) -> None:
        self.limbs: list[int] = []
        while value:
            value, low = divmod(value, self.BASE)
            self.limbs.append(low)

    def __imul__(self, factor: int) -> "BigNatural":
        carry = 0
        for i, limb in enumerate(self.limbs):
            carry, self.limbs[i] = divmod(limb * factor + carry, BigNatural.BASE)
        if carry:
            self.limbs.append(carry)
        return self

    def __add__(self, other: "BigNatural") -> "BigNatural":
        result = BigNatural()
        carry = 0
        for i in range(max(len(self.limbs), len(other.limbs))):
            s = carry
            if i < len(self.limbs):
                s += self.limbs[i]
            if i < len(other.limbs):
                s += other.limbs[i]
            carry, low = divmod(s, self.BASE)
            result.limbs.append(low)
        if carry:
            result.limbs.append(carry)
        return result

    def __str__(self) -> str:
        if not self.limbs:
            return "0"
        return f"{self.limbs[-1]}" + "".join(f"{l:09d}" for l in reversed(self.limbs[:-1]))


digits = "".join(map(str, pi_digits(60)))
for i in range(0, 50, 10):
    print("%s\t:%d" % (digits[i:i + 10], i + 10))
print(e_digits(50))
f = BigNatural(1)
for k in range(2, 51):
    f *= k
    if k % 10 == 0:
        print(k, f)
a, b = BigNatural(0), BigNatural(1)
for _ in range(150):
    a, b = b, a + b
print(a, len(str(a)))
