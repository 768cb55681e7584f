from enum import Enum, auto


class Name(Enum):
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name.lower()

    FIRST = auto()


print(Name.FIRST)
