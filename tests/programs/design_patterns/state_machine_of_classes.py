"""A vending machine whose states are classes, and the same as a table; both go the same way."""
from __future__ import annotations

import enum
from typing import Callable, ClassVar, Final


class VendingError(Exception):
    pass


class State:
    registry: ClassVar[dict[str, type[State]]] = {}

    def __init_subclass__(cls, *, initial: bool = False, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        State.registry[cls.__name__] = cls
        if initial:
            Machine.initial = cls

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def insert(self, coin: int) -> State:
        raise VendingError(f"{type(self).__name__} takes no coins")

    def push(self) -> State:
        raise VendingError(f"{type(self).__name__}: nothing to push")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __str__(self) -> str:
        return self.__class__.__name__.lower()


class Machine:
    initial: ClassVar[type[State]]
    PRICE: Final = 120

    def __init__(self, stock: int) -> None:
        self.stock = stock
        self.paid = 0
        self.history: list[str] = []
        self.state: State = self.initial(self)

    def handle(self, event: str) -> None:
        try:
            match event.split():
                case ["coin", amount]:
                    self.state = self.state.insert(int(amount))
                case ["push"]:
                    self.state = self.state.push()
                case _:
                    raise VendingError(f"unknown event {event!r}")
        except VendingError as error:
            self.history.append(f"! {error}")
        else:
            self.history.append(f"{event} -> {self.state} ({self.paid})")


class Idle(State, initial=True):
    def insert(self, coin: int) -> State:
        self.machine.paid += coin
        return Paid(self.machine) if self.machine.paid >= Machine.PRICE else self


class Paid(Idle):
    def push(self) -> State:
        self.machine.stock -= 1
        self.machine.paid -= Machine.PRICE
        return Idle(self.machine) if self.machine.stock else SoldOut(self.machine)


class SoldOut(State):
    """Nothing is left."""


class Light(enum.Enum):
    GREEN = ("yellow", 3)
    YELLOW = ("red", 1)
    RED = ("green", 2)

    def __init__(self, following: str, seconds: int) -> None:
        self.following = following
        self.seconds = seconds

    def next(self) -> Light:
        return Light[self.following.upper()]


Table = dict[tuple[str, str], tuple[str, Callable[[list[str]], None]]]


def turnstile(events: str) -> tuple[str, list[str]]:
    table: Table = {
        ("locked", "c"): ("unlocked", lambda log: log.append("unlock")),
        ("locked", "p"): ("locked", lambda log: log.append("alarm")),
        ("unlocked", "c"): ("unlocked", lambda log: log.append("thanks")),
        ("unlocked", "p"): ("locked", lambda log: log.append("lock")),
    }
    state, log = "locked", list[str]()
    for event in events:
        state, action = table[state, event]
        action(log)
    return state, log


machine = Machine(2)
for event in "coin 100;push;coin 50;push;kick;coin 90;push;coin 10;push".split(";"):
    machine.handle(event)
print(*machine.history, sep="\n")
print(machine.stock, machine.state == SoldOut(machine), list(State.registry), Machine.initial.__name__, SoldOut.__doc__)
light, clock = Light.RED, 0
for _ in range(5):
    clock += light.seconds
    light = light.next()
print(light, clock, [l.name for l in Light], turnstile("ccppc"))
