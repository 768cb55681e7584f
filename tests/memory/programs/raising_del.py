import sys


class Resource:
    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        print("closed", self.number)
        if self.number == 2:
            raise ValueError("cannot be closed")


resources = Resource(1), Resource(2), Resource(3)
print("leaving")
sys.exit(4)
