"""A machine whose states, events and rights are enumerations made in different ways."""

from enum import Enum, Flag, IntEnum, StrEnum, auto


class State(Enum):
    IDLE, RUNNING, PAUSED, DONE = range(4)

    @property
    def final(self) -> bool:
        return self is State.DONE

    def __str__(self) -> str:
        return self.name.capitalize()


class Event(StrEnum):
    START = auto()
    PAUSE = auto()
    RESUME = auto()
    STOP = auto()


class Priority(IntEnum):
    LOW, NORMAL, HIGH = 1, 5, 10

    @classmethod
    def of(cls, number: int) -> "Priority":
        return max((p for p in cls if p <= number), default=cls.LOW)


Right = Flag("Right", "READ WRITE EXECUTE")
Weekday = Enum("Weekday", ["MON", "TUE", "WED"])

TABLE: dict[tuple[State, Event], State] = {
    (State.IDLE, Event.START): State.RUNNING,
    (State.RUNNING, Event.PAUSE): State.PAUSED,
    (State.PAUSED, Event.RESUME): State.RUNNING,
    (State.RUNNING, Event.STOP): State.DONE,
}


def run(events: list[Event]) -> State:
    state = State.IDLE
    for event in events:
        following = TABLE.get((state, event))
        if following is None:
            print(f"  {event} means nothing when {state}")
            continue
        print(f"  {state} --{event}--> {following}")
        state = following
    return state


print(run([Event.START, Event.RESUME, Event.PAUSE, Event("resume"), Event.STOP]).final)
print(list(State), State(2), State["DONE"].value, State.RUNNING in {State.RUNNING: 1})
print([Priority.of(n) for n in (0, 4, 7, 99)], 5 in [Priority.NORMAL], Priority.HIGH in [1, 10], Priority.LOW + Priority.HIGH)
rights = Right.READ | Right.EXECUTE
print(rights, Right.WRITE in rights, rights & Right.READ, rights ^ Right.READ, [r.name for r in Right])
print(Weekday.TUE, Weekday(3), [day.value for day in Weekday], Weekday.MON is Weekday["MON"])
mixed: list[object] = [Event.STOP, Priority.LOW, "stop", 1, State.IDLE]
for item in mixed:
    match item:
        case str():
            print("text", item.upper())
        case int(n):
            print("number", n + 1)
        case State():
            print("state", item)
