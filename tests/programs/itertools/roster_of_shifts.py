"""Who works when: turns that rotate, pairs that have not met, rows that are the same run together, and all rosters that the rules allow."""
from __future__ import annotations

from itertools import accumulate, chain, combinations, compress, count, cycle, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, zip_longest
from typing import Iterable, Iterator, NamedTuple

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PEOPLE = ["ann", "bob", "cy", "dot"]


class Shift(NamedTuple):
    day: str
    time: str
    who: str


def rotation(people: list[str], weeks: int) -> Iterator[Shift]:
    slots = product(range(weeks), DAYS, ("early", "late"))
    for (week, day, time), who in zip(slots, cycle(people)):
        if not (day == "sun" and time == "late"):
            yield Shift(f"{day}{week + 1}", time, who)


def stretches(marks: Iterable[str]) -> str:
    return " ".join(f"{mark}{len(list(run))}" for mark, run in groupby(marks))


def calendar(shifts: Iterable[Shift], who: str) -> str:
    days = groupby(shifts, key=lambda shift: shift.day)
    return "".join(next((shift.time[0] for shift in day if shift.who == who), ".") for _, day in days)


def meetings(people: list[str]) -> Iterator[list[tuple[str, str]]]:
    """Rounds in which everybody meets somebody else, as in a tournament."""
    fixed, *others = people if len(people) % 2 == 0 else [*people, "nobody"]
    for turn in range(len(others)):
        row = [fixed, *islice(cycle(others), turn, turn + len(others))]
        half = len(row) // 2
        yield list(zip(row[:half], reversed(row[half:])))


def allowed(order: tuple[str, ...]) -> bool:
    apart = {"ann", "bob"}
    return order[0] != "cy" and not any(apart == set(pair) for pair in pairwise(order))


shifts = list(rotation(PEOPLE[:3], 2))
print(len(shifts), shifts[0], shifts[-1], sep="\n")
for who in PEOPLE:
    marks = calendar(shifts, who)
    print(f"{who:4} {marks} {stretches(marks):40} {sum(mark != '.' for mark in marks)} {list(compress(count(1), map('el'.count, marks)))}")
for number, rows in enumerate(meetings(PEOPLE + ["eve"]), 1):
    print(number, *starmap(lambda one, other: f"{one}+{other}", rows))
met = list(chain.from_iterable(meetings(PEOPLE)))
print(len(met), sorted(tuple(sorted(pair)) for pair in met) == list(combinations(PEOPLE, 2)))
orders = list(filter(allowed, permutations(PEOPLE)))
print(len(orders), ["".join(name[0] for name in order) for order in orders])
hours = [8, 6, 0, 7, 9, 4, 10]
print(list(accumulate(hours)), list(accumulate(hours, max)), list(accumulate(hours, lambda rest, done: rest - done, initial=40)))
print([*takewhile(lambda pair: pair[1] <= 30, zip(DAYS, accumulate(hours)))], [later - earlier for earlier, later in pairwise(hours)])
for early, late, nights in zip_longest(["ann", "bob", "cy"], ["dot"], repeat("eve", 2), fillvalue="-"):
    print(f"{early:5}{late:5}{nights}", end=" | ")
print()
groups = {size: [" ".join(team) for team in combinations(PEOPLE, size) if "ann" in team] for size in range(5)}
print(groups, sum(1 for _ in chain(*(combinations(PEOPLE, size) for size in range(5)))))
by_person = {who: [shift.day for shift in run] for who, run in groupby(sorted(shifts, key=lambda shift: (shift.who, shifts.index(shift))), lambda shift: shift.who)}
print({who: (len(days), days[:3]) for who, days in by_person.items()}, max(by_person, key=lambda who: len(by_person[who])))
