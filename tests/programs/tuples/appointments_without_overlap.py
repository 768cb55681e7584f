"""Times as tuples of hours and minutes: spans that are merged, what stays free between them, and who can meet when."""
from itertools import chain, combinations

Time = tuple[int, int]
Span = tuple[Time, Time]
DAY: Span = ((9, 0), (17, 30))

CALENDARS: dict[str, tuple[str, ...]] = {
    "ada": ("9:00-10:30", "12:00-13:00", "16:00-18:00"),
    "bob": ("11:30-12:30", "10:00-11:30", "14:30-15:00", "14:45-15:00"),
    "cleo": (),
    "dan": ("8:00-9:15", "17:00-17:30", "9:10-9:40"),
}


def time(text: str) -> Time:
    hours, minutes = map(int, text.split(":"))
    if not (0 <= hours < 24 and 0 <= minutes < 60):
        raise ValueError("no such time", text, (hours, minutes))
    return hours, minutes


def span(text: str) -> Span:
    start, end = (time(part) for part in text.split("-"))
    if end <= start:
        raise ValueError("ends before it starts", text)
    return start, end


def minutes(spans: tuple[Span, ...]) -> int:
    return sum((h2 - h1) * 60 + m2 - m1 for (h1, m1), (h2, m2) in spans)


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    result: tuple[Span, ...] = ()
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            *before, (first, last) = result
            result = (*before, (first, max(last, end)))
        else:
            result += ((start, end),)
    return result


def free(busy: tuple[Span, ...], day: Span = DAY) -> tuple[Span, ...]:
    opening, closing = day
    at = opening
    gaps: list[Span] = []
    for start, end in merged(busy):
        if start > at:
            gaps.append((at, min(start, closing)))
        at = max(at, end)
    if at < closing:
        gaps.append((at, closing))
    return tuple(gaps)


def show(spans: tuple[Span, ...]) -> str:
    return ", ".join("{}:{:02}-{}:{:02}".format(*start, *end) for start, end in spans) or "nothing"


busy = {name: tuple(map(span, texts)) for name, texts in CALENDARS.items()}
for name, spans in busy.items():
    print(f"{name:5} busy {show(merged(spans))}; free {show(free(spans))} ({minutes(free(spans))} min)")
for people in combinations(busy, 2):
    common = free(tuple(item for name in people for item in busy[name]))
    start, end = max(common, key=lambda gap: (minutes((gap,)), gap))
    print(" & ".join(people), "->", show(((start, end),)), (start, end) in common, common.index((start, end)), len(common))
everybody = free(tuple(chain.from_iterable(busy.values())))
print(show(everybody), minutes(everybody), everybody[0] < everybody[-1], everybody[0][0] == DAY[0], hash(everybody) == hash(tuple(list(everybody))))
for text in ("10:00-9:00", "9:00-9:60", "9-10", "9:00"):
    try:
        print(span(text))
    except ValueError as error:
        print(len(error.args), error.args[-1], error)
