from __future__ import annotations
from typing import Generic, TypeVar, overload, Callable, Optional, Union
from weakref import WeakKeyDictionary

T = TypeVar("T")
V = TypeVar("V", int, float)

class Field(Generic[T]):
    """Keeps a value for each object, with a default."""
    def __init__(self, default: T) -> None:
        self.default = default
        self.values: dict[int, T] = {}
        self.name = "?"

    def __set_name__(self, owner: type[object], name: str) -> None:
        self.name = name
        print("named", name, owner.__name__)

    @overload
    def __get__(self, instance: None, owner: type[object]) -> Field[T]: ...
    @overload
    def __get__(self, instance: object, owner: type[object]) -> T: ...
    def __get__(self, instance: Optional[object], owner: type[object]) -> Union[Field[T], T]:
        if instance is None:
            return self
        return self.values.get(id(instance), self.default)

    def __set__(self, instance: object, value: T) -> None:
        print(f"set {self.name} = {value!r}")
        self.values[id(instance)] = value

    def __delete__(self, instance: object) -> None:
        print("delete", self.name)
        self.values.pop(id(instance), None)

class User:
    name = Field("nobody")
    age = Field(0)
    tags = Field(["x"])
    def __init__(self, name: str, age: int) -> None:
        self.name = name
        self.age = age

    def birthday(self) -> None:
        self.age += 1

class Admin(User):
    level: Field[int] = Field(1)

u = User("ann", 30)
u.birthday()
print(u.name, u.age, u.tags, User.name.name, User.age.default)
del u.age
print(u.age)
a = Admin("bob", 3)
a.level = 7
print(a.level, a.name, Admin.level.default, Admin.name.default)

class Upper:
    """No __set__: computed."""
    def __init__(self, of: str) -> None:
        self.of = of
    def __get__(self, instance: User, owner: type[User]) -> str:
        return f"{self.of}:{instance.name.upper()}"

class Guest(User):
    shout = Upper("guest")

print(Guest("zed", 1).shout)

class Celsius:
    def __get__(self, instance: Temperature, owner: type[Temperature]) -> float:
        return (instance.fahrenheit - 32) * 5 / 9
    def __set__(self, instance: Temperature, value: float) -> None:
        instance.fahrenheit = value * 9 / 5 + 32

class Temperature:
    celsius = Celsius()
    def __init__(self, initial: float = 32.0) -> None:
        self.fahrenheit = initial

t = Temperature(212)
print(t.celsius)
t.celsius = 0
print(t.fahrenheit)

class Bounded:
    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.kept: WeakKeyDictionary[object, int] = WeakKeyDictionary()
    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
    def __get__(self, instance: object, owner: type | None = None) -> int:
        return self.kept.get(instance, self.low)
    def __set__(self, instance: object, value: int) -> None:
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.name}={value} not in {self.low}..{self.high}")
        self.kept[instance] = value

class Clock:
    hour = Bounded(0, 23)
    minute = Bounded(0, 59)
    def __init__(self, hour: int, minute: int) -> None:
        self.hour, self.minute = hour, minute
    def __str__(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"

clocks = [Clock(1, 2), Clock(23, 59)]
print(*clocks)
for bad in ((24, 0), (3, 60)):
    try:
        Clock(*bad)
    except ValueError as error:
        print("ValueError:", error)
