class Named:
    name: str

    def greet(self) -> str:
        return f"I am {self.name} of {type(self).__name__}"


class Counted:
    def __init__(self) -> None:
        self.count = 0

    def tick(self) -> int:
        self.count += 1
        return self.count


class Animal:
    def __init__(self, name: str) -> None:
        self.name = name
        self.legs = 4


class Dog(Animal, Named, Counted):
    def __init__(self, name: str) -> None:
        Animal.__init__(self, name)
        Counted.__init__(self)
        self.tricks: list[str] = []


d = Dog("Rex")
print(d.greet(), d.tick(), d.tick(), d.legs, d.tricks, d.count)


class NotFound(KeyError, Named):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Both2(ValueError, KeyError):
    pass


for e in (NotFound("x"), Both2("y"), ValueError("z")):
    try:
        raise e
    except KeyError as k:
        print("KeyError", k, isinstance(k, Named), isinstance(k, LookupError), isinstance(k, ValueError), repr(k))
    except ValueError as v:
        print("ValueError", v)
try:
    raise Both2("last")
except ValueError as v:
    print(repr(v), v.args)
n = NotFound("q")
print(n.greet(), n.args, str(n))
