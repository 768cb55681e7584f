"""Rules as functions: composed by `reduce`, prepared by `partial`, wrapped with `wraps`, and remembered with `lru_cache`."""
from __future__ import annotations

from functools import cmp_to_key, lru_cache, partial, reduce, wraps
from typing import Callable, Iterable, Optional, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Rule = Callable[[str], Optional[str]]
Step = Callable[[str], str]


def logged(log: list[str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            log.append(function.__name__)
            return function(*args, **kwargs)

        return wrapper

    return decorate


calls: list[str] = []


def either(first: Rule, second: Rule) -> Rule:
    """Whatever the first one complains of, or else the second."""
    return lambda text: first(text) or second(text)


@logged(calls)
def length(text: str, *, least: int = 0, most: int = 99) -> Optional[str]:
    """Complains of what is too short or too long."""
    if len(text) < least:
        return f"shorter than {least}"
    return f"longer than {most}" if len(text) > most else None


@logged(calls)
def lacks(kind: Callable[[str], bool], name: str, text: str) -> Optional[str]:
    return None if any(map(kind, text)) else f"no {name}"


@logged(calls)
def forbidden(words: Iterable[str], text: str) -> Optional[str]:
    return reduce(lambda found, word: found or f"contains {word!r}" * (word in text.lower()), words, "") or None


RULES: dict[str, Rule] = {
    "size": partial(length, least=6, most=12),
    "digit": partial(lacks, str.isdigit, "digit"),
    "upper": partial(lacks, str.isupper, "capital"),
    "words": partial(forbidden, ("pass", "1234")),
}


unchanged: Step = lambda text: text


def then(before: Step, after: Step) -> Step:
    return lambda text: after(before(text))


def pipeline(*steps: Step) -> Step:
    return reduce(then, steps, unchanged)


@lru_cache(maxsize=4)
def strength(text: str) -> int:
    calls.append(f"strength {text}")
    kinds: list[Callable[[str], bool]] = [str.isdigit, str.isupper, str.islower, lambda char: not char.isalnum()]
    return sum(any(map(kind, text)) for kind in kinds) * len(set(text))


def compare(a: str, b: str) -> int:
    return strength(b) - strength(a) or (a > b) - (a < b)


def by_length(a: str, b: str) -> int:
    return len(a) - len(b)


check = reduce(either, RULES.values())
for text in ("abc", "abcdefgh", "abcdefg8", "Password1", "A1234bcd", "Correct8Horse", "Gr8orse", ""):
    calls.clear()
    verdict = check(text)
    everything = [complaint for rule in RULES.values() if (complaint := rule(text)) is not None]
    print(f"{text:14} {verdict or 'fine':18} {len(everything)} {everything} {calls}")
calls.clear()
words = ["abc", "Abc1", "a-B2", "zzzzz", "abc", "Abc1", "cba"]
print(sorted(words, key=cmp_to_key(compare)), strength.cache_info(), calls, sep="\n")
print(sorted(words, key=cmp_to_key(by_length)), max(words, key=lambda word: strength(word)), min(map(strength, words)))
strength.cache_clear()
print(strength.cache_info().currsize, length.__name__, length.__doc__, lacks.__doc__)
louder: Step = lambda text: text + "!"
clean = pipeline(str.strip, str.lower, lambda text: text.replace("_", " "), str.title)
print(clean("  HELLO_brave_World "), pipeline()("same"), pipeline(*[louder] * 3)("hey"))
to_base = {name: partial(int, base=base) for name, base in (("bin", 2), ("oct", 8), ("hex", 16))}
print({name: convert("101") for name, convert in to_base.items()}, reduce(lambda total, digit: total * 60 + digit, (1, 1, 1)))
