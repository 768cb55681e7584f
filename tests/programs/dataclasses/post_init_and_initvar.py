"""`__post_init__`, `InitVar`, `ClassVar`, `field(init=False)`."""
from dataclasses import InitVar, dataclass, field
from typing import ClassVar


@dataclass
class Account:
    owner: str
    opening: InitVar[int]
    bonus: InitVar[int] = 10
    currency: ClassVar[str] = "EUR"
    created: ClassVar[int] = 0
    balance: int = field(init=False)
    history: list[int] = field(init=False, default_factory=list)
    state: str = field(init=False, default="open")

    def __post_init__(self, opening: int, bonus: int) -> None:
        Account.created += 1
        self.balance = opening + bonus
        self.history.append(self.balance)
        if opening < 0:
            raise ValueError(f"negative opening: {opening}")

    def pay(self, amount: int) -> None:
        self.balance -= amount
        self.history.append(-amount)
        if self.balance == 0:
            self.state = "empty"


a = Account("ann", 100)
b = Account("bob", bonus=0, opening=5)
a.pay(30)
b.pay(5)
print(a)
print(b, b.currency, Account.created, Account.currency)
print(a.history is b.history, a == b)
try:
    Account("eve", -1)
except ValueError as error:
    print("refused:", error, Account.created)
