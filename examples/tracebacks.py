"""An exception that nobody handles, through three functions: the traceback goes to stderr, the exit status is 1."""

from __future__ import annotations


class Account:
    def __init__(self, owner: str, balance: int) -> None:
        self.owner = owner
        self.balance = balance

    def withdraw(self, amount: int) -> None:
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}, not {amount}")
        self.balance -= amount


def transfer(source: Account, target: Account, amount: int) -> None:
    source.withdraw(amount)
    target.balance += amount


def pay_rent(tenant: Account, landlord: Account) -> None:
    transfer(tenant, landlord, 900)
    print(f"{tenant.owner} paid, {tenant.balance} left")


ada = Account("Ada", 1000)
grace = Account("Grace", 0)
pay_rent(ada, grace)
pay_rent(ada, grace)
