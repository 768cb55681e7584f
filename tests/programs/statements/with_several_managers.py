from contextlib import contextmanager
from typing import Iterator
class Tracker:
    def __init__(self, name: str, swallow: bool = False) -> None:
        self.name, self.swallow = name, swallow
    def __enter__(self) -> "Tracker":
        print("enter", self.name)
        return self
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: object) -> bool:
        print("exit", self.name, kind.__name__ if kind else None, error)
        return self.swallow
@contextmanager
def section(title: str) -> Iterator[str]:
    print(f"<{title}>")
    try:
        yield title.upper()
    except KeyError as e:
        print("section saw", e)
    finally:
        print(f"</{title}>")
with Tracker("a") as a, Tracker("b") as b:
    print("body", a.name, b.name)
with (
    Tracker("outer", swallow=True),
    section("inner") as title,
):
    print(title)
    raise ValueError("x")
with section("keys"):
    {}["k"] if False else {"j": 1}["k"]
print("after")
def leave(n: int) -> str:
    with Tracker(f"n{n}"):
        if n:
            return "returned"
    return "fell through"
print(leave(0), leave(1))
for i in range(3):
    with Tracker(f"loop{i}"):
        if i == 0:
            continue
        if i == 1:
            break
try:
    with Tracker("x"), Tracker("y", True), Tracker("z"):
        raise RuntimeError("swallowed by y")
    print("reached")
    with Tracker("w"):
        raise KeyError("not swallowed")
except KeyError as e:
    print("caught", e)
