"""A bank by event sourcing: a union of events, dispatch by type, replay, projections."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterable, NamedTuple, TypeAlias, Union


@dataclass(frozen=True)
class Opened:
    account: str
    owner: str


@dataclass(frozen=True)
class Deposited:
    account: str
    amount: int


@dataclass(frozen=True)
class Withdrawn:
    account: str
    amount: int


@dataclass(frozen=True)
class Transferred:
    source: str
    target: str
    amount: int
    note: str = ""


Event: TypeAlias = Union[Opened, Deposited, Withdrawn, Transferred]


class Entry(NamedTuple):
    number: int
    event: Event


class InsufficientFunds(Exception):
    pass


@dataclass
class Account:
    owner: str
    balance: int = 0
    history: list[Event] = field(default_factory=list)


class Bank:
    def __init__(self) -> None:
        self.journal: list[Entry] = []
        self.accounts: dict[str, Account] = {}
        self.handlers: list[Callable[[Entry], None]] = []

    def emit(self, event: Event) -> None:
        self.apply(event)
        entry = Entry(len(self.journal) + 1, event)
        self.journal.append(entry)
        for handler in self.handlers:
            handler(entry)

    def apply(self, event: Event) -> None:
        match event:
            case Opened(account=name, owner=owner):
                self.accounts[name] = Account(owner)
                self.accounts[name].history.append(event)
            case Deposited(name, amount):
                self._change(name, amount, event)
            case Withdrawn(name, amount):
                self._change(name, -amount, event)
            case Transferred(source, target, amount):
                self._change(source, -amount, event)
                self._change(target, amount, event)

    def _change(self, name: str, amount: int, event: Event) -> None:
        account = self.accounts[name]
        if account.balance + amount < 0:
            raise InsufficientFunds(f"{name} has only {account.balance}")
        account.balance += amount
        account.history.append(event)

    @classmethod
    def replay(cls, events: Iterable[Event]) -> Bank:
        bank = cls()
        for event in events:
            bank.emit(event)
        return bank


bank = Bank()
seen: list[str] = []
bank.handlers.append(lambda entry: seen.append(f"{entry.number}:{type(entry.event).__name__}"))
bank.emit(Opened("a", "Ann"))
bank.emit(Opened("b", "Bob"))
bank.emit(Deposited("a", 100))
bank.emit(Transferred("a", "b", 30, note="rent"))
for bad in (Withdrawn("b", 31), Deposited("c", 1)):
    try:
        bank.emit(bad)
    except InsufficientFunds as e:
        print("refused:", e)
    except KeyError as e:
        print("no account", e)
bank.emit(Withdrawn("b", 30))
print(seen)
for name, account in bank.accounts.items():
    print(name, account.owner, account.balance, len(account.history))
again = Bank.replay(event for _, event in bank.journal)
print(again.accounts == bank.accounts, again.journal[-1], again.journal[3].event)
totals: dict[str, int] = {}
for number, event in bank.journal:
    if isinstance(event, (Deposited, Withdrawn)):
        totals[type(event).__name__] = totals.get(type(event).__name__, 0) + event.amount
print(totals, [e.note for _, e in bank.journal if isinstance(e, Transferred)])
