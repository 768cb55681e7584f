class BankError(Exception):
    pass


class NotEnough(BankError):
    def __init__(self, missing: int) -> None:
        super().__init__(f"{missing} missing")
        self.missing = missing


class Closed(BankError):
    def __str__(self) -> str:
        return "the account is closed"


def withdraw(balance: int, amount: int) -> int:
    if balance < 0:
        raise Closed()
    if amount > balance:
        raise NotEnough(amount - balance)
    return balance - amount


for balance, amount in [(100, 30), (100, 130), (-1, 5)]:
    try:
        print(withdraw(balance, amount))
    except NotEnough as error:
        print("not enough:", error, error.missing, repr(error), error.args)
    except BankError as error:
        print("bank:", error, isinstance(error, Closed), type(error).__name__)
try:
    raise BankError
except BankError as error:
    print(repr(error), str(error) == "")
try:
    raise BankError("a", 1)
except Exception as error:
    print(error, repr(error), error.args)
raise NotEnough(7)
