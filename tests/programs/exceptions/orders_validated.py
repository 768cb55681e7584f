"""Orders go through checks that collect all mistakes into a group; what fails later is retried, wrapped and reported."""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class OrderError(Exception):
    code = 100

    def __init__(self, order: str, reason: str) -> None:
        super().__init__(order, reason)
        self.order = order
        self.reason = reason

    def __str__(self) -> str:
        return f"[{self.code}] order {self.order}: {self.reason}"


class BadQuantity(OrderError, ValueError):
    code = 101


class UnknownProduct(OrderError, LookupError):
    code = 102


class PaymentFailed(OrderError):
    code = 200


class Line(NamedTuple):
    product: str
    quantity: int


PRICES = {"pen": 120, "book": 1550, "lamp": 4000}


def price_of(order: str, line: Line) -> int:
    try:
        price = PRICES[line.product]
    except KeyError as e:
        raise UnknownProduct(order, f"nothing is called {e.args[0]}") from e
    if not 0 < line.quantity <= 10:
        raise BadQuantity(order, f"{line.quantity} of {line.product}")
    return price * line.quantity


def total(order: str, lines: list[Line]) -> int:
    mistakes: list[Exception] = []
    amount = 0
    for line in lines:
        try:
            amount += price_of(order, line)
        except OrderError as e:
            mistakes.append(e)
    if mistakes:
        raise ExceptionGroup(f"{len(mistakes)} mistakes in {order}", mistakes)
    return amount


def pay(order: str, amount: int, card: Callable[[int, int], None]) -> int:
    """The number of attempts."""
    for attempt in range(1, 4):
        try:
            card(amount, attempt)
        except TimeoutError as e:
            print("   attempt", attempt, "timed out:", e)
            last = e
        else:
            return attempt
    raise PaymentFailed(order, f"gave up on {amount / 100:.2f}") from last


def slow_card(amount: int, attempt: int) -> None:
    if attempt * 2000 < amount:
        raise TimeoutError(f"no answer about {amount}")


def process(order: str, lines: list[Line]) -> str:
    print("*", order)
    try:
        attempts = pay(order, total(order, lines), slow_card)
    except* LookupError as group:
        print("   lookup:", *group.exceptions, sep="\n     ")
        print("   caused by", [type(e.__cause__).__name__ for e in group.exceptions])
    except* ValueError as group:
        print("   value:", [str(e) for e in group.exceptions], "in", group.message)
    except* PaymentFailed as group:
        only = group.exceptions[0]
        print("   payment:", only, "|", repr(only.__cause__), only.args)
    else:
        return f"paid at attempt {attempts}"
    finally:
        print("   done with", order)
    return "refused"


ORDERS = {"A1": [Line("pen", 3), Line("book", 1)], "A2": [Line("pen", 0), Line("chair", 1), Line("sofa", 2), Line("lamp", 11)],
          "A3": [Line("lamp", 1)], "A4": [Line("lamp", 2)], "A5": [Line("desk", 1)], "A6": []}
for name, lines in ORDERS.items():
    print("  ->", process(name, lines))
print(issubclass(BadQuantity, ValueError), issubclass(PaymentFailed, LookupError), UnknownProduct.code)
total("A7", [Line("pen", 99), Line("ink", 1)])
