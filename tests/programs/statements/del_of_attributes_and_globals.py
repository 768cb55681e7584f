from dataclasses import dataclass


class Session:
    def __init__(self, user: str) -> None:
        self.user = user
        self.token: str | None = "t"
        self.count = 3
        self.pair = (1, "x")

    def logout(self) -> None:
        del self.token
        del self.pair


class Timed(Session):
    def show(self) -> str:
        try:
            return f"{self.user} {self.token} {self.pair}"
        except AttributeError as error:
            return str(error)


@dataclass
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Fixed:
    x: int


s = Timed("ann")
print(s.show())
s.logout()
print(s.show())
try:
    s.logout()
except AttributeError as error:
    print("again:", error)
s.token = None
print(s.token)
s.pair = (2, "y")
print(s.show())
del s.count, s.user
try:
    s.count += 1
except AttributeError as error:
    print(error)
p = Point(1, 2)
del p.x
try:
    print(p)
except AttributeError as error:
    print(error)
p.x = 5
print(p, p == Point(5, 2))
try:
    del Fixed(1).x  # type: ignore[misc]
except AttributeError as error:
    print(type(error).__name__, error)

total = 3
names = ["a", "b"]
flag = True


def read() -> None:
    print(total, names)


read()
del total
try:
    read()
except NameError as error:
    print(error)
total = 10
read()
for name in names:
    pass
del name, names
try:
    read()
except NameError as error:
    print(error)


def forget() -> None:
    global flag
    del flag


print(flag)
forget()
try:
    print(flag)
except NameError as error:
    print(error)
try:
    forget()
except NameError as error:
    print(error)
flag = False
print(flag)
