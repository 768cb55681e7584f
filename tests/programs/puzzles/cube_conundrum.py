"""Games of coloured cubes, read from text: sums of possible ones and powers of the least."""
from collections import defaultdict
from functools import reduce
from operator import mul
from typing import DefaultDict, Iterator

DATA = """\
Game 1: 3 blue, 4 red; 1 red, 2 green, 6 blue; 2 green
Game 2: 1 blue, 2 green; 3 green, 4 blue, 1 red; 1 green, 1 blue
Game 3: 8 green, 6 blue, 20 red; 5 blue, 4 red, 13 green; 5 green, 1 red
Game 4: 1 green, 3 red, 6 blue; 3 green, 6 red; 3 green, 15 blue, 14 red
Game 5: 6 red, 1 blue, 3 green; 2 blue, 1 red, 2 green
"""
LIMITS = {"red": 12, "green": 13, "blue": 14}


def parse(text: str) -> Iterator[tuple[int, list[dict[str, int]]]]:
    for line in text.splitlines():
        head, _, tail = line.partition(": ")
        rounds = []
        for part in tail.split("; "):
            counts = {}
            for cubes in part.split(", "):
                n, colour = cubes.split()
                counts[colour] = int(n)
            rounds.append(counts)
        yield int(head.removeprefix("Game ")), rounds


def possible(rounds: list[dict[str, int]]) -> bool:
    return all(n <= LIMITS[colour] for counts in rounds for colour, n in counts.items())


def least(rounds: list[dict[str, int]]) -> DefaultDict[str, int]:
    need: DefaultDict[str, int] = defaultdict(int)
    for counts in rounds:
        for colour, n in counts.items():
            need[colour] = max(need[colour], n)
    return need


games = dict(parse(DATA))
print(sum(number for number, rounds in games.items() if possible(rounds)))
print(sum(reduce(mul, least(rounds).values()) for rounds in games.values()))
for number, rounds in games.items():
    need = least(rounds)
    print(f"{number}: {len(rounds)} rounds, {'possible' if possible(rounds) else 'impossible'},", *(f"{c}={need[c]}" for c in sorted(need)))
print({k: v for k, v in least(games[3]).items() if v > LIMITS[k]}, least([])["red"], max(games, key=lambda g: sum(least(games[g]).values())))
