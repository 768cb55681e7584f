"""Threads use the same containers at once, without locks. Prints a line for each container: whether nothing was lost, doubled or torn."""

import threading
from collections import deque
from typing import Callable

WORKERS = 4
ROUNDS = 6000


class Key:
    """A key whose comparisons are the program's own."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __hash__(self) -> int:
        return self.number % 97

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.number == other.number


def together(what: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=what, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def report(name: str, *facts: bool) -> None:
    print(name, "whole" if all(facts) else f"broken {facts}")


words: list[str] = []
pairs: list[tuple[int, int]] = [(0, 0)] * 8
torn = [0] * WORKERS
missing = [0] * WORKERS


def use_list(number: int) -> None:
    for i in range(ROUNDS):
        words.append(f"{number}:{i}")
        pairs[i & 7] = (i, i)
        first, second = pairs[(i + 1) & 7]
        if first != second:
            torn[number] += 1
        if i % 4 == 0:
            words.pop()
            words.insert(0, f"{number}:{i}")
        if i % 1000 == 0:
            if any(":" not in word for word in words):
                torn[number] += 1
            words.reverse()
            words[:2] = words[:2]


def use_list_that_shrinks(number: int) -> None:
    for i in range(ROUNDS):
        few.append(str(i))
        try:
            if not few[i % 5].isdigit():
                torn[number] += 1
            del few[0]
        except IndexError:
            missing[number] += 1
        if i % 100 == 0:
            few.clear()


few: list[str] = []
table: dict[int, str] = {}
names: dict[str, tuple[int, int]] = {}
odd: dict[Key, int] = {}


def use_dict(number: int) -> None:
    base = number * ROUNDS
    for i in range(ROUNDS):
        table[base + i] = str(base + i)
        names[f"n{i % 50}"] = (i, i)
        first, second = names.get(f"n{(i + 7) % 50}", (0, 0))
        if first != second or table[base + i] != str(base + i):
            torn[number] += 1
        if i % 3 == 0:
            del table[base + i]
        if i % 10 == 0:
            odd[Key(base + i)] = i
        if i % 500 == 0:
            try:
                for key, text in table.items():
                    if str(key) != text:
                        torn[number] += 1
            except RuntimeError:
                missing[number] += 1


members: set[int] = set()
row = deque[str]()
last = deque[int](maxlen=10)


def use_set_and_deque(number: int) -> None:
    base = number * ROUNDS
    for i in range(ROUNDS):
        members.add(base + i)
        row.append(str(i))
        last.appendleft(i)
        if i % 3 == 0:
            members.discard(base + i)
            row.popleft()
        if i + 1 < ROUNDS and base + i + 1 in members:
            torn[number] += 1


data = bytearray()


def use_bytearray(number: int) -> None:
    piece = bytes([number]) * 7
    for i in range(ROUNDS):
        data.extend(piece)
        if i % 2 == 0:
            data.append(number)


together(use_list)
report("list", len(words) == WORKERS * ROUNDS, sorted(set(words))[0] == "0:0", sum(torn) == 0)
together(use_list_that_shrinks)
report("shrinking list", len(few) < WORKERS * ROUNDS, all(word.isdigit() for word in few), sum(torn) == 0)
together(use_dict)
gone = WORKERS * len(range(0, ROUNDS, 3))
report("dict", len(table) == WORKERS * ROUNDS - gone, all(str(key) == text for key, text in table.items()), sum(torn) == 0, len(names) == 50)
report("keys of one's own", len(odd) == WORKERS * ROUNDS // 10, all(odd[Key(key.number)] == value for key, value in odd.items()))
together(use_set_and_deque)
report("set", len(members) == WORKERS * ROUNDS - gone, len(set(members)) == len(members), sum(torn) == 0)
report("deque", len(row) == WORKERS * ROUNDS - gone, all(text.isdigit() for text in row), len(last) == 10)
together(use_bytearray)
whole = all(data.count(bytes([number])) == ROUNDS * 7 + ROUNDS // 2 for number in range(WORKERS))
report("bytearray", len(data) == WORKERS * (ROUNDS * 7 + ROUNDS // 2), whole)
