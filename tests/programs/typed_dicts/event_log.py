"""What is hard about typed dicts: unions of them, keys that are chosen, classes that hold them, generics, comprehension, match."""
from dataclasses import dataclass, field
from typing import Callable, Generic, Iterable, Literal, TypedDict, TypeVar

T = TypeVar("T")


class Event(TypedDict):
    type: str
    time: float
    count: int


class Result(TypedDict, Generic[T]):
    ok: bool
    value: T


@dataclass
class Log:
    events: list[Event] = field(default_factory=list)
    latest: Event | None = None

    def add(self, kind: str, time: float, count: int = 1) -> "Log":
        self.latest = {"type": kind, "time": time, "count": count}
        self.events.append(self.latest)
        return self

    def by_type(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event["type"], []).append(event)
        return found


def column(events: Iterable[Event], key: Literal["time"]) -> list[float]:
    return [e[key] for e in events]


def success(x: T) -> Result[T]:
    return {"ok": True, "value": x}


def pick(e: Event, f: Callable[[Event], T]) -> T:
    return f(e)


log = Log().add("click", 1.5).add("key", 2.0, 3).add("click", 3.25)
print(log)
print(column(log.events, "time"))
for kind, events in sorted(log.by_type().items()):
    print(kind, len(events), sum(e["count"] for e in events))
if log.latest is not None:
    log.latest["count"] += 10
    print(log.events[-1]["count"], log.latest is log.events[-1])
print(sorted(log.events, key=lambda e: (-e["count"], e["time"]))[0])
r = success(5)
print(r["value"] + 1, r)
s = success("x")
print(s["value"] + "y", s)
print(pick(log.events[0], lambda e: e["type"].title()))
copies: list[Event] = [{**e, "count": 0} for e in log.events]
print(copies[0], [c["count"] for c in copies])
match log.events[0]:
    case {"type": "click", "time": t}:
        print("click at", t)
    case _:
        print("other")
e1 = log.events[0]
match e1["type"]:
    case "click":
        print("it clicks")
    case other:
        print(other)
pairs = [(e["type"], e["time"]) for e in log.events if e["time"] > 1.7]
print(pairs)
print({e["type"] for e in log.events} == {"click", "key"})
keys: list[Literal["type", "time"]] = ["type", "time"]
for k in keys:
    print(k, e1[k])
