import threading
import queue
import random
from dataclasses import dataclass, field

class InsufficientFunds(Exception):
    def __init__(self, need: int, have: int) -> None:
        self.need = need
        self.have = have
        super().__init__(f"need {need}, have {have}")

@dataclass
class Account:
    owner: str
    balance: int = 0
    history: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def deposit(self, amount: int) -> None:
        with self.lock:
            self.balance += amount
            self.history.append(("deposit", amount))

    def withdraw(self, amount: int) -> None:
        with self.lock:
            if amount > self.balance:
                raise InsufficientFunds(amount, self.balance)
            self.balance -= amount
            self.history.append(("withdraw", amount))

class Bank:
    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}

    def __getitem__(self, name: str) -> Account:
        return self._accounts[name]

    def __contains__(self, name: object) -> bool:
        return name in self._accounts

    def __len__(self) -> int:
        return len(self._accounts)

    def open(self, name: str, *, initial: int = 0) -> Account:
        if name in self:
            raise ValueError(f"account {name!r} exists")
        account = self._accounts[name] = Account(name)
        if initial:
            account.deposit(initial)
        return account

    def transfer(self, src: str, dst: str, amount: int) -> bool:
        try:
            self[src].withdraw(amount)
        except InsufficientFunds:
            return False
        else:
            self[dst].deposit(amount)
            return True
        finally:
            pass

def worker(bank: Bank, jobs: "queue.Queue[tuple[str, str, int] | None]", results: list[int]) -> None:
    done = 0
    while True:
        job = jobs.get()
        if job is None:
            break
        src, dst, amount = job
        if bank.transfer(src, dst, amount):
            done += 1
    results.append(done)

def main() -> None:
    bank = Bank()
    names = ["ann", "bob", "cid"]
    for n in names:
        bank.open(n, initial=1000)
    jobs: "queue.Queue[tuple[str, str, int] | None]" = queue.Queue()
    results: list[int] = []
    threads = [threading.Thread(target=worker, args=(bank, jobs, results), name=f"w{i}") for i in range(3)]
    for t in threads:
        t.start()
    rng = random.Random(42)
    for _ in range(200):
        src, dst = rng.sample(names, 2)
        jobs.put((src, dst, rng.randint(1, 20)))
    for _ in threads:
        jobs.put(None)
    for t in threads:
        t.join()
    print(sum(bank[n].balance for n in names), sum(results))
    try:
        bank["ann"].withdraw(10**6)
    except InsufficientFunds as e:
        print(e.need, e.have > 0, isinstance(e, Exception))
    try:
        bank.open("bob")
    except ValueError as e:
        print(e)
    try:
        bank["zed"]
    except KeyError as e:
        print("KeyError", e, repr(e))
    print(Account("x", 3), len(bank), "ann" in bank)

if __name__ == "__main__":
    main()
