from .. import signals
from ..signals import shout
import harbour.berths


def lifted(tons: int) -> str:
    return shout("t") + str(tons) + "/" + str(harbour.berths.CAPACITY) + signals.here
