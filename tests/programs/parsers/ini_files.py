"""INI files: sections, interpolation, typed getters and errors with line numbers."""
from __future__ import annotations

from typing import Callable, TypeVar, overload

T = TypeVar("T")


class ParseError(Exception):
    pass


class Config:
    BOOLEANS = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}

    def __init__(self) -> None:
        self.sections: dict[str, dict[str, str]] = {"DEFAULT": {}}

    @classmethod
    def parse(cls, text: str) -> Config:
        config = cls()
        section = config.sections["DEFAULT"]
        key = ""
        for number, raw in enumerate(text.splitlines(), start=1):
            line = raw.split(";")[0].rstrip()
            if not line or line.lstrip().startswith("#"):
                continue
            if line[0].isspace() and key:
                section[key] += "\n" + line.strip()
            elif line.startswith("[") and line.endswith("]"):
                section, key = config.sections.setdefault(line[1:-1], {}), ""
            elif "=" in line or ":" in line:
                at = min(i for i in (line.find("="), line.find(":")) if i >= 0)
                key = line[:at].strip().lower()
                section[key] = line[at + 1:].strip()
            else:
                raise ParseError(f"line {number}: {raw!r}")
        return config

    def get(self, section: str, key: str, depth: int = 0) -> str:
        if depth > 5:
            raise RecursionError(f"too deep: {key}")
        try:
            value = self.sections[section].get(key) or self.sections["DEFAULT"][key]
        except KeyError as error:
            raise KeyError(f"{section}.{key}") from error
        while (start := value.find("${")) >= 0:
            end = value.index("}", start)
            value = value[:start] + self.get(section, value[start + 2:end], depth + 1) + value[end + 1:]
        return value

    @overload
    def typed(self, section: str, key: str, kind: Callable[[str], T]) -> T: ...
    @overload
    def typed(self, section: str, key: str, kind: Callable[[str], T], fallback: T) -> T: ...
    def typed(self, section: str, key: str, kind: Callable[[str], T], fallback: T | None = None) -> T | None:
        try:
            return kind(self.get(section, key))
        except KeyError:
            if fallback is None:
                raise
            return fallback

    def boolean(self, section: str, key: str) -> bool:
        return self.BOOLEANS[self.get(section, key).lower()]


config = Config.parse("""
# global
root = /srv
[web]
Port: 8080
path = ${root}/www ; where
debug = Yes
hosts = alpha
    beta
    gamma
ratio = 0.75
[loop]
a = ${b}
b = ${a}
""")
print(config.sections)
print(config.get("web", "path"), config.typed("web", "port", int) + 1, config.typed("web", "ratio", float), config.boolean("web", "debug"), config.get("web", "hosts").split())
print(config.typed("web", "timeout", int, 30), config.typed("web", "hosts", lambda s: s.split("\n")[1]))
for section, key in (("web", "nope"), ("none", "root"), ("loop", "a")):
    try:
        print(config.get(section, key))
    except (KeyError, RecursionError) as error:
        print(type(error).__name__, error, type(error.__cause__).__name__)
try:
    config.typed("web", "path", int)
except ValueError as error:
    print(error)
try:
    Config.parse("[a]\nnonsense")
except ParseError as error:
    print(error)
