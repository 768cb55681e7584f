def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)


def fibonacci(n: int) -> int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def is_even(n: int) -> bool:
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int) -> bool:
    return False if n == 0 else is_even(n - 1)


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


def hanoi(disks: int, source: str, target: str, spare: str, moves: list[str]) -> None:
    if disks > 0:
        hanoi(disks - 1, source, spare, target, moves)
        moves.append(source + target)
        hanoi(disks - 1, spare, target, source, moves)


print(factorial(20), fibonacci(20), is_even(100), is_odd(7), depth(500))
moves: list[str] = []
hanoi(4, "A", "B", "C", moves)
print(len(moves), " ".join(moves))
