# mypy insists that `sys` is part of the typeshed, so its source carries an underscore.
from _sys import *
