"""A football league: results become a table sorted by points, difference and name, with form and ranks shared."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby


@dataclass(frozen=True)
class Match:
    home: str
    away: str
    goals: tuple[int, int]

    @classmethod
    def parse(cls, line: str) -> Match:
        left, right = line.split("-")
        home, _, scored = left.strip().rpartition(" ")
        against, _, away = right.strip().partition(" ")
        return cls(home, away, (int(scored), int(against)))

    def outcome_for(self, team: str) -> str:
        mine, other = self.goals if team == self.home else self.goals[::-1]
        return "W" if mine > other else "L" if mine < other else "D"


@dataclass(order=True)
class Row:
    sort_key: tuple[int, int, int, str] = field(init=False, repr=False)
    team: str = field(compare=False)
    won: int = field(default=0, compare=False)
    drawn: int = field(default=0, compare=False)
    lost: int = field(default=0, compare=False)
    scored: int = field(default=0, compare=False)
    conceded: int = field(default=0, compare=False)
    form: list[str] = field(default_factory=list, compare=False)

    def __post_init__(self) -> None:
        self.sort_key = (-self.points, -self.difference, -self.scored, self.team)

    @property
    def points(self) -> int:
        return 3 * self.won + self.drawn

    @property
    def difference(self) -> int:
        return self.scored - self.conceded

    def after(self, match: Match) -> Row:
        result = match.outcome_for(self.team)
        mine, other = match.goals if self.team == match.home else match.goals[::-1]
        return replace(self, won=self.won + (result == "W"), drawn=self.drawn + (result == "D"), lost=self.lost + (result == "L"),
                       scored=self.scored + mine, conceded=self.conceded + other, form=(self.form + [result])[-3:])


def table(matches: Iterable[Match]) -> list[Row]:
    rows: dict[str, Row] = {}
    for match in matches:
        for team in (match.home, match.away):
            rows[team] = rows.get(team, Row(team)).after(match)
    return sorted(rows.values())


RESULTS = """
Lions 3-1 Real Eagles
Foxes 2-2 Bears
Lions 0-0 Foxes
Bears 1-4 Real Eagles
Real Eagles 2-0 Foxes
Bears 0-1 Lions
Foxes 1-0 Lions
Real Eagles 3-3 Bears
"""

matches = [Match.parse(line) for line in RESULTS.split("\n") if line]
print(matches[0], matches[-1].outcome_for("Bears"), matches[3].outcome_for("Bears"), len(set(matches)))
print(f"{'team':<12}{'P':>3}{'W':>3}{'D':>3}{'L':>3}{'GD':>4}{'Pts':>4}  form")
standing = table(matches)
for row in standing:
    played = row.won + row.drawn + row.lost
    print(f"{row.team:<12}{played:>3}{row.won:>3}{row.drawn:>3}{row.lost:>3}{row.difference:>+4}{row.points:>4}  {''.join(row.form)}")
for points, rows in groupby(standing, key=lambda row: row.points):
    print(points, "points:", ", ".join(row.team for row in rows))
print(standing[0] < standing[1], standing[0] == Row("nobody"), Row("A") < Row("B"), min(standing).team)
print(standing[-1])
print("after three:", [(row.team, row.points) for row in table(matches[:3])])
try:
    Match.parse("Lions x-1 Bears")
except ValueError as e:
    print("ValueError:", e)
