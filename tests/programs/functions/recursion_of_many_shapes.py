from functools import lru_cache
def ackermann(m: int, n: int) -> int:
    return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
def hanoi(n: int, a: str, b: str, c: str, moves: list[str]) -> None:
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append(a + c)
        hanoi(n - 1, b, a, c, moves)
def permutations(s: str) -> list[str]:
    return [s] if len(s) <= 1 else [c + p for i, c in enumerate(s) for p in permutations(s[:i] + s[i + 1:])]
def flatten(x: "list[int | list[int]]") -> list[int]:
    out: list[int] = []
    for item in x:
        if isinstance(item, list):
            out.extend(item)
        else:
            out.append(item)
    return out
def is_even(n: int) -> bool:
    return True if n == 0 else is_odd(n - 1)
def is_odd(n: int) -> bool:
    return False if n == 0 else is_even(n - 1)
def power_set(items: list[int]) -> list[list[int]]:
    if not items:
        return [[]]
    rest = power_set(items[1:])
    return rest + [[items[0]] + r for r in rest]
def partitions(n: int, largest: int) -> int:
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))
@lru_cache(maxsize=None)
def edit(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))
def queens(n: int, row: int = 0, cols: int = 0, d1: int = 0, d2: int = 0) -> int:
    if row == n:
        return 1
    count = 0
    free = ~(cols | d1 | d2) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += queens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return count
def gcd(a: int, b: int) -> int:
    return a if b == 0 else gcd(b, a % b)
def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)
moves: list[str] = []
hanoi(4, "A", "B", "C", moves)
print(ackermann(2, 3), len(moves), moves[:5], permutations("abc"), flatten([1, [2, 3], 4]), is_even(10), is_odd(7))
print(power_set([1, 2, 3]), [partitions(n, n) for n in range(10)], edit("kitten", "sitting"), [queens(n) for n in range(1, 8)], gcd(1071, 462), depth(900))
