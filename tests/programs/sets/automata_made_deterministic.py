"""An automaton with choices becomes one without: its states are frozen sets of states; then those that behave alike become one."""
from collections import deque
from dataclasses import dataclass

States = frozenset[int]


@dataclass(frozen=True)
class Choices:
    """Moves by a letter, or by the empty text for free."""
    moves: dict[tuple[int, str], set[int]]
    start: int
    final: set[int]

    def closure(self, states: set[int]) -> States:
        todo, reached = list(states), set(states)
        while todo:
            new = self.moves.get((todo.pop(), ""), set()) - reached
            reached |= new
            todo += new
        return frozenset(reached)

    def step(self, states: States, letter: str) -> States:
        return self.closure({target for state in states for target in self.moves.get((state, letter), ())})

    def accepts(self, text: str) -> bool:
        states = self.closure({self.start})
        for letter in text:
            states = self.step(states, letter)
        return not states.isdisjoint(self.final)

    def alphabet(self) -> list[str]:
        return sorted({letter for _, letter in self.moves} - {""})


@dataclass
class Table:
    moves: list[dict[str, int]]
    final: set[int]

    def accepts(self, text: str) -> bool:
        state = 0
        for letter in text:
            if letter not in self.moves[state]:
                return False
            state = self.moves[state][letter]
        return state in self.final


def deterministic(machine: Choices) -> tuple[Table, list[States]]:
    first = machine.closure({machine.start})
    numbers: dict[States, int] = {first: 0}
    table = Table([], set())
    queue = deque([first])
    while queue:
        states = queue.popleft()
        row: dict[str, int] = {}
        for letter in machine.alphabet():
            if (target := machine.step(states, letter)) not in numbers:
                numbers[target] = len(numbers)
                queue.append(target)
            row[letter] = numbers[target]
        table.moves.append(row)
        if states & machine.final:
            table.final.add(numbers[states])
    return table, list(numbers)


def smallest(table: Table) -> list[set[int]]:
    parts = [part for part in (set(table.final), set(range(len(table.moves))) - table.final) if part]
    while True:
        finer: dict[tuple[int, ...], set[int]] = {}
        for state, row in enumerate(table.moves):
            home = [next(i for i, part in enumerate(parts) if place in part) for place in (state, *row.values())]
            finer.setdefault(tuple(home), set()).add(state)
        if len(finer) == len(parts):
            return sorted(finer.values(), key=lambda part: min(part))
        parts = list(finer.values())


third_from_end = Choices({(0, "a"): {0, 1}, (0, "b"): {0}, (1, "a"): {2}, (1, "b"): {2}, (2, "a"): {3}, (2, "b"): {3}}, 0, {3})
words = Choices({(0, ""): {1, 4}, (1, "x"): {2}, (2, ""): {1, 3}, (4, "y"): {5}, (5, "z"): {4}, (5, ""): {3}}, 0, {3})
long_enough = Choices({(0, "a"): {1}, (0, "b"): {2}, (1, "a"): {3}, (2, "a"): {3, 4}, (2, "b"): {4}, (3, ""): {4}, (1, "b"): {3}, (4, "a"): {4}, (3, "b"): {3, 1}}, 0, {3, 4})
for machine in (third_from_end, words, long_enough):
    table, names = deterministic(machine)
    print("alphabet", machine.alphabet(), "states", len(names), "smallest", smallest(table))
    for number, (name, row) in enumerate(zip(names, table.moves)):
        print(f"  {number}{'!' if number in table.final else ' '} {sorted(name)} {row}")
    texts = ["".join(machine.alphabet()[bits >> i & 1] for i in range(size)) for size in range(5) for bits in range(1 << size)]
    accepted = {text for text in texts if machine.accepts(text)}
    print(" ", len(accepted), sorted(accepted)[:6], accepted == set(filter(table.accepts, texts)), table.accepts("?"))
