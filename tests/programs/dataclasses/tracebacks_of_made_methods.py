from dataclasses import InitVar, dataclass, field


class Odd:
    def __init__(self, value: int) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        raise RuntimeError(f"{self.value} cannot be compared")


@dataclass
class Range:
    low: int
    high: int
    kept: list[int] = field(default_factory=list)
    unit: InitVar[str] = "m"
    made: int = field(init=False, default=3)

    def __post_init__(self, unit: str) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high} {unit}")


@dataclass
class Pair:
    first: Odd
    second: int


try:
    print(Range(1, 2))
    Range(3, 2)
except ValueError as error:
    print(error)
try:
    print(Pair(Odd(1), 2) == Pair(Odd(3), 2))
except RuntimeError as error:
    raise LookupError("compared") from error
