"""Seeded experiments: pi by darts, birthdays, Monty Hall, random walks, a reservoir, bootstrap intervals, a Markov chain of words."""
from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random
from typing import TypeVar

T = TypeVar("T")


def darts(rng: Random, throws: int) -> float:
    return 4 * sum(math.hypot(rng.random(), rng.random()) < 1 for _ in range(throws)) / throws


def shared_birthday(rng: Random, people: int, rounds: int) -> float:
    hits = 0
    for _ in range(rounds):
        days = [rng.randrange(365) for _ in range(people)]
        hits += len(set(days)) < people
    return hits / rounds


def monty_hall(rng: Random, switch: bool) -> bool:
    doors = [0, 1, 2]
    car, chosen = rng.choice(doors), rng.choice(doors)
    opened = rng.choice([door for door in doors if door not in (car, chosen)])
    if switch:
        (chosen,) = (door for door in doors if door not in (chosen, opened))
    return chosen == car


def walk(rng: Random, limit: int) -> Iterator[tuple[int, int]]:
    x = y = 0
    moves = {"N": (0, 1), "S": (0, -1), "E": (1, 0), "W": (-1, 0)}
    while max(abs(x), abs(y)) < limit:
        dx, dy = moves[rng.choice("NSEW")]
        x, y = x + dx, y + dy
        yield x, y


def reservoir(rng: Random, items: Iterable[T], size: int) -> list[T]:
    kept: list[T] = []
    for n, item in enumerate(items):
        if n < size:
            kept.append(item)
        elif (at := rng.randint(0, n)) < size:
            kept[at] = item
    return kept


def bootstrap(rng: Random, sample: list[float], rounds: int) -> tuple[float, float]:
    means = sorted(sum(rng.choices(sample, k=len(sample))) / len(sample) for _ in range(rounds))
    return means[rounds // 20], means[-rounds // 20]


class Chain:
    def __init__(self, text: str) -> None:
        self.follow: defaultdict[str, list[str]] = defaultdict(list)
        words = text.split()
        for word, following in zip(words, words[1:]):
            self.follow[word].append(following)

    def sentence(self, rng: Random, start: str, length: int) -> str:
        words = [start]
        while len(words) < length and (choices := self.follow.get(words[-1])):
            words.append(rng.choice(choices))
        return " ".join(words)


def market(rng: Random, days: int) -> list[float]:
    price = 100.0
    history = []
    for _ in range(days):
        price *= 1 + rng.uniform(-0.02, 0.021)
        if rng.random() < 0.05:
            price -= price * rng.choice((0.1, -0.05))
        history.append(round(price, 2))
    return history


rng = Random(2024)
print("pi", [round(darts(rng, n), 4) for n in (10, 100, 1000, 10000)])
print("birthdays", [shared_birthday(rng, people, 400) for people in (5, 15, 23, 40)])
print("doors", [sum(monty_hall(rng, switch) for _ in range(1000)) for switch in (False, True)])
path = list(walk(rng, 6))
print("walk", len(path), path[:5], path[-1], Counter(path).most_common(2))
print("reservoir", reservoir(rng, range(1000), 5), "".join(reservoir(rng, "abcdefghijklmnopqrstuvwxyz", 4)), reservoir(rng, [1.5], 3))
print("bootstrap", [f"{edge:.4f}" for edge in bootstrap(rng, [3.1, 2.7, 4.4, 3.9, 2.2, 5.0], 300)])
chain = Chain("the cat saw the dog and the dog saw a cat and a bird saw the end")
print([chain.sentence(Random(seed), "the", 8) for seed in range(4)], sorted(chain.follow))
print(market(Random(7), 10), max(market(Random("boom"), 50)))
deck = [rank + suit for suit in "♣♦♥♠" for rank in "23456789TJQKA"]
rng.shuffle(deck)
print(deck[:7], rng.sample(deck, 3), len(set(deck)), rng.sample(range(10**9), 2))
loaded = Counter(rng.choices(["one", "two", "six"], weights=[1, 1, 4], k=600))
print(sorted(loaded.items()), rng.getrandbits(16), Random(2024).random() == Random(2024).random())
