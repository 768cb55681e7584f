class Animal:
    sound = "..."

    def __init__(self, name: str) -> None:
        self.name = name

    def speak(self) -> str:
        return f"{self.name} says {self.sound}"

    def describe(self) -> str:
        return f"{self.kind()}: {self.speak()}"

    def kind(self) -> str:
        return "animal"


class Dog(Animal):
    sound = "woof"

    def kind(self) -> str:
        return "dog"


class Puppy(Dog):
    def __init__(self, name: str, weeks: int) -> None:
        super().__init__(name + " junior")
        self.weeks = weeks

    def speak(self) -> str:
        return super().speak().upper() + f" at {self.weeks} weeks"


class Fish(Animal):
    def describe(self) -> str:
        return self.name + " is silent"


zoo: list[Animal] = [Animal("it"), Dog("Rex"), Puppy("Bello", 9), Fish("Wanda")]
for animal in zoo:
    print(animal.describe())
print(isinstance(zoo[2], Dog), isinstance(zoo[2], Animal), isinstance(zoo[3], Dog), Puppy.sound, Animal.sound)
