"""Where ships lie."""
from . import signals
from .cranes.lifting import lifted

CAPACITY = 3
docked: list[str] = []


def dock(ship: str) -> str:
    docked.append(ship)
    return signals.shout(f"{ship} {lifted(len(docked))}")
