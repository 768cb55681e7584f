"""Frozen dataclasses are hashable values: keys of dicts, members of sets."""
from dataclasses import FrozenInstanceError, dataclass, field, replace


@dataclass(frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        return f"{self.major}.{self.minor}"

    def bump(self) -> "Version":
        return replace(self, minor=self.minor + 1)


@dataclass(frozen=True)
class Circle:
    radius: float
    area: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "area", 3.0 * self.radius * self.radius)


v = Version(1, 2, "alpha")
print(v, v.text, v.bump(), v.bump().bump())
print(v == Version(1, 2, "beta"), hash(v) == hash(Version(1, 2)), hash(v) == hash((1, 2)))
counts: dict[Version, int] = {}
for each in (Version(1), Version(1, 0, "x"), Version(2), v, Version(1, 2)):
    counts[each] = counts.get(each, 0) + 1
print(counts)
print(len({Version(1), Version(1), Version(2)}))
print(replace(v, label="rc"), replace(v, major=9, minor=9))
print(Circle(2.0), Circle(2.0) == Circle(2), Circle(1.5).area)
try:
    v.major = 5  # type: ignore[misc]
except FrozenInstanceError as error:
    print(type(error).__name__, error)
try:
    v.minor += 5  # type: ignore[misc]
except AttributeError as error:
    print(type(error).__name__, error)
print(v)
