"""Each thread has its own attributes of an object of a class derived from `threading.local`."""

import threading


class Account(threading.local):
    limit = 10

    def __init__(self) -> None:
        print("a new account in", threading.current_thread().name)
        self.balance = 0
        self.notes: list[str] = []

    def pay(self, amount: int, note: str) -> None:
        self.balance += amount
        self.notes.append(note)
        self.limit -= 1

    def __repr__(self) -> str:
        return f"Account({self.balance}, {self.notes}, {self.limit})"


class Savings(Account):
    rate = 0.5

    def __init__(self) -> None:
        super().__init__()
        self.months = 12


account = Account()
account.pay(3, "main")


def work(number: int) -> None:
    account.pay(number, f"first {number}")
    account.pay(number, f"second {number}")
    total = 0
    for step in range(100):
        account.limit += step
        total += account.limit
    print(account, total)


def run(target: threading.Thread) -> None:
    target.start()
    target.join()


for number in range(3):
    run(threading.Thread(target=work, args=(number,), name=f"worker {number}"))
account.pay(4, "again")
print(account)
savings = Savings()
savings.rate = 0.75
savings.months += 1


def look() -> None:
    print(savings.rate, savings.months, savings, isinstance(savings, threading.local))
    savings.pay(1, "one")
    print(savings)


run(threading.Thread(target=look, name="looker"))
print(savings.rate, savings.months, savings)
