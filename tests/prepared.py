"""Imported once by the process that builds are forked from (`tests/forked.py`): the compiler, its own modules checked."""

from yarara.compiler import driver as driver
from yarara.compiler.frontend import frontend

frontend.prepare()
