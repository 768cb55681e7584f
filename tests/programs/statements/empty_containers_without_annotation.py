"""Empty containers that nobody annotates, and that are asked before anything is put in, or filled elsewhere."""

import bisect
import heapq
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass

memory = {}
log = []


def steps(n: int) -> int:
    """How long the way to 1 is; known numbers are looked up."""
    if n in memory:
        return memory[n]
    memory[n] = found = 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
    return found


def note(text: str) -> None:
    log.append(text)


@dataclass
class Parcel:
    to: str
    weight: float


class Depot:
    known = set()

    def __init__(self) -> None:
        self.waiting = deque()
        self.by_place = {}
        self.sent = defaultdict(list)
        self.last = []

    def take(self, parcel: Parcel) -> None:
        if self.waiting and self.waiting[-1].to == parcel.to:
            note("again " + parcel.to)
        self.waiting.append(parcel)
        self.by_place.setdefault(parcel.to, []).append(parcel.weight)
        Depot.known.add(parcel.to)

    def send(self, day: int) -> None:
        while self.waiting:
            parcel = self.waiting.popleft()
            self.sent[day].append(parcel)
            self.last = [parcel, *self.last[:1]]


def words_in_order(text: str) -> list[str]:
    seen = set()
    found = []
    for word in text.split():
        if word not in seen and len(found) < 4:
            seen.add(word)
            found.append(word)
    return found


def tally(text: str) -> None:
    counts = {}
    letters = Counter()
    lengths = OrderedDict()
    for word in text.split():
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
        if "e" not in letters:
            letters.update(word)
        if len(word) not in lengths:
            lengths[len(word)] = word
    print(counts, letters["e"], lengths)


def shortest(roads: dict[str, dict[str, float]], start: str) -> dict[str, float]:
    best = {}
    heap = []
    while not best or heap:
        if not heap:
            heapq.heappush(heap, (0.0, start))
        length, place = heapq.heappop(heap)
        if place in best:
            continue
        best[place] = length
        for other, more in roads[place].items():
            heapq.heappush(heap, (length + more, other))
    return best


def mixed() -> None:
    numbers = []
    if not numbers:
        numbers += [1]
    numbers.append(2.5)
    numbers.extend([0.25])
    print(max(numbers), len(numbers))
    values = []
    while len(values) < 3:
        values.append("text" if len(values) == 1 else None)
    print([value or "nothing" for value in values])
    ordered = []
    while len(ordered) < 3:
        bisect.insort(ordered, -len(ordered))
    ordered[1:2] = [7, 8]
    print(ordered)
    grid = defaultdict(dict)
    for x, y in [(0, 1), (1, 0), (0, 2)]:
        if x in grid:
            note(f"row {x}")
        grid[x][y] = x + y
    print(dict(grid))
    ages = {}
    if "ann" not in ages:
        ages.update(ann=30)
    ages |= {"bob": 31}
    print(ages)


class Roads:
    """Annotations that say nothing of what is inside."""

    def __init__(self) -> None:
        self.ways: dict = {}
        self.names: list = []

    def add(self, start: str, end: str) -> None:
        self.ways.setdefault(start, set()).add(end)
        self.names.append(start + end)


def lengths(text: str) -> None:
    found = {}
    for word in text.split():
        found[len(word)] = found.get(len(word), 0) + 1
    print(found, sum(found.values()))


def main() -> None:
    roads = Roads()
    roads.add("a", "b")
    print(roads.ways, roads.names[0].upper())
    lengths("a bc de f")
    print(steps(27), len(memory), memory[7])
    depot = Depot()
    for to, weight in [("Oslo", 1.5), ("Oslo", 2.0), ("Rome", 0.5)]:
        depot.take(Parcel(to, weight))
    depot.send(1)
    print(depot.by_place, sorted(Depot.known), depot.sent, depot.last, log)
    print(words_in_order("to be or not to be that is"))
    tally("the tree sees the sea")
    print(shortest({"a": {"b": 1.5, "c": 4.0}, "b": {"c": 2.0}, "c": {}}, "a"))
    mixed()


main()
