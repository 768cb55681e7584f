from __future__ import annotations

from typing import Callable

Handler = Callable[[str], str]


def shout(text: str) -> str:
    return text.upper()


def twice(text: str, times: int = 2) -> str:
    return text * times


class Robot:
    count = 0

    def __init__(self, name: str, handler: Handler = shout) -> None:
        self.name = name
        self.handler = handler
        self.handlers: dict[str, Handler] = {"greet": self.greet, "shout": shout}
        Robot.count += 1

    def greet(self, text: str) -> str:
        return f"{self.name}: {text}"

    def run(self, what: str, text: str) -> str:
        return self.handlers[what](text) + self.handler("!")

    @staticmethod
    def quiet(text: str) -> str:
        return text.lower()

    @classmethod
    def counted(cls, text: str) -> str:
        return f"{text}{cls.count}"

    def __call__(self, text: str) -> str:
        return "called " + self.greet(text)


class Polite(Robot):
    def greet(self, text: str) -> str:
        return "dear " + super().greet(text)


def apply(handler: Handler, *texts: str) -> list[str]:
    return [handler(text) for text in texts]


def choose(flag: bool) -> Handler:
    return shout if flag else twice


def defaults(a: int, b: int = 2, *rest: int, c: int = 3, d: int = 4) -> str:
    return f"{a} {b} {rest} {c} {d} {len(rest)} {sum(rest)}"


class Base:
    def act(self, n: int = 1, *, loud: bool = False) -> str:
        return f"base {n} {loud}"

    def both(self) -> str:
        return self.act() + "/" + self.act(5, loud=True)


class Derived(Base):
    def act(self, n: int = 10, *, loud: bool = True, extra: str = "x") -> str:
        return f"derived {n} {loud} {extra} " + super().act(n)


class Third(Derived):
    pass


robots: list[Robot] = [Robot("r"), Polite("p", twice)]
for robot in robots:
    print(robot.run("greet", "hi"), robot.run("shout", "hi"), robot("x"), apply(robot.greet, "a", "b"), apply(robot, "c"))
print(apply(Robot.quiet, "ABC"), apply(Robot.counted, "n"), apply(Polite.counted, "m"), Robot.count)
print(choose(True)("a"), choose(False)("a"), [h("q") for h in (shout, Robot.quiet, robots[1].greet)])
stored: list[Handler] = [shout]
stored.append(robots[1].greet)
stored.append(twice)
print([handler("z") for handler in stored])
print(defaults(1), defaults(1, 5), defaults(1, 5, 6, 7), defaults(1, d=9), defaults(1, 2, 3, c=8), defaults(b=7, a=6))
for thing in [Base(), Derived(), Third()]:
    print(thing.both())
method = robots[0].greet
robots[0].name = "renamed"
print(method("late"))
maybe: Handler | None = None
print(maybe is None)
maybe = shout
print(maybe("x") if maybe is not None else "no")
table = {(1, "a"): shout, (2, "b"): twice}
print({key: function("k") for key, function in table.items()})


def outer(n: int) -> int:
    if n <= 0:
        return 0
    return n + inner(n - 1)


def inner(n: int) -> int:
    return outer(n - 1)


print(outer(11))


def raises(handler: Handler) -> str:
    return handler("boom")


def broken(text: str) -> str:
    raise ValueError(text)


print(raises(broken))
