class Account:
    limit = 10

    def __init__(self) -> None:
        self.limit = 20


account = Account()
del account.limit
print(account.limit)
