from dataclasses import dataclass


@dataclass
class Range:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")


def main() -> None:
    print(Range(1, 2))
    Range(3, 2)


main()
