"""What each word after `yarara` does: `add_to` declares the options, `execute` does the work and returns the exit status."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from yarara.compiler.options import LEVELS, OPTIMISED
from yarara.errors import UserError

if TYPE_CHECKING:
    Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"
else:
    Commands = _SubParsersAction


def add_level(parser: ArgumentParser) -> None:
    parser.add_argument("-O", type=int, choices=LEVELS, default=OPTIMISED, dest="level",
                        help=f"0 compiles in about half the time (less for large programs), to code that is several times slower; default {OPTIMISED}")


def source_file(text: str) -> Path:
    """The program that a command was given. Raises UserError when it cannot be one."""
    path = Path(text)
    if not path.exists():
        raise UserError(f"{text}: there is no such file", 2)
    if path.is_dir():
        raise UserError(f"{text} is a directory; give the program's main file", 2)
    if path.suffix != ".py":
        raise UserError(f"{text} is not a Python file (.py)", 2)
    return path
