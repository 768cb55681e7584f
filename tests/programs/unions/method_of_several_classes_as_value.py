class Dog:
    def speak(self) -> str:
        return "woof"
class Cat:
    def speak(self) -> str:
        return "meow"
pets: list[Dog | Cat] = [Dog(), Cat()]
for pet in pets:
    f = pet.speak
    print(f())
