from abc import ABC, abstractmethod

from yarara import machine


class Sink(ABC):
    @abstractmethod
    def put(self, value: int) -> None: ...


class Counter(Sink):
    def __init__(self) -> None:
        self.count = 0

    def put(self, value: int) -> None:
        self.count += value


class Log(Sink):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def put(self, value: int) -> None:
        self.lines.append(f"put {value}")


@machine.allocates_nothing
def feed(sink: Sink, amount: int) -> None:
    for value in range(amount):
        sink.put(value)


for sink in (Counter(), Log()):
    feed(sink, 3)
