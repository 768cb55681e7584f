"""Versions of packages as tuples: compared, sorted, matched with ranges, and the newest that satisfies everybody."""
from typing import Callable, Iterable, Optional

Version = tuple[int, int, int]
Release = tuple[Version, Optional[str]]
Test = Callable[[Version], bool]

AVAILABLE: dict[str, list[str]] = {
    "parser": ["0.9.12", "1.0", "1.0.1", "1.2.0rc1", "1.2.0", "1.10.3", "2.0.0b2"],
    "network": ["3", "3.1.4", "3.1.10", "3.2.0a1"],
}


def release(text: str) -> Release:
    for kind in ("rc", "a", "b"):
        numbers, found, serial = text.partition(kind)
        if found:
            return version(numbers), kind + serial
    return version(text), None


def version(text: str) -> Version:
    major, minor, patch, *_ = *map(int, text.split(".")), 0, 0
    return major, minor, patch


def order(item: Release) -> tuple[Version, bool, str]:
    numbers, suffix = item
    return numbers, suffix is None, suffix or ""


def show(item: Release) -> str:
    (major, minor, patch), suffix = item
    return f"{major}.{minor}.{patch}{suffix or ''}"


TESTS: tuple[tuple[str, Callable[[Version, Version], bool]], ...] = (
    (">=", lambda a, b: a >= b), ("<=", lambda a, b: a <= b), ("==", lambda a, b: a == b), ("!=", lambda a, b: a != b),
    ("~=", lambda a, b: b <= a < (b[0], b[1] + 1, 0)), ("<", lambda a, b: a < b), (">", lambda a, b: a > b),
)


def requirement(text: str) -> Test:
    for sign, test in TESTS:
        if text.startswith(sign):
            wanted = version(text.removeprefix(sign).strip())
            return compared(test, wanted)
    raise ValueError(f"no such requirement: {text!r}")


def compared(test: Callable[[Version, Version], bool], wanted: Version) -> Test:
    return lambda actual: test(actual, wanted)


def newest(name: str, requirements: Iterable[str], unstable: bool = False) -> Optional[Release]:
    tests = [requirement(text) for text in requirements]
    fitting = (item for item in map(release, AVAILABLE[name]) if all(test(item[0]) for test in tests) and (unstable or item[1] is None))
    return max(fitting, key=order, default=None)


for name, texts in AVAILABLE.items():
    releases = sorted(map(release, reversed(texts)), key=order)
    print(name, *map(show, releases))
    print(releases[0], releases[-1], releases[0] < releases[-1], min(r[0] for r in releases), len({r[0][:2] for r in releases}))
for name, *wanted in [("parser",), ("parser", "<2"), ("parser", "~=1.0"), ("parser", ">= 1.0.1", "!=1.10.3"), ("network", ">3.1.4", "<=3.1.10"), ("network", "==2")]:
    stable, any_kind = newest(name, wanted), newest(name, wanted, unstable=True)
    print(f"{name} {' '.join(wanted) or '*':20} {show(stable) if stable else '-':8} {show(any_kind) if any_kind else '-'}")
print((1, 10) > (1, 9, 9), (1, 2) < (1, 2, 0), (1, 2) + (0,) == (1, 2, 0), () < (0,), (2,) * 3, (1, 2, 3)[::-1])
for mistake in ("=>1", "<one"):
    try:
        newest("parser", [mistake])
    except ValueError as error:
        print(error)
