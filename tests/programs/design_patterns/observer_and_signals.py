"""Observers three ways: weak references, typed signals with decorators, properties that tell of changes."""
from __future__ import annotations

import weakref
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Callable, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Signal(Generic[P]):
    def __init__(self, name: str) -> None:
        self.name = name
        self._slots: list[Callable[P, None]] = []

    def connect(self, slot: Callable[P, None]) -> Callable[P, None]:
        self._slots.append(slot)
        return slot

    def disconnect(self, slot: Callable[P, None]) -> bool:
        if slot in self._slots:
            self._slots.remove(slot)
            return True
        return False

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> int:
        for slot in list(self._slots):
            slot(*args, **kwargs)
        return len(self._slots)


class Observable(Generic[T]):
    """A value that tells of changes."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._watchers: list[Callable[[T, T], None]] = []

    @property
    def value(self) -> T:
        return self._value

    @value.setter
    def value(self, new: T) -> None:
        old, self._value = self._value, new
        if old != new:
            for watcher in self._watchers:
                watcher(old, new)

    def watch(self, watcher: Callable[[T, T], None]) -> Callable[[], None]:
        self._watchers.append(watcher)

        def stop() -> None:
            self._watchers.remove(watcher)
        return stop


@dataclass
class Thermometer:
    room: str
    temperature: Observable[float] = field(default_factory=lambda: Observable(20.0))
    alarms: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.temperature.watch(self._check)

    def _check(self, old: float, new: float) -> None:
        if new > 25 >= old:
            self.alarms.append(f"{self.room} got hot: {old} -> {new}")


class Topic:
    def __init__(self) -> None:
        self._subscribers: defaultdict[str, weakref.WeakSet[Reader]] = defaultdict(weakref.WeakSet)

    def subscribe(self, topic: str, reader: Reader) -> None:
        self._subscribers[topic].add(reader)

    def publish(self, topic: str, text: str) -> int:
        readers = sorted(self._subscribers[topic], key=lambda r: r.name)
        for reader in readers:
            reader.inbox.append(f"{topic}: {text}")
        return len(readers)


class Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.inbox: list[str] = []


clicked: Signal[int, int] = Signal("clicked")
log: list[str] = []


@clicked.connect
def report(x: int, y: int) -> None:
    log.append(f"at {x},{y}")


class Button:
    count = 0

    def on_click(self, x: int, y: int) -> None:
        self.count += x * y


button = Button()
clicked.connect(button.on_click)
print(clicked.emit(2, 3), clicked.emit(4, 5), button.count, log)
print(clicked.disconnect(report), clicked.disconnect(report), clicked.emit(1, 1), button.count)
thermometer = Thermometer("kitchen")
changes: list[tuple[float, float]] = []
stop = thermometer.temperature.watch(lambda old, new: changes.append((old, new)))
for degrees in (21.0, 21.0, 26.5, 27.0, 24.0):
    thermometer.temperature.value = degrees
stop()
thermometer.temperature.value = 30.0
print(changes, thermometer.alarms, thermometer.room)
topic, ann, bob = Topic(), Reader("ann"), Reader("bob")
for reader in (bob, ann):
    topic.subscribe("news", reader)
topic.subscribe("sport", bob)
print(topic.publish("news", "it works"), topic.publish("sport", "1:0"), topic.publish("weather", "rain"), bob.inbox, ann.inbox)
