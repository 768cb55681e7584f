"""`__del__` when an exception ends the program: after its traceback."""


class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.balance = 0

    def __del__(self) -> None:
        print(self.owner, "has", self.balance)


ada, bob = Account("ada"), Account("bob")
ada.balance += 5
bob.balance = ada.balance // ada.balance
raise KeyError(bob.balance)
