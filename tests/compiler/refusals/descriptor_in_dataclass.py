from dataclasses import dataclass


class Positive:
    def __get__(self, instance: object, owner: type) -> int:
        return 1

    def __set__(self, instance: object, value: int) -> None:
        print(value)


@dataclass
class Order:
    amount: Positive = Positive()


print(Order())
