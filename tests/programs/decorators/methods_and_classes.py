"""Decorated methods, also overridden ones; classes as decorators; decorators of classes; static methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
names: list[str] = []


def traced(function: Callable[P, R]) -> Callable[P, R]:
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        names.append(function.__name__)
        return function(*args, **kwargs)

    return wrapper


class Counter(Generic[P, R]):
    """A decorator that is a class."""

    def __init__(self, function: Callable[P, R]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        self.calls += 1
        return self.function(*args, **kwargs)


class Power:
    def __init__(self, exponent: int) -> None:
        self.exponent = exponent

    def __call__(self, function: Callable[[int], int]) -> Callable[[int], int]:
        return lambda n: int(function(n) ** self.exponent)


def named(cls: type[T]) -> type[T]:
    names.append(cls.__name__)
    return cls


def tagged(tag: str) -> Callable[[type[T]], type[T]]:
    def decorate(cls: type[T]) -> type[T]:
        names.append(f"{tag}:{cls.__name__}")
        return cls

    return decorate


@named
class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance

    @traced
    def deposit(self, amount: int, note: str = "") -> int:
        self.balance += amount
        return self.balance

    @traced
    def fee(self) -> int:
        return 1

    @staticmethod
    @traced
    def rate(years: int) -> float:
        return 0.5 * years


@tagged("special")
@named
class Premium(Account):
    @traced
    def fee(self) -> int:
        return 0

    def deposit(self, amount: int, note: str = "") -> int:
        return super().deposit(amount + 5, note)


@Counter
def area(width: int, height: int = 2) -> int:
    return width * height


@Power(3)
def successor(n: int) -> int:
    return n + 1


accounts: list[Account] = [Account(100), Premium(200)]
for account in accounts:
    print(account.deposit(10), account.deposit(1, note="x"), account.fee())
print(Account.rate(3), accounts[1].rate(4))
print(area(3), area(3, 4), area(height=5, width=5), area.calls)
print(successor(1), successor(2))
print(names)
