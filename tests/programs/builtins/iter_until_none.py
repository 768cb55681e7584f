"""`iter(function, None)`: what the function gives until that is None; each item is not None."""
from collections import deque
from collections.abc import Callable, Iterator
from queue import SimpleQueue


class Node:
    def __init__(self, name: str, following: "Node | None" = None) -> None:
        self.name, self.following = name, following


class Walk:
    def __init__(self, start: Node | None) -> None:
        self.at = start

    def step(self) -> Node | None:
        at = self.at
        if at is not None:
            self.at = at.following
        return at


def numbers(given: list[int | None]) -> Iterator[int]:
    waiting = deque(given)
    found: Iterator[int] = iter(waiting.popleft, None)
    return found


def say(word: str) -> Callable[[], None]:
    return lambda: print("task", word)


def main() -> None:
    tasks: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
    for word in ("one", "two"):
        tasks.put(say(word))
    tasks.put(None)
    for task in iter(tasks.get, None):
        task()
    walk = Walk(Node("a", Node("b", Node("c"))))
    print([node.name.upper() for node in iter(walk.step, None)], walk.step() is None)
    print(sum(n + 1 for n in numbers([3, 4, None, 5])), max(numbers([7, 1, None])))
    names: list[str | None] = [None, "b", "a"]
    print(",".join(iter(names.pop, None)), names)
    try:
        print(list(numbers([1])))
    except IndexError as error:
        print("IndexError:", error)
    items = [5, 0, 3]
    print(list(iter(items.pop, 0)), items, list(iter(lambda: "x", "x")))


main()
