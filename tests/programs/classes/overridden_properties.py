"""Properties that classes below override, of objects of every class, through the base and directly."""
from abc import ABC, abstractmethod


class Employee:
    bonus = 0

    def __init__(self, name: str, pay: int) -> None:
        self.name = name
        self._pay = pay

    @property
    def pay(self) -> int:
        return self._pay + self.bonus

    @property
    def title(self) -> str:
        return "employee"

    def line(self) -> str:
        return f"{self.name}: {self.title}, {self.pay}"


class Manager(Employee):
    bonus = 100

    @property
    def title(self) -> str:
        return "manager"


class Director(Manager):
    @property
    def pay(self) -> int:
        return 2 * self._pay

    @property
    def title(self) -> str:
        return super().title + " of managers"


class Shape(ABC):
    @property
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    @property
    def area(self) -> float:
        return self.side ** 2


class Framed(Square):
    @property
    def area(self) -> float:
        return super().area + 4 * self.side


staff = [Employee("Al", 10), Manager("Bo", 20), Director("Cy", 30)]
for person in staff:
    print(person.line(), person.title, person.pay, person.bonus)
print(Employee("Di", 1).pay, Manager("Ed", 2).pay, Director("Fi", 3).title)
shapes: list[Shape] = [Square(2.0), Framed(2.0)]
print([shape.area for shape in shapes], sum(s.area for s in shapes))
