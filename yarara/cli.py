"""The `yarara` command: check, build, run, top, doctor."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from pathlib import Path

from yarara import __version__
from yarara.commands import build, check, doctor, run, top
from yarara.compiler.diagnostics import CompileError
from yarara.errors import UserError
from yarara.paths import cache_directory


def main() -> None:
    """Run the command line of this process and exit with its status."""
    sys.exit(status_of(sys.argv[1:]))


def status_of(words: list[str]) -> int:
    """Run one command; what goes wrong for a reason the user can mend is told in words, never as a traceback."""
    words, own = _split(words)
    arguments = _parser().parse_args(words)
    arguments.arguments = own
    try:
        return int(arguments.execute(arguments))
    except UserError as error:
        print(f"yarara: {error}", file=sys.stderr)
        return error.status
    except CompileError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"yarara: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        print(f"yarara: internal error: {_first_line(error)}; the details are in {_kept_traceback()}", file=sys.stderr)
        return 70
    finally:
        _abandon_closed_output()


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Our words, and those after `--`, which belong to the program."""
    if "--" not in words:
        return words, []
    index = words.index("--")
    return words[:index], words[index + 1:]


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _kept_traceback() -> Path:
    """A mistake of ours: what its author needs goes to a file, not to the user's terminal."""
    path = cache_directory() / "internal-error.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(traceback.format_exc())
    return path


def _abandon_closed_output() -> None:
    """When the reader of our output has gone, keep the interpreter from complaining about it at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yarara", description="Compile a typed Python program, with the kernel it needs, into one bootable image.")
    parser.add_argument("--version", action="version", version=f"yarara {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (check, build, run, top, doctor):
        command.add_to(commands)
    return parser
