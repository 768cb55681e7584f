# mypy insists that `sys` and `collections` are part of the typeshed, so their sources carry an underscore.
from _sys import *
