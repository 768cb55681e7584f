class Animal:
    def __init__(self, name: str) -> None:
        self.name = name


class Dog(Animal):
    def __str__(self) -> str:
        return f"dog {self.name}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dog) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __bool__(self) -> bool:
        return self.name != ""


class Puppy(Dog):
    def __repr__(self) -> str:
        return f"Puppy({self.name!r})"

    def __str__(self) -> str:
        return super().__str__() + " (young)"


class Box(Animal):
    def __len__(self) -> int:
        return len(self.name)


class Silent(Exception):
    pass


class Loud(Silent):
    def __str__(self) -> str:
        return "LOUD"


class Named(Silent):
    def __repr__(self) -> str:
        return "<named>"


def show(animal: Animal) -> None:
    print(str(animal)[:12], f"{animal}"[:12], repr(animal)[:10], bool(animal))


animals: list[Animal] = [Dog("rex"), Puppy("pip"), Dog(""), Box(""), Box("x"), Animal("plain")]
for animal in animals:
    if type(animal) is not Animal and not isinstance(animal, Box):
        show(animal)
    else:
        print(bool(animal), "yes" if animal else "no")
print(animals[0] == Dog("rex"), animals[0] == Dog("max"), animals[0] != Dog("rex"), animals[4] == Box("x"))
print(Dog("rex") in animals, animals.index(Dog("rex")), animals.count(Dog("")), Animal("plain") in animals)
counts: dict[Animal, int] = {}
for animal in [Dog("a"), Dog("a"), Dog("b"), animals[5], animals[5]]:
    counts[animal] = counts.get(animal, 0) + 1
print(list(counts.values()))
errors: list[Silent] = [Silent(), Silent("one"), Loud("x"), Named("n"), Silent("a", 2)]
for error in errors:
    print(str(error), repr(error), f"[{error}]", [error])
for error in errors:
    try:
        raise error
    except Exception as caught:
        print(caught, repr(caught), isinstance(caught, Loud))
things: list[object] = [Dog("o"), Puppy("p"), 1, None, "s", (1, "a"), [1], 2.5, True, b"x", {"k": [1]}]
for thing in things[1:]:
    print(thing, repr(thing))
print(things[0] == Dog("o"), things[1] == Puppy("p"), things[2] == 1, things[2] == True, things[7] == 2.5, things[2] == 1.0)
