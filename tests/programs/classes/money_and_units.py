"""Amounts that are integers, and text that is checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field


class Cents(int):
    """An amount of money in hundredths."""

    @classmethod
    def parse(cls, text: str) -> Cents:
        whole, _, part = text.partition(".")
        return cls(int(whole) * 100 + int(part.ljust(2, "0")[:2] or "0"))

    def __str__(self) -> str:
        sign = "-" if self < 0 else ""
        return f"{sign}{abs(self) // 100}.{abs(self) % 100:02d}"

    def __add__(self, other: int) -> Cents:
        return Cents(int(self) + int(other))

    def __neg__(self) -> Cents:
        return Cents(-int(self))

    def split(self, parts: int) -> list[Cents]:
        share, rest = divmod(int(self), parts)
        return [Cents(share + (1 if i < rest else 0)) for i in range(parts)]


class Email(str):
    def __new__(cls, text: str) -> Email:
        if text.count("@") != 1:
            raise ValueError(f"not an address: {text!r}")
        return super().__new__(cls, text.strip().lower())

    @property
    def domain(self) -> str:
        return self.split("@")[1]


@dataclass(order=True)
class Entry:
    amount: Cents
    payer: Email = field(compare=False)


@dataclass
class Ledger:
    entries: list[Entry] = field(default_factory=list)
    balances: dict[Email, Cents] = field(default_factory=dict)

    def post(self, payer: str, amount: str) -> None:
        entry = Entry(Cents.parse(amount), Email(payer))
        self.entries.append(entry)
        self.balances[entry.payer] = self.balances.get(entry.payer, Cents(0)) + entry.amount


ledger = Ledger()
ledger.post("Ann@Example.org", "12.5")
ledger.post("bob@example.com", "3")
ledger.post(" ann@example.org ", "0.07")
for email, balance in sorted(ledger.balances.items()):
    print(f"{email:<18}|{email.domain:>12}|{balance!s:>8}|{balance:>6d}")
print(min(ledger.entries), max(ledger.entries).payer.domain)
print([str(part) for part in Cents(1000).split(3)], -Cents(5), Cents(-5), str(-Cents(7)))
print(Cents(250) == 250, Cents(250) in [100, 250], {"a@b": 1}[Email("A@b")], Email("x@y") == "x@y", "x@y" == Email("X@Y"))
print(isinstance(ledger.entries[0].amount, int), type(ledger.entries[0].amount).__name__, repr(ledger.entries[1]))
for wrong in ("nobody", "a@b@c"):
    try:
        ledger.post(wrong, "1")
    except ValueError as error:
        print(error)
groups: dict[str, list[Email]] = {}
for entry in ledger.entries:
    groups.setdefault(entry.payer.domain, []).append(entry.payer)
print(groups, sum(entry.amount for entry in ledger.entries))
