"""Modules that pass pulses to one another: flip-flops, conjunctions, a broadcaster."""
from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections import deque
from typing import NamedTuple

Pulse = bool


class Signal(NamedTuple):
    source: str
    target: str
    pulse: Pulse

    def __str__(self) -> str:
        return f"{self.source} -{'high' if self.pulse else 'low'}-> {self.target}"


class Module(ABC):
    def __init__(self, name: str, outputs: list[str]) -> None:
        self.name = name
        self.outputs = outputs

    def connect(self, source: str) -> None:
        pass

    @abstractmethod
    def receive(self, source: str, pulse: Pulse) -> Pulse | None: ...

    def send(self, pulse: Pulse) -> list[Signal]:
        return [Signal(self.name, output, pulse) for output in self.outputs]


class Broadcaster(Module):
    def receive(self, source: str, pulse: Pulse) -> Pulse | None:
        return pulse


class FlipFlop(Module):
    on = False

    def receive(self, source: str, pulse: Pulse) -> Pulse | None:
        if pulse:
            return None
        self.on = not self.on
        return self.on


class Conjunction(Module):
    def __init__(self, name: str, outputs: list[str]) -> None:
        super().__init__(name, outputs)
        self.memory: dict[str, Pulse] = {}

    def connect(self, source: str) -> None:
        self.memory[source] = False

    def receive(self, source: str, pulse: Pulse) -> Pulse | None:
        self.memory[source] = pulse
        return not all(self.memory.values())


KINDS: dict[str, type[Module]] = {"%": FlipFlop, "&": Conjunction}


class Network:
    def __init__(self, text: str) -> None:
        self.modules: dict[str, Module] = {}
        for line in text.strip().splitlines():
            left, right = line.strip().split(" -> ")
            outputs = right.split(", ")
            cls = KINDS.get(left[0], Broadcaster)
            name = left.lstrip("%&")
            self.modules[name] = cls(name, outputs)
        for module in self.modules.values():
            for output in module.outputs:
                if output in self.modules:
                    self.modules[output].connect(module.name)
        self.totals = [0, 0]

    def press(self, log: list[str] | None = None) -> None:
        queue = deque([Signal("button", "broadcaster", False)])
        while queue:
            signal = queue.popleft()
            self.totals[signal.pulse] += 1
            if log is not None:
                log.append(str(signal))
            module = self.modules.get(signal.target)
            if module is not None and (answer := module.receive(signal.source, signal.pulse)) is not None:
                queue.extend(module.send(answer))


first = Network("""
    broadcaster -> a, b, c
    %a -> b
    %b -> c
    %c -> inv
    &inv -> a
""")
log: list[str] = []
first.press(log)
print(*log, sep="\n")
for _ in range(999):
    first.press()
print(first.totals, math.prod(first.totals))
second = Network("broadcaster -> a\n%a -> inv, con\n&inv -> b\n%b -> con\n&con -> output")
counts = []
for _ in range(4):
    log.clear()
    second.press(log)
    counts.append(len(log))
print(counts, log[-1], second.totals, [type(m).__name__ for m in second.modules.values()])
