"""`super(Class, self)` begins to look behind the class that it names, whatever class the method is in."""

from __future__ import annotations


class Animal:
    kinds: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name

    def speak(self) -> str:
        return f"{self.name} breathes"

    @property
    def title(self) -> str:
        return f"the animal {self.name}"

    @classmethod
    def made(cls, name: str) -> str:
        return f"Animal.made {cls.__name__} {name}"


class Dog(Animal):
    def __init__(self, name: str, legs: int) -> None:
        super(Dog, self).__init__(name)
        self.legs = legs

    def speak(self) -> str:
        return f"{self.name} barks; {super().speak()}"

    @property
    def title(self) -> str:
        return f"the dog {self.name}"

    @classmethod
    def made(cls, name: str) -> str:
        return f"Dog.made; {super(Dog, cls).made(name)}"


class Puppy(Dog):
    def __init__(self, name: str) -> None:
        super(Dog, self).__init__(name)  # not that of Dog
        self.age = 0

    def speak(self) -> str:
        return f"{self.name} whines; {super(Dog, self).speak()}"

    @property
    def title(self) -> str:
        return f"the puppy, {super().title}, {super(Dog, self).title}"

    @classmethod
    def made(cls, name: str) -> str:
        return f"Puppy.made; {super(Dog, cls).made(name)}; {super().made(name)}"

    def later(self) -> list[str]:
        def inside() -> str:
            return super(Puppy, self).speak()

        return [inside(), *(super(Dog, self).speak() for _ in range(2))]


class Left(Animal):
    def speak(self) -> str:
        return f"left; {super(Left, self).speak()}"


class Right(Animal):
    def speak(self) -> str:
        return f"right; {super().speak()}"


class Both(Left, Right):
    def speak(self) -> str:
        return f"both; {super(Left, self).speak()} / {super(Both, self).speak()}"


dog, puppy = Dog("Rex", 4), Puppy("Bo")
print(dog.speak(), dog.legs)
print(puppy.speak(), puppy.age)
try:
    print(puppy.legs)
except AttributeError as error:
    print("no legs:", error)
print(dog.title, "|", puppy.title)
print(Dog.made("x"), "|", Puppy.made("y"))
print(puppy.later())
print(Both("b").speak())
print(Left("l").speak())
print(super(Dog, puppy).speak(), "|", super(Puppy, puppy).title)
