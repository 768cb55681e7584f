"""Lines of a log through generators that each do one thing: joined, parsed, filtered, counted, and read no further than needed."""
from __future__ import annotations

from collections import Counter
from typing import Callable, Generator, Iterable, Iterator, NamedTuple, Optional

LOG = """\
10:00:01 web INFO started
10:00:03 db WARN slow query \\
   select * \\
   from users
10:00:04 web INFO GET / 200
10:00:04 web ERROR GET /x 500
not a line of the log
10:00:09 db ERROR disk full
10:00:10 web INFO GET / 200
10:00:61 web INFO wrong second
10:01:00 cron INFO rotated
10:01:30 web ERROR GET /x 500
"""


class Entry(NamedTuple):
    second: int
    source: str
    level: str
    text: str


def numbered(text: str, seen: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        seen.append(line[:8])
        yield number, line


def continued(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    start, parts = 0, list[str]()
    for number, line in lines:
        start = start or number
        parts.append(line.rstrip("\\").strip())
        if not line.endswith("\\"):
            yield start, " ".join(parts)
            start, parts = 0, []
    if parts:
        yield start, " ".join(parts) + " (cut)"


def parsed(lines: Iterable[tuple[int, str]], errors: list[str]) -> Iterator[Entry]:
    for number, line in lines:
        try:
            clock, source, level, text = line.split(maxsplit=3)
            hours, minutes, seconds = map(int, clock.split(":"))
            if seconds > 59:
                raise ValueError(f"second {seconds}")
        except ValueError as error:
            errors.append(f"line {number}: {error}")
        else:
            yield Entry(hours * 3600 + minutes * 60 + seconds, source, level, text)


def tallied(entries: Iterable[Entry], key: Callable[[Entry], str]) -> Generator[Entry, None, Counter[str]]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts[key(entry)] += 1
        yield entry
    return counts


def summarised(steps: Generator[Entry, None, Counter[str]]) -> Generator[Entry | str, None, None]:
    counts = yield from steps
    yield f"{dict(counts.most_common())}, {counts['nobody']} of nobody"


def bursts(entries: Iterable[Entry], pause: int) -> Iterator[list[Entry]]:
    burst: list[Entry] = []
    for entry in entries:
        if burst and entry.second - burst[-1].second > pause:
            yield burst
            burst = []
        burst.append(entry)
    if burst:
        yield burst


def counted(entries: Iterable[Entry]) -> Generator[str, Optional[bool], Counter[str]]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts[entry.level] += 1
        detailed = yield f"{entry.level:5} {entry.source}"
        while detailed:
            detailed = yield f"      {entry.text}"
    return counts


def report(entries: Iterable[Entry]) -> Generator[str, Optional[bool], str]:
    counts = yield from counted(entries)
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


seen: list[str] = []
errors: list[str] = []
entries = parsed(continued(numbered(LOG, seen)), errors)
print(len(seen), next(entries), len(seen), next(entries), len(seen), sep="\n")
first_error = next(entry for entry in entries if entry.level == "ERROR")
print(first_error.text, len(seen), errors)
print([entry.text for entry in entries], len(seen), errors, next(entries, None), sep="\n")
every = list(parsed(continued(numbered(LOG + "10:02:00 web INFO half \\", [])), []))
print(every[-1].text, len(every), [len(burst) for burst in bursts(every, 5)], [burst[-1].text for burst in bursts(every, 30)])
print(*(item if isinstance(item, str) else item.second for item in summarised(tallied(every, key=lambda entry: entry.source))))
lines = report(entry for entry in every if entry.second % 2 == 0)
print(next(lines))
try:
    for detailed in (True, False, None, True, True, None, None, None, None):
        print(lines.send(detailed))
except StopIteration as stop:
    print("in all:", stop.value)
