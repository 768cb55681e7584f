"""Names in snake_case, camelCase, kebab-case and others: taken apart into words, put together, told from each other, and kept unique."""
from __future__ import annotations

from enum import Enum
from typing import Callable

Joiner = Callable[[list[str]], str]


def words(name: str) -> list[str]:
    """`HTTPServer2_error-code` is http, server, 2, error, code."""
    found: list[str] = []
    kind = ""
    for i, char in enumerate(name):
        previous, kind = kind, "digit" if char.isdigit() else "upper" if char.isupper() else "lower" if char.isalpha() else ""
        if not kind:
            continue
        following = name[i + 1:i + 2]
        if not previous or (kind == "digit") != (previous == "digit") or kind == "upper" and (previous == "lower" or following.islower()):
            found.append("")
        found[-1] += char.lower()
    return found


def camel(parts: list[str]) -> str:
    first, *rest = parts or [""]
    return first + "".join(map(str.title, rest))


class Style(Enum):
    SNAKE = "snake_case"
    SHOUT = "SHOUT_CASE"
    KEBAB = "kebab-case"
    CAMEL = "camelCase"
    CLASS = "ClassCase"
    TITLE = "Title Case"

    def join(self, parts: list[str]) -> str:
        return JOINERS[self](parts)

    @classmethod
    def of(cls, name: str) -> list[Style]:
        return [style for style in cls if name and style.join(words(name)) == name]


JOINERS: dict[Style, Joiner] = {
    Style.SNAKE: "_".join,
    Style.SHOUT: lambda parts: "_".join(parts).upper(),
    Style.KEBAB: "-".join,
    Style.CAMEL: camel,
    Style.CLASS: lambda parts: "".join(part.capitalize() for part in parts),
    Style.TITLE: lambda parts: " ".join(parts).title(),
}


def unique(names: list[str]) -> list[str]:
    taken: set[str] = set()
    result: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name.rstrip('0123456789')}{number}"
        taken.add(candidate.casefold())
        result.append(candidate)
    return result


SPELLED: dict[str, str | int | None] = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "'": None, "&": " and "}


def slug(title: str, limit: int = 24) -> str:
    folded = title.translate(str.maketrans(SPELLED))
    parts = "".join(char if char.isascii() and char.isalnum() else " " for char in folded.lower()).split()
    while len("-".join(parts)) > limit and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:limit] or "untitled"


NAMES = ["simple", "parseHTTPRequest", "HTTPServer2_error-code", "MAX_SIZE", "X", "utf8Decoder", "  two words ", "__init__", "ÄußereForm", "", "iOS16", "A1b2"]
for name in NAMES:
    parts = words(name)
    print(f"{name!r:26} {parts} {[style.name.lower() for style in Style.of(name)]}")
    print("   ", *(style.join(parts) for style in Style), sep=" | ")
    for style in Style:
        if words(style.join(parts)) != parts:
            print("     not the same from", style.value, words(style.join(parts)))
print(unique(["a", "A", "b", "a", "a2", "b1", "B"]), unique(["file9"] * 3), unique([]))
for title in ("Müller & Söhne's Café", "What's new in 3.11? (A lot!)", "déjà vu", "…", "supercalifragilisticexpialidocious", "a b  c\td\ne"):
    print(f"{title!r:40} {slug(title):26} {slug(title, 8)}")
print([style for style in Style if " " in style.value], Style("camelCase").join(["one", "two"]), Style.of("aB")[0] is Style.CAMEL)
