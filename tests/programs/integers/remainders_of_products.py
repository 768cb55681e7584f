"""`a * b % m` and `a ** b % m` are exact, also where the product would not fit into 64 bits."""

from __future__ import annotations

PRIME = (1 << 61) - 1


def power(base: int, exponent: int, modulus: int) -> int:
    """By squaring, as it is written in every textbook."""
    result = 1
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = (base * base) % modulus
        exponent >>= 1
    return result


def is_prime(n: int) -> bool:
    """Miller and Rabin, with bases that are enough for 64 bits."""
    if n < 2:
        return False
    for small in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % small == 0:
            return n == small
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = power(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def order(a: int, n: int) -> int:
    for k in range(1, n):
        if (a ** k) % n == 1 and pow(a, k) % n == 1:
            return k
    return -1


def hashed(text: str) -> int:
    value = 7
    for letter in text:
        value = value * 1_000_003 % PRIME + ord(letter)
    return value


print(power(3, 1000, 1_000_000_007), 3 ** 1000 % 1_000_000_007)
print(power(3, 10**18, PRIME), 3 ** 9999 % PRIME)
print([n for n in range(PRIME - 100, PRIME + 1) if is_prime(n)], is_prime(9223372036854775783), is_prime(9223372036854775781))
print([order(a, 37) for a in range(2, 12)], hashed("a text of some length"))

p, q, e = 1_000_003, 998_244_353, 65537  # RSA
n, phi = p * q, (p - 1) * (q - 1)
d = pow(e, -1, phi)
secret = 123_456_789_012
print(secret ** 257 % n, power(power(secret, e, n), d, n) == secret)

large, small = 9_000_000_000_000_000_000, -8_999_999_999_999_999_999
for left in (large, small, 3, -1):
    for right in (large, small, 7, 0):
        print([left * right % m for m in (1, -1, 10, -10, 97, -97, large, small, 1 << 62, -(1 << 63))])
for base in (-5, 0, 3):
    print([base ** k % m for k in (0, 1, 40, 63) for m in (7, -7, 1, -1)])
flags = [True, False]
print([flag * large % 7 for flag in flags], [large * flag % 7 for flag in flags], "ab" * 2 % (), 2.5 * 4 % 3, 2 ** 0.5 % 1 < 1)
for zero in (0, False):
    try:
        print(large * large % zero)
    except ZeroDivisionError as error:
        print("ZeroDivisionError:", error)
    try:
        print(3 * small % zero, 5 ** 90 % zero)
    except ZeroDivisionError as error:
        print("ZeroDivisionError:", error)
print(large ** 2 % zero if zero else "no")
print(large * large % 0)
