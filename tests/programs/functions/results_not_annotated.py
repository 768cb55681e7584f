"""Functions that return nothing, and special methods, need no annotation of their result."""

from __future__ import annotations

from collections.abc import Iterator


class Account:
    def __init__(self, owner: str, balance: int = 0):
        self.owner = owner
        self.balance = balance
        self.history: list[int] = []

    def __str__(self):
        return f"{self.owner}: {self.balance}"

    def __len__(self):
        return len(self.history)

    def __bool__(self):
        return self.balance > 0

    def __eq__(self, other: object):
        return isinstance(other, Account) and other.owner == self.owner

    def __hash__(self):
        return len(self.owner)

    def move(self, amount: int):
        """Raises ValueError where there is too little."""
        if self.balance + amount >= 0:
            self.balance += amount
            self.history.append(amount)
            return
        raise ValueError(f"{self.owner} has {self.balance}")

    def report(self):
        print(self, len(self), bool(self))

    def fee(self) -> int:
        return 0

    def close(self):
        raise NotImplementedError


class Savings(Account):
    opened = 0

    def __init__(self):
        super().__init__("savings", 10)
        Savings.opened += 1

    @classmethod
    def reset(cls):
        cls.opened = 0

    @staticmethod
    def explain():
        print("opened", Savings.opened)

    @property
    def limit(self) -> int:
        return self.balance * 2

    @limit.setter
    def limit(self, value: int):
        self.balance = value // 2

    def close(self) -> str:
        return "closed"


class Door:
    def __init__(self):
        self.opened = 0

    def __enter__(self) -> Door:
        self.opened += 1
        return self

    def __exit__(self, *rest: object):
        print("closing", self.opened, len(rest))


def steps(n: int) -> Iterator[int]:
    def note():
        seen.append(n)

    seen: list[int] = []
    while n:
        note()
        yield n
        n -= 1
    print(seen)


def fail(reason: str):
    raise RuntimeError(reason)


def main():
    account = Account("ann", 5)
    account.move(3)
    account.report()
    try:
        account.move(-9)
    except ValueError as error:
        print(error)
    savings = Savings()
    Savings.explain()
    Savings.reset()
    Savings.explain()
    savings.limit = 50
    savings.report()
    print(savings.close(), savings.limit, savings == account, account == Account("ann"), len({savings, account}), savings.fee())
    with Door() as door:
        print(door.opened)
    print(list(steps(3)))
    try:
        fail("over")
    except RuntimeError as error:
        print(error)


if __name__ == "__main__":
    main()
