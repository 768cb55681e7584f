"""Packages, relative and circular imports, names handed on, what a module says of itself."""
import os
from typing import TYPE_CHECKING

import harbour
import harbour.cranes.lifting as lifting
from harbour import CAPACITY, dock
from harbour.words import *

if TYPE_CHECKING:
    from harbour.berths import docked as other

print(harbour.dock("Ann"), dock("Bob"), CAPACITY, lifting.lifted(9))
print(alpha(), Beta.k, _gamma(), level, harbour.name, __name__)
print(harbour.__doc__, __doc__, lifting.__name__, harbour.berths.__doc__)
print(harbour.signals.here, harbour.__name__, harbour.__all__, os.path.basename(__file__))


def late() -> int:
    from harbour.words import hidden
    return hidden()


print(late())
try:
    import harbour.signals as tools
except ImportError:
    print("never")
print(tools.shout("quiet"), harbour.berths.docked)
