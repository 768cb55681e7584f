"""Banking: accounts, transactions, audit log, custom exceptions, reports."""
from __future__ import annotations

import itertools
import random
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import ClassVar, Iterator


class Kind(Enum):
    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"
    FEE = "fee"

    @property
    def sign(self) -> int:
        return 1 if self is Kind.DEPOSIT else -1


class BankError(Exception):
    """Base for everything here."""


class InsufficientFunds(BankError):
    def __init__(self, needed: int, available: int) -> None:
        super().__init__(f"need {needed / 100:.2f}, have {available / 100:.2f}")
        self.needed = needed
        self.available = available

    @property
    def short(self) -> int:
        return self.needed - self.available


class UnknownAccount(BankError, KeyError):
    def __str__(self) -> str:
        return f"no account {self.args[0]!r}"


@dataclass(frozen=True, order=True)
class Transaction:
    id: int
    kind: Kind = field(compare=False)
    cents: int = field(compare=False)
    memo: str = field(default="", compare=False, repr=False)


@dataclass
class Account(ABC):
    owner: str
    balance: int = 0
    history: list[Transaction] = field(default_factory=list, repr=False)
    _ids: ClassVar[Iterator[int]] = itertools.count(1000)

    def post(self, kind: Kind, cents: int, memo: str = "") -> Transaction:
        if cents <= 0:
            raise ValueError(f"amount must be positive: {cents}")
        if kind.sign < 0 and cents > self.limit():
            raise InsufficientFunds(cents, self.limit())
        self.balance += kind.sign * cents
        t = Transaction(next(Account._ids), kind, cents, memo)
        self.history.append(t)
        return t

    @abstractmethod
    def limit(self) -> int: ...

    @abstractmethod
    def month_end(self) -> None: ...


@dataclass
class Checking(Account):
    overdraft: int = 5000

    def limit(self) -> int:
        return self.balance + self.overdraft

    def month_end(self) -> None:
        if self.balance < 0:
            self.post(Kind.FEE, 150, "overdraft fee")


@dataclass
class Savings(Account):
    rate: float = 0.02

    def limit(self) -> int:
        return self.balance

    def month_end(self) -> None:
        interest = int(self.balance * self.rate / 12)
        if interest:
            self.post(Kind.DEPOSIT, interest, "interest")


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.log: list[str] = []

    def open(self, account: Account) -> None:
        self.accounts[account.owner] = account

    def __getitem__(self, owner: str) -> Account:
        try:
            return self.accounts[owner]
        except KeyError:
            raise UnknownAccount(owner) from None

    @contextmanager
    def atomic(self, *owners: str) -> Iterator[None]:
        saved = {o: (self[o].balance, len(self[o].history)) for o in owners}
        try:
            yield
        except BankError as e:
            for o, (balance, n) in saved.items():
                self[o].balance = balance
                del self[o].history[n:]
            self.log.append(f"rolled back: {e}")
            raise
        else:
            self.log.append("committed " + "/".join(owners))

    def transfer(self, source: str, target: str, cents: int) -> None:
        with self.atomic(source, target):
            self[target].post(Kind.DEPOSIT, cents, f"from {source}")
            self[source].post(Kind.TRANSFER, cents, f"to {target}")

    def report(self) -> None:
        print(f"{'owner':<10}|{'kind':^12}|{'balance':>12}")
        print("-" * 10 + "+" + "-" * 12 + "+" + "-" * 12)
        for name, acc in sorted(self.accounts.items(), key=lambda kv: -kv[1].balance):
            print(f"{name:<10}|{type(acc).__name__:^12}|{acc.balance / 100:>12,.2f}")


bank = Bank()
bank.open(Checking("ann"))
bank.open(Savings("bob", rate=0.12))
bank.open(Checking("cy", overdraft=0))
bank["ann"].post(Kind.DEPOSIT, 1_000_000, "salary")
bank["bob"].post(Kind.DEPOSIT, 250_050)
for args in (("ann", "bob", 123_45), ("cy", "ann", 1), ("bob", "zed", 5), ("ann", "cy", 2_000_000), ("ann", "cy", -5)):
    try:
        bank.transfer(*args)
    except InsufficientFunds as e:
        print("short by", e.short, "|", e)
    except (BankError, ValueError) as e:
        print(type(e).__name__, e)
rng = random.Random(42)
outcomes: Counter[str] = Counter()
for _ in range(200):
    a, b = rng.sample(["ann", "bob", "cy"], 2)
    try:
        bank.transfer(a, b, rng.randint(1, 200_000))
        outcomes["ok"] += 1
    except BankError as e:
        outcomes[type(e).__name__] += 1
for acc in bank.accounts.values():
    acc.month_end()
bank.report()
by_kind: defaultdict[Kind, int] = defaultdict(int)
for acc in bank.accounts.values():
    for t in acc.history:
        by_kind[t.kind] += t.cents
print(outcomes.most_common(), {k.name: v for k, v in by_kind.items()})
print(bank.log[:4], len(bank.log), max(t for a in bank.accounts.values() for t in a.history))
print(replace(bank["bob"].history[0], cents=1), bank["cy"] if len(bank["cy"].history) == 0 else len(bank["cy"].history) > 0)
