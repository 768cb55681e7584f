from __future__ import annotations
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Generic, Iterator, List, Optional, Protocol, Type, TypeVar

class Event: ...

@dataclass
class UserCreated(Event):
    name: str
    age: int = 0

@dataclass
class UserDeleted(Event):
    name: str
    reason: Optional[str] = None

E = TypeVar("E", bound=Event)
Handler = Callable[[Event], None]

class Bus:
    def __init__(self) -> None:
        self._handlers: Dict[Type[Event], List[Handler]] = defaultdict(list)
        self.log: List[str] = []

    def on(self, kind: Type[Event]) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self._handlers[kind].append(handler)
            return handler
        return register

    def emit(self, event: Event) -> int:
        count = 0
        for kind, handlers in self._handlers.items():
            if isinstance(event, kind):
                for h in handlers:
                    h(event)
                    count += 1
        return count

bus = Bus()

@bus.on(UserCreated)
def greet(event: Event) -> None:
    assert isinstance(event, UserCreated)
    print(f"hello {event.name}")

@bus.on(Event)
def audit(event: Event) -> None:
    bus.log.append(repr(event))

print(bus.emit(UserCreated("ann", 3)), bus.emit(UserDeleted("ann")), bus.log)

class Stack(Generic[E]):
    def __init__(self) -> None:
        self.items: List[E] = []
    def push(self, e: E) -> "Stack[E]":
        self.items.append(e)
        return self
    def __len__(self) -> int:
        return len(self.items)
    def __bool__(self) -> bool:
        return bool(self.items)
    def __iter__(self) -> Iterator[E]:
        return reversed(self.items)

s = Stack[UserCreated]().push(UserCreated("x")).push(UserCreated("y"))
print([u.name for u in s], len(s), bool(s))

class Repo(Protocol):
    def get(self, key: str) -> Optional[int]: ...
    def put(self, key: str, value: int) -> None: ...

class MemoryRepo:
    def __init__(self) -> None:
        self._d: Dict[str, int] = {}
        self._lock = threading.RLock()
    @contextmanager
    def transaction(self) -> Iterator[Dict[str, int]]:
        with self._lock:
            backup = dict(self._d)
            try:
                yield self._d
            except Exception:
                self._d = backup
                raise
    def get(self, key: str) -> Optional[int]:
        return self._d.get(key)
    def put(self, key: str, value: int) -> None:
        with self.transaction() as d:
            if value < 0:
                d[key] = value
                raise ValueError("negative")
            d[key] = value

def fill(repo: Repo, pairs: Dict[str, int]) -> None:
    for k, v in pairs.items():
        try:
            repo.put(k, v)
        except ValueError as e:
            print("skip", k, e)

repo = MemoryRepo()
fill(repo, {"a": 1, "b": -1, "c": 3})
print(repo.get("a"), repo.get("b"), repo.get("c"))

class Worker(threading.Thread):
    def __init__(self, n: int, results: Dict[int, int]) -> None:
        super().__init__(name=f"worker-{n}", daemon=True)
        self.n = n
        self.results = results
    def run(self) -> None:
        total = 0
        for i in range(self.n * 1000):
            total += i
        with lock:
            self.results[self.n] = total

lock = threading.Lock()
results: Dict[int, int] = {}
workers = [Worker(n, results) for n in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join(timeout=5)
print(sorted(results.items()), workers[2].name, workers[2].is_alive())
