import itertools
from dataclasses import dataclass, field


@dataclass
class Ticket:
    title: str
    number: int = field(default_factory=itertools.count(1).__next__)


print(Ticket("a"), Ticket("b"))
